package io.github.brsgd.cli.sweep;

import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.cli.experiment.DataChoice;
import io.github.brsgd.cli.experiment.ExperimentData;
import io.github.brsgd.data.DatasetLocator;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * The training images of an experiment as a data source of Arbiter; it has no test images to give.
 *
 * @since 0.1
 */
public final class TrainingImages implements DataSource {

  private static final long serialVersionUID = 1;

  private static final String DATASET = "images.dataset";
  private static final String EXAMPLES = "images.examples";
  private static final String NORMALISE = "images.normalise";
  private static final String FOLDER = "images.folder";
  private static final String HOME = "images.home";

  private Properties properties = new Properties();

  /** A source that is configured next, as Arbiter does it. */
  public TrainingImages() {}

  /**
   * What tells such a source which images to read.
   *
   * @param choice a resolved choice
   * @param folder where data sets are looked for first
   * @param home the checkout
   * @return its properties
   */
  static Properties describe(DataChoice choice, Optional<Path> folder, Path home) {
    Properties properties = new Properties();
    properties.setProperty(DATASET, choice.dataset());
    properties.setProperty(EXAMPLES, Integer.toString(choice.examples()));
    properties.setProperty(NORMALISE, Boolean.toString(choice.normalise()));
    folder.ifPresent(path -> properties.setProperty(FOLDER, path.toString()));
    properties.setProperty(HOME, home.toString());
    return properties;
  }

  @Override
  public void configure(Properties given) {
    properties = new Properties();
    properties.putAll(given);
  }

  @Override
  public DataSetIterator trainData() {
    DataChoice choice =
        new DataChoice(
            properties.getProperty(DATASET),
            Integer.parseInt(properties.getProperty(EXAMPLES)),
            Boolean.parseBoolean(properties.getProperty(NORMALISE)));
    DatasetLocator locator =
        DatasetLocator.standard(
            Optional.ofNullable(properties.getProperty(FOLDER)).map(Path::of),
            Path.of(properties.getProperty(HOME)));
    DataSet all = ExperimentData.load(choice, Catalog.standard(), locator).training();
    return new ListDataSetIterator<>(List.of(all), all.numExamples());
  }

  @Override
  public Object testData() {
    throw new UnsupportedOperationException("candidates are not scored on the test images");
  }

  @Override
  public Class<?> getDataType() {
    return DataSetIterator.class;
  }
}
