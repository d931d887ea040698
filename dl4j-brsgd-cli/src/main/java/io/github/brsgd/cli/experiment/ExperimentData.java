package io.github.brsgd.cli.experiment;

import io.github.brsgd.data.DataFile;
import io.github.brsgd.data.DatasetLoader;
import io.github.brsgd.data.DatasetLocation;
import io.github.brsgd.data.DatasetLocator;
import io.github.brsgd.data.ImageDataset;
import io.github.brsgd.data.ImageShape;
import io.github.brsgd.data.KnownDataset;
import io.github.brsgd.data.PixelScaling;
import io.github.brsgd.data.Split;
import io.github.brsgd.data.SyntheticDigits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * The data of an experiment in memory, ready for a network.
 *
 * @since 0.1
 */
public final class ExperimentData {

  private static final int SYNTHETIC_TRAINING = 12_000;
  private static final int SYNTHETIC_TEST = 2_000;
  private static final long SYNTHETIC_TRAINING_SEED = 1;
  private static final long SYNTHETIC_TEST_SEED = 2;
  private static final int TEST_BATCH = 250;

  private final String origin;
  private final Map<String, String> checksums;
  private final ImageDataset training;
  private final DataSet trainingRows;
  private final PixelScaling scaling;
  private final Supplier<ImageDataset> testImages;
  private List<DataSet> testBatches;

  private ExperimentData(
      DataChoice choice,
      String origin,
      Map<String, String> checksums,
      ImageDataset training,
      Supplier<ImageDataset> testImages) {
    this.origin = origin;
    this.checksums = Map.copyOf(checksums);
    this.training = choice.examples() == 0 ? training : training.first(choice.examples());
    this.scaling =
        choice.normalise()
            ? PixelScaling.fit(this.training)
            : PixelScaling.unit(training.shape().channels());
    this.trainingRows = this.training.toDataSet(scaling);
    this.testImages = testImages;
  }

  /**
   * Decides which data set a choice means on this machine.
   *
   * @param choice what was asked for
   * @param locator where data sets are looked for
   * @return the choice with the name of a data set that is there
   * @throws IllegalArgumentException if the name is unknown, or the data set is not found
   */
  public static DataChoice resolve(DataChoice choice, DatasetLocator locator) {
    if (choice.dataset().equals(DataChoice.ANY)) {
      return choice.of(any(locator));
    }
    if (!choice.dataset().equals(DataChoice.SYNTHETIC)) {
      locate(choice.dataset(), locator);
    }
    return choice;
  }

  /**
   * MNIST if it is there. Synthetic digits stand in for it only where the user has named no place
   * for it, and nothing of it is anywhere.
   */
  private static String any(DatasetLocator locator) {
    if (locator.find(KnownDataset.MNIST).isPresent()) {
      return KnownDataset.MNIST.id();
    }
    Optional<Path> absent = locator.namedButAbsent();
    if (absent.isPresent()) {
      throw new IllegalArgumentException("data: there is no folder " + absent.get());
    }
    if (locator.isGiven() || locator.incomplete(KnownDataset.MNIST).isPresent()) {
      throw notFound(KnownDataset.MNIST, locator);
    }
    return DataChoice.SYNTHETIC;
  }

  private static DatasetLocation locate(String name, DatasetLocator locator) {
    KnownDataset dataset =
        KnownDataset.of(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "dataset: need mnist, cifar10 or synthetic, got " + name));
    return locator.find(dataset).orElseThrow(() -> notFound(dataset, locator));
  }

  private static IllegalArgumentException notFound(KnownDataset dataset, DatasetLocator locator) {
    return new IllegalArgumentException(
        "dataset: "
            + locator.explain(dataset)
            + ". 'brsgd datasets --fetch "
            + dataset.id()
            + "' downloads it; '--dataset synthetic' does without");
  }

  /**
   * Reads or draws the data.
   *
   * @param choice a resolved choice
   * @param locator where data sets are looked for
   * @return the data
   * @throws IllegalArgumentException if the data set is not found
   */
  public static ExperimentData load(DataChoice choice, DatasetLocator locator) {
    if (choice.dataset().equals(DataChoice.SYNTHETIC)) {
      int count = choice.examples() == 0 ? SYNTHETIC_TRAINING : choice.examples();
      return new ExperimentData(
          choice,
          "drawn by the program",
          Map.of(),
          SyntheticDigits.generate(count, SYNTHETIC_TRAINING_SEED),
          () -> SyntheticDigits.generate(SYNTHETIC_TEST, SYNTHETIC_TEST_SEED));
    }
    DatasetLocation location = locate(choice.dataset(), locator);
    return new ExperimentData(
        choice,
        location.directory() + " (" + location.source() + ")",
        checksums(location),
        DatasetLoader.load(location, Split.TRAIN),
        () -> DatasetLoader.load(location, Split.TEST));
  }

  /** What the loader holds the files to, and for those without a published checksum their own. */
  private static Map<String, String> checksums(DatasetLocation location) {
    Map<String, String> sums = new TreeMap<>();
    for (DataFile file : location.dataset().files()) {
      location
          .path(file)
          .ifPresent(
              path ->
                  sums.put(
                      file.name(), file.sha256().orElseGet(() -> FileChecksum.unpacked(path))));
    }
    return sums;
  }

  /**
   * Where the data comes from, for people.
   *
   * @return a folder and why it was looked at
   */
  public String origin() {
    return origin;
  }

  /**
   * SHA-256 of the unpacked content of the files that were read.
   *
   * @return file name to checksum; empty for synthetic data
   */
  public Map<String, String> checksums() {
    return checksums;
  }

  /**
   * The shape of the images.
   *
   * @return channels, height, width
   */
  public ImageShape shape() {
    return training.shape();
  }

  /**
   * What the classes are called.
   *
   * @return a name per class
   */
  public List<String> classNames() {
    return training.classNames();
  }

  /**
   * The number of training images.
   *
   * @return at least 1
   */
  public int size() {
    return training.size();
  }

  /**
   * The number of test images.
   *
   * @return at least 1
   */
  public int testSize() {
    return testBatches().stream().mapToInt(DataSet::numExamples).sum();
  }

  /**
   * The training images as rows.
   *
   * @return features and one-hot labels; shared, not to be changed
   */
  public DataSet training() {
    return trainingRows;
  }

  /**
   * The test images in batches, read when they are first asked for.
   *
   * @return a new iterator over shared data
   */
  public DataSetIterator test() {
    // The list holds batches already; a larger number would merge as many of them into one.
    return new ListDataSetIterator<>(testBatches(), 1);
  }

  private synchronized List<DataSet> testBatches() {
    if (testBatches == null) {
      testBatches = testImages.get().toDataSet(scaling).batchBy(TEST_BATCH);
    }
    return testBatches;
  }
}
