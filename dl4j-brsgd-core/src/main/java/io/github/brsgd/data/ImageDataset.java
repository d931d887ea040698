package io.github.brsgd.data;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Labelled images in memory, a byte per pixel. Immutable.
 *
 * @since 0.1
 */
public final class ImageDataset {

  private final String name;
  private final ImageShape shape;
  private final byte[] pixels;
  private final byte[] labels;
  private final List<String> classNames;

  /** Takes over the arrays; labels are below the number of classes. */
  ImageDataset(
      String name, ImageShape shape, byte[] pixels, byte[] labels, List<String> classNames) {
    this.name = Objects.requireNonNull(name, "name");
    this.shape = Objects.requireNonNull(shape, "shape");
    this.pixels = pixels;
    this.labels = labels;
    this.classNames = List.copyOf(classNames);
    if (labels.length == 0 || pixels.length != (long) labels.length * shape.size()) {
      throw new IllegalArgumentException(
          name
              + ": "
              + pixels.length
              + " pixels do not make "
              + labels.length
              + " images of "
              + shape);
    }
  }

  /** Class names "0", "1", ... */
  static List<String> numbered(int classes) {
    return IntStream.range(0, classes).mapToObj(String::valueOf).toList();
  }

  /**
   * The name of the data set.
   *
   * @return for instance {@code mnist}
   */
  public String name() {
    return name;
  }

  /**
   * The number of images.
   *
   * @return at least 1
   */
  public int size() {
    return labels.length;
  }

  /**
   * The number of classes.
   *
   * @return labels are below it
   */
  public int classes() {
    return classNames.size();
  }

  /**
   * The shape of each image.
   *
   * @return channels, height and width
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
   * The class of an image.
   *
   * @param image its index
   * @return in 0..classes-1
   */
  public int label(int image) {
    return labels[image] & 0xff;
  }

  /**
   * The class of every image.
   *
   * @return a new array
   */
  public int[] labels() {
    return IntStream.range(0, size()).map(this::label).toArray();
  }

  /**
   * A value of an image.
   *
   * @param image its index
   * @param position channel by channel, row by row, in 0..shape.size()-1
   * @return in 0..255
   */
  public int pixel(int image, int position) {
    return pixels[image * shape.size() + Objects.checkIndex(position, shape.size())] & 0xff;
  }

  /**
   * Some of the images.
   *
   * @param images their indices, at least one
   * @return a data set of the same name
   */
  public ImageDataset subset(int... images) {
    byte[] some = new byte[Math.multiplyExact(images.length, shape.size())];
    byte[] classOf = new byte[images.length];
    for (int i = 0; i < images.length; i++) {
      System.arraycopy(pixels, images[i] * shape.size(), some, i * shape.size(), shape.size());
      classOf[i] = labels[images[i]];
    }
    return new ImageDataset(name, shape, some, classOf, classNames);
  }

  /**
   * The first images.
   *
   * @param count how many; all of them where there are fewer
   * @return a data set of the same name
   */
  public ImageDataset first(int count) {
    int n = Math.min(count, size());
    return new ImageDataset(
        name, shape, Arrays.copyOf(pixels, n * shape.size()), Arrays.copyOf(labels, n), classNames);
  }

  /**
   * All images as rows, pixels in [0, 1].
   *
   * @return float features [n, channels * height * width], one-hot labels [n, classes]
   */
  public DataSet toDataSet() {
    return toDataSet(PixelScaling.unit(shape.channels()));
  }

  /**
   * All images as rows.
   *
   * @param scaling how bytes become floats
   * @return float features [n, channels * height * width], one-hot labels [n, classes]; networks
   *     with an {@code InputType.convolutionalFlat} take the rows as images
   * @throws IllegalArgumentException if the scaling is for another number of channels
   */
  public DataSet toDataSet(PixelScaling scaling) {
    if (scaling.mean().size() != shape.channels()) {
      throw new IllegalArgumentException(
          "scaling: is for "
              + scaling.mean().size()
              + " channels, "
              + name
              + " has "
              + shape.channels());
    }
    float[] features = new float[pixels.length];
    int plane = shape.height() * shape.width();
    for (int c = 0; c < shape.channels(); c++) {
      float[] value = values(scaling, c);
      for (int i = 0; i < size(); i++) {
        int from = i * shape.size() + c * plane;
        for (int p = from; p < from + plane; p++) {
          features[p] = value[pixels[p] & 0xff];
        }
      }
    }
    float[] oneHot = new float[Math.multiplyExact(size(), classes())];
    for (int i = 0; i < size(); i++) {
      oneHot[i * classes() + label(i)] = 1;
    }
    INDArray rows = Nd4j.createFromArray(features).reshape(size(), shape.size());
    return new DataSet(rows, Nd4j.createFromArray(oneHot).reshape(size(), classes()));
  }

  private static float[] values(PixelScaling scaling, int channel) {
    float[] values = new float[256];
    for (int v = 0; v < values.length; v++) {
      values[v] =
          (float) ((v / 255.0 - scaling.mean().get(channel)) / scaling.deviation().get(channel));
    }
    return values;
  }
}
