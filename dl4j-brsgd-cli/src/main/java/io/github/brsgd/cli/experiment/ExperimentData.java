package io.github.brsgd.cli.experiment;

import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.data.DataParts;
import io.github.brsgd.data.DataRequest;
import io.github.brsgd.data.DatasetLocator;
import io.github.brsgd.data.DatasetNotFoundException;
import io.github.brsgd.data.ExampleSource;
import io.github.brsgd.data.ImageShape;
import io.github.brsgd.data.KnownDataset;
import io.github.brsgd.data.Partitioner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;

/**
 * The data of an experiment in memory, ready for a network.
 *
 * @since 0.1
 */
public final class ExperimentData {

  private static final int TEST_BATCH = 250;

  private final String dataset;
  private final DataParts parts;
  private final Optional<TrustedExamples> split;
  private List<DataSet> testBatches;

  private ExperimentData(String dataset, DataParts parts, int trusted) {
    this.dataset = dataset;
    this.parts = parts;
    this.split =
        trusted == 0
            ? Optional.empty()
            : Optional.of(TrustedExamples.of(parts.training(), trusted));
  }

  /**
   * Decides which data set a choice means on this machine.
   *
   * @param choice what was asked for
   * @param catalog where data sets come from
   * @param locator where published data sets are looked for
   * @return the choice with the text of a data set that is there
   * @throws IllegalArgumentException if the text is wrong, or the data set is not found
   */
  public static DataChoice resolve(DataChoice choice, Catalog catalog, DatasetLocator locator) {
    String partition = canonical(choice.partition(), catalog);
    if (choice.dataset().equals(DataChoice.ANY)) {
      return choice.of(any(locator), partition);
    }
    check(choice.dataset(), catalog, locator);
    return choice.of(choice.dataset(), partition);
  }

  /** One text for one way to split, however it was typed: it tells sweeps apart. */
  private static String canonical(String partition, Catalog catalog) {
    Partitioner partitioner = catalog.partitioner(partition);
    try {
      return catalog.text(partitioner);
    } catch (IllegalArgumentException e) {
      // A user's partitioner that the catalogue reads and cannot write stays as it was typed.
      return partition;
    }
  }

  private static void check(String text, Catalog catalog, DatasetLocator locator) {
    ExampleSource source = catalog.dataset(text);
    SourceFailure.guard(
        text,
        () -> {
          check(source, locator);
          return source;
        });
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
      check(KnownDataset.MNIST, locator);
    }
    return DataChoice.SYNTHETIC;
  }

  private static void check(ExampleSource source, DatasetLocator locator) {
    try {
      source.check(locator);
    } catch (DatasetNotFoundException e) {
      throw new IllegalArgumentException(
          e.getMessage()
              + ". 'brsgd datasets --fetch "
              + e.dataset().id()
              + "' downloads it; '--dataset synthetic' does without",
          e);
    }
  }

  /**
   * Reads or draws the data.
   *
   * @param choice a resolved choice
   * @param catalog where data sets come from
   * @param locator where published data sets are looked for
   * @return the data
   * @throws IllegalArgumentException if the data set is not found, or has no more examples than are
   *     to be held back for the server
   */
  public static ExperimentData load(DataChoice choice, Catalog catalog, DatasetLocator locator) {
    ExampleSource source = catalog.dataset(choice.dataset());
    DataRequest request = new DataRequest(locator, choice.examples(), choice.normalise());
    return new ExperimentData(
        choice.dataset(),
        SourceFailure.guard(choice.dataset(), () -> source.load(request)),
        choice.trusted());
  }

  /**
   * Where the data comes from, for people.
   *
   * @return a folder and why it was looked at
   */
  public String origin() {
    return parts.origin();
  }

  /**
   * SHA-256 of the unpacked content of the files that were read.
   *
   * @return file name to checksum; empty for synthetic data
   */
  public Map<String, String> checksums() {
    return parts.checksums();
  }

  /**
   * What makes features of new data of the kind in the files.
   *
   * @return fitted on the training examples; empty where features are as they come
   */
  public Optional<DataNormalization> normalization() {
    return parts.normalization();
  }

  /**
   * The shape of the images; 1 x 1 x columns where they are none.
   *
   * @return channels, height, width
   */
  public ImageShape shape() {
    return parts.shape();
  }

  /**
   * What the classes are called.
   *
   * @return a name per class
   */
  public List<String> classNames() {
    return parts.classNames();
  }

  /**
   * The number of training examples of the nodes.
   *
   * @return at least 1
   */
  public int size() {
    return training().numExamples();
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
   * The training examples of the nodes as rows.
   *
   * @return features and one-hot labels; shared, not to be changed
   */
  public DataSet training() {
    return split.map(TrustedExamples::ofNodes).orElseGet(parts::training);
  }

  /**
   * The training examples that were held back for the server.
   *
   * @param size of a batch, about
   * @return a new iterator over batches that differ by at most one example; empty where none are
   */
  Optional<DataSetIterator> trusted(int size) {
    return split.map(own -> new ListDataSetIterator<>(own.batches(size), 1));
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
      testBatches = SourceFailure.guard(dataset, parts::test).batchBy(TEST_BATCH);
    }
    return testBatches;
  }
}
