package io.github.brsgd.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;

/**
 * Examples to train on and to judge by, ready for a network, and where they came from.
 *
 * @since 0.2
 */
public final class DataParts {

  private final ImageShape shape;
  private final List<String> classNames;
  private final DataSet training;
  private final Supplier<DataSet> test;
  private final String origin;
  private final Map<String, String> checksums;
  private final Optional<DataNormalization> normalization;

  /**
   * Examples made by the program.
   *
   * @param shape of an example; 1 x 1 x columns where it is no image
   * @param classNames a name per class, at least 2
   * @param training float features [n, shape.size()], scaled, and one-hot labels [n, classes]
   * @param test gives the same of other examples, scaled as the training examples are; asked when
   *     they are first needed
   * @throws IllegalArgumentException if the training examples have another shape
   */
  public DataParts(
      ImageShape shape, List<String> classNames, DataSet training, Supplier<DataSet> test) {
    this(shape, classNames, training, test, "made by the program", Map.of(), Optional.empty());
  }

  private DataParts(
      ImageShape shape,
      List<String> classNames,
      DataSet training,
      Supplier<DataSet> test,
      String origin,
      Map<String, String> checksums,
      Optional<DataNormalization> normalization) {
    this.shape = Objects.requireNonNull(shape, "shape");
    this.classNames = List.copyOf(classNames);
    this.training = checked("training", training);
    this.test = Objects.requireNonNull(test, "test");
    this.origin = Objects.requireNonNull(origin, "origin");
    this.checksums = Collections.unmodifiableMap(new TreeMap<>(checksums));
    this.normalization = normalization;
  }

  private DataSet checked(String part, DataSet examples) {
    if (examples == null) {
      throw new IllegalArgumentException("dataset: " + part + ": need examples, got null");
    }
    if (classNames.size() < 2
        || !has(examples.getFeatures(), shape.size())
        || !has(examples.getLabels(), classNames.size())
        || examples.getFeatures().size(0) != examples.getLabels().size(0)) {
      throw new IllegalArgumentException(
          "dataset: "
              + part
              + ": need features [n, "
              + shape.size()
              + "] and labels [n, classes] of at least 2 classes, got features "
              + describe(examples.getFeatures())
              + ", labels "
              + describe(examples.getLabels())
              + " and "
              + classNames.size()
              + " names of classes");
    }
    return examples;
  }

  private static boolean has(INDArray rows, int columns) {
    return rows != null && rows.rank() == 2 && rows.size(0) > 0 && rows.size(1) == columns;
  }

  private static String describe(INDArray rows) {
    return rows == null ? "none" : Arrays.toString(rows.shape());
  }

  /** Images, as many to train on and scaled as requested. */
  static DataParts of(ImageDataset training, Supplier<ImageDataset> test, DataRequest request) {
    ImageDataset used = request.examples() == 0 ? training : training.first(request.examples());
    PixelScaling scaling =
        request.normalise() ? PixelScaling.fit(used) : PixelScaling.unit(used.shape().channels());
    return new DataParts(
            used.shape(),
            used.classNames(),
            used.toDataSet(scaling),
            () -> test.get().toDataSet(scaling))
        .scaledBy(FeatureScaling.ofPixels(scaling, used.shape()).normalization());
  }

  /**
   * The same examples, read from files.
   *
   * @param root the file or folder that a user would name
   * @param files what was read, in or below it
   * @return parts that tell where they came from
   */
  public DataParts from(Path root, List<Path> files) {
    return from(root.toString(), FileChecksums.of(root, files));
  }

  DataParts from(String place, Map<String, String> sums) {
    return new DataParts(shape, classNames, training, test, place, sums, normalization);
  }

  /**
   * The same examples, which this has scaled.
   *
   * @param fitted makes features of what is in the files; not applied here
   * @return parts that tell how they were scaled
   */
  public DataParts scaledBy(DataNormalization fitted) {
    return new DataParts(shape, classNames, training, test, origin, checksums, Optional.of(fitted));
  }

  /**
   * What makes features of new data of the kind in the files: a column's numbers, pixels from 0 to
   * 255. A saved network is of use only with it.
   *
   * @return fitted on the training examples; empty where features are as they come
   */
  public Optional<DataNormalization> normalization() {
    return normalization;
  }

  /**
   * The shape of an example; 1 x 1 x columns where it is no image.
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
   * The examples to train on.
   *
   * @return features [n, shape.size()], scaled, and one-hot labels
   */
  public DataSet training() {
    return training;
  }

  /**
   * The examples to judge by; they may be read anew at each call.
   *
   * @return the same of other examples, scaled as the training examples are
   * @throws IllegalArgumentException if the source gives examples of another shape
   * @throws CorruptFileException if a file is not what it should be
   */
  public DataSet test() {
    return checked("test", test.get());
  }

  /**
   * Where the examples come from, for people.
   *
   * @return a file, or a folder and why it was looked at
   */
  public String origin() {
    return origin;
  }

  /**
   * SHA-256 of the unpacked content of the files behind them, as they were when they were read.
   *
   * @return file name to checksum, or of many files one for all; empty where there are none
   */
  public Map<String, String> checksums() {
    return checksums;
  }
}
