package io.github.brsgd.examples.quickstart;

import io.github.brsgd.data.SyntheticDigits;
import java.util.List;
import java.util.Properties;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * The data of the sweeps as Arbiter takes them: 3,000 synthetic digits. Put your own iterator in
 * place of them.
 *
 * @since 0.2
 */
public final class DigitSource implements DataSource {

  private static final long serialVersionUID = 1;
  private static final int IMAGES = 3_000;

  /** A source; Arbiter makes them itself. */
  public DigitSource() {}

  @Override
  public void configure(Properties properties) {
    // Nothing to set.
  }

  @Override
  public DataSetIterator trainData() {
    DataSet images = SyntheticDigits.generate(IMAGES, 1).toDataSet();
    return new ListDataSetIterator<>(List.of(images), IMAGES);
  }

  @Override
  public DataSetIterator testData() {
    throw new UnsupportedOperationException("candidates are not scored on test images");
  }

  @Override
  public Class<?> getDataType() {
    return DataSetIterator.class;
  }
}
