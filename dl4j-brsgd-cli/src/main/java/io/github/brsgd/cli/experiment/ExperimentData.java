package io.github.brsgd.cli.experiment;

import io.github.brsgd.data.DataFile;
import io.github.brsgd.data.DataParts;
import io.github.brsgd.data.DatasetLoader;
import io.github.brsgd.data.DatasetLocation;
import io.github.brsgd.data.DatasetLocator;
import io.github.brsgd.data.ImageDataset;
import io.github.brsgd.data.ImageShape;
import io.github.brsgd.data.KnownDataset;
import io.github.brsgd.data.OwnData;
import io.github.brsgd.data.PixelScaling;
import io.github.brsgd.data.Split;
import io.github.brsgd.data.SyntheticDigits;
import java.nio.file.Files;
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
  private final ImageShape shape;
  private final List<String> classNames;
  private final DataSet training;
  private final Supplier<DataSet> test;
  private List<DataSet> testBatches;

  private ExperimentData(
      String origin,
      Map<String, String> checksums,
      ImageShape shape,
      List<String> classNames,
      DataSet training,
      Supplier<DataSet> test) {
    this.origin = origin;
    this.checksums = Map.copyOf(checksums);
    this.shape = shape;
    this.classNames = List.copyOf(classNames);
    this.training = training;
    this.test = test;
  }

  private static ExperimentData of(
      DataChoice choice,
      String origin,
      Map<String, String> checksums,
      ImageDataset images,
      Supplier<ImageDataset> test) {
    ImageDataset training = choice.examples() == 0 ? images : images.first(choice.examples());
    PixelScaling scaling =
        choice.normalise()
            ? PixelScaling.fit(training)
            : PixelScaling.unit(training.shape().channels());
    return new ExperimentData(
        origin,
        checksums,
        training.shape(),
        training.classNames(),
        training.toDataSet(scaling),
        () -> test.get().toDataSet(scaling));
  }

  private static ExperimentData of(DataChoice choice, OwnData own) {
    DataParts parts = own.load(choice.examples(), choice.normalise());
    return new ExperimentData(
        own.path().toString(),
        FileChecksum.of(own.path(), parts.files()),
        parts.shape(),
        parts.classNames(),
        parts.training(),
        parts::test);
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
    Optional<OwnData> own = OwnData.of(choice.dataset());
    if (own.isPresent() && !Files.exists(own.get().path())) {
      throw new IllegalArgumentException("dataset: there is no " + own.get().path());
    }
    if (own.isEmpty() && !choice.dataset().equals(DataChoice.SYNTHETIC)) {
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
                        "dataset: need mnist, cifar10, synthetic, "
                            + OwnData.usage()
                            + ", got "
                            + name));
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
    Optional<OwnData> own = OwnData.of(choice.dataset());
    if (own.isPresent()) {
      return of(choice, own.get());
    }
    if (choice.dataset().equals(DataChoice.SYNTHETIC)) {
      int count = choice.examples() == 0 ? SYNTHETIC_TRAINING : choice.examples();
      return of(
          choice,
          "drawn by the program",
          Map.of(),
          SyntheticDigits.generate(count, SYNTHETIC_TRAINING_SEED),
          () -> SyntheticDigits.generate(SYNTHETIC_TEST, SYNTHETIC_TEST_SEED));
    }
    DatasetLocation location = locate(choice.dataset(), locator);
    return of(
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
   * The shape of the images; 1 x 1 x columns where they are none.
   *
   * @return channels, height, width
   */
  public ImageShape shape() {
    return shape;
  }

  /**
   * What the classes are called.
   *
   * @return a name per class
   */
  public List<String> classNames() {
    return classNames;
  }

  /**
   * The number of training examples.
   *
   * @return at least 1
   */
  public int size() {
    return training.numExamples();
  }

  /**
   * The number of test examples.
   *
   * @return at least 1
   */
  public int testSize() {
    return testBatches().stream().mapToInt(DataSet::numExamples).sum();
  }

  /**
   * The training examples as rows.
   *
   * @return features and one-hot labels; shared, not to be changed
   */
  public DataSet training() {
    return training;
  }

  /**
   * The test examples in batches, read when they are first asked for.
   *
   * @return a new iterator over shared data
   */
  public DataSetIterator test() {
    // The list holds batches already; a larger number would merge as many of them into one.
    return new ListDataSetIterator<>(testBatches(), 1);
  }

  private synchronized List<DataSet> testBatches() {
    if (testBatches == null) {
      testBatches = test.get().batchBy(TEST_BATCH);
    }
    return testBatches;
  }
}
