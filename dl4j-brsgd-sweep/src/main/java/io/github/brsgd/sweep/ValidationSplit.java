package io.github.brsgd.sweep;

import io.github.brsgd.checks.PlainNumber;
import io.github.brsgd.random.Purpose;
import io.github.brsgd.random.RandomOrder;
import io.github.brsgd.random.Seeds;
import io.github.brsgd.training.ExampleReader;
import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.indexing.SpecifiedIndex;

/**
 * Scores candidates on training examples that they were not trained on: takes the training data of
 * another source apart. The other source's test data is never asked for.
 *
 * <p>Properties: {@value #SOURCE}, the class of the other source; {@value #SHARE}, the part of its
 * training examples to hold out, in (0, 1); {@value #SEED} of the draw. All properties are handed
 * to the other source too. Arbiter makes a new source for every score, so the split is made once
 * per process and set of properties, and kept while memory allows.
 *
 * @since 0.1
 */
public final class ValidationSplit implements DataSource {

  /** The class of the source whose training data is split. */
  public static final String SOURCE = "validation.source";

  /** The part that is held out. */
  public static final String SHARE = "validation.share";

  /** Seed of the draw. */
  public static final String SEED = "validation.seed";

  private static final long serialVersionUID = 1;
  private static final int BATCH = 250;
  private static final Map<Properties, SoftReference<Parts>> CACHE = new HashMap<>();

  private Properties properties = new Properties();

  private record Parts(DataSet training, List<DataSet> held) {}

  /** A source that is configured next, as Arbiter does it. */
  public ValidationSplit() {}

  @Override
  public void configure(Properties given) {
    properties = Sources.copy(given);
  }

  @Override
  public DataSetIterator trainData() {
    DataSet training = parts().training();
    return new ListDataSetIterator<>(Arrays.asList(training), training.numExamples());
  }

  @Override
  public DataSetIterator testData() {
    // The list holds batches already; a larger number would merge as many of them into one.
    return new ListDataSetIterator<>(parts().held(), 1);
  }

  @Override
  public Class<?> getDataType() {
    return DataSetIterator.class;
  }

  private Parts parts() {
    synchronized (CACHE) {
      SoftReference<Parts> kept = CACHE.get(properties);
      Parts parts = kept == null ? null : kept.get();
      if (parts == null) {
        parts = split();
        CACHE.put(properties, new SoftReference<>(parts));
      }
      return parts;
    }
  }

  private Parts split() {
    double share = number(SHARE);
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(SHARE + ": need a share in (0, 1), got " + share);
    }
    DataSource source = Sources.create(required(SOURCE), properties);
    DataSet all = ExampleReader.readAll(Sources.iterator(source.trainData()));
    int examples = all.numExamples();
    int held = (int) Math.round(share * examples);
    if (held < 1 || held >= examples) {
      throw new IllegalArgumentException(
          SHARE
              + ": "
              + share
              + " of "
              + examples
              + " examples leaves nothing to train or score on");
    }
    int[] order =
        RandomOrder.of(
            examples, new SplittableRandom(Seeds.derive(whole(SEED), Purpose.VALIDATION)));
    return new Parts(
        subset(all, Arrays.copyOfRange(order, held, examples)),
        subset(all, Arrays.copyOfRange(order, 0, held)).batchBy(BATCH));
  }

  private static DataSet subset(DataSet all, int[] rows) {
    Arrays.sort(rows);
    return new DataSet(
        rows(all.getFeatures(), rows),
        rows(all.getLabels(), rows),
        rows(all.getFeaturesMaskArray(), rows),
        rows(all.getLabelsMaskArray(), rows));
  }

  private static INDArray rows(INDArray array, int[] rows) {
    if (array == null) {
      return null;
    }
    INDArrayIndex[] index = new INDArrayIndex[array.rank()];
    Arrays.fill(index, NDArrayIndex.all());
    index[0] = new SpecifiedIndex(rows);
    return array.get(index);
  }

  private double number(String name) {
    String text = required(name);
    try {
      return PlainNumber.parse(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + ": need a number, got '" + text + "'", e);
    }
  }

  private long whole(String name) {
    String text = required(name);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + ": need a whole number, got '" + text + "'", e);
    }
  }

  private String required(String name) {
    String text = properties.getProperty(name);
    if (text == null) {
      throw new IllegalArgumentException("ValidationSplit: property " + name + " is not set");
    }
    return text;
  }
}
