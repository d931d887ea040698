package io.github.brsgd.attack;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A square in the lower right corner of an image that stands for a label.
 *
 * @param poisoning whose it is, for messages
 */
record Stamp(String poisoning, int target, int size, double value, double share) {

  /** Refuses what no stamp can be, in the poisoning's name. */
  static void check(String poisoning, int target, int size, double value, double share) {
    if (target < 0) {
      throw new IllegalArgumentException(poisoning + ": need target >= 0, got target=" + target);
    }
    if (size < 1) {
      throw new IllegalArgumentException(poisoning + ": need size >= 1, got size=" + size);
    }
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(poisoning + ": need a finite value, got value=" + value);
    }
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(poisoning + ": need 0 < share <= 1, got share=" + share);
    }
  }

  /** A copy of the batch of which some images are stamped with a part of the square's pixels. */
  DataSet poison(DataSet batch, Part part, SplittableRandom random) {
    checkTarget(batch.getLabels());
    INDArray labels = batch.getLabels().dup();
    INDArray features = batch.getFeatures().dup('c');
    INDArray images = images(features);
    for (int i = 0; i < batch.numExamples(); i++) {
      if (random.nextDouble() < share) {
        stamp(images, i, part);
        INDArray label = labels.get(NDArrayIndex.point(i), NDArrayIndex.all());
        label.assign(0);
        label.putScalar(target, 1);
      }
    }
    return new DataSet(features, labels, batch.getFeaturesMaskArray(), batch.getLabelsMaskArray());
  }

  /** All images of other classes with the whole square, wanted as the target. */
  DataSet trial(DataSet test) {
    checkTarget(test.getLabels());
    int[] label = Examples.classOf(poisoning, test.getLabels());
    int[] ids = IntStream.range(0, label.length).filter(i -> label[i] != target).toArray();
    int[] wanted = new int[ids.length];
    Arrays.fill(wanted, target);
    DataSet trial = Examples.trial(poisoning, test, ids, wanted);
    INDArray features = trial.getFeatures().dup('c');
    INDArray images = images(features);
    for (int i = 0; i < ids.length; i++) {
      stamp(images, i, Part.WHOLE);
    }
    return Examples.withFeatures(trial, features);
  }

  private void checkTarget(INDArray labels) {
    Examples.classes(poisoning, labels, Math.max(2, target + 1));
    if (labels.rank() != 2) {
      throw new IllegalArgumentException(
          poisoning + ": need labels [n, classes], got shape " + Arrays.toString(labels.shape()));
    }
  }

  /** Row by row of the square: a part's pixels of a row lie side by side. */
  private void stamp(INDArray images, int example, Part part) {
    long top = images.size(2) - size;
    long left = images.size(3) - size;
    long begin = part.begin((long) size * size);
    long end = part.end((long) size * size);
    for (long row = begin / size; row * size < end; row++) {
      images
          .get(
              NDArrayIndex.point(example),
              NDArrayIndex.all(),
              NDArrayIndex.interval(top + row, top + row + 1),
              NDArrayIndex.interval(
                  left + Math.max(0, begin - row * size), left + Math.min(size, end - row * size)))
          .assign(value);
    }
  }

  /** A view [n, channels, height, width] of the features. */
  private INDArray images(INDArray features) {
    INDArray images = features.rank() == 2 ? square(features) : features;
    if (images.rank() != 4) {
      throw new IllegalArgumentException(
          poisoning
              + ": need images [n, channels, height, width] or rows of square images with 1 or 3"
              + " channels, got shape "
              + Arrays.toString(features.shape()));
    }
    if (images.size(2) < size || images.size(3) < size) {
      throw new IllegalArgumentException(
          poisoning
              + ": need images of at least size x size pixels, got size="
              + size
              + ", images "
              + images.size(2)
              + " x "
              + images.size(3));
    }
    return images;
  }

  /** Rows as square images, or as they are. */
  private static INDArray square(INDArray rows) {
    for (int channels : new int[] {1, 3}) {
      long side = Math.round(Math.sqrt((double) rows.size(1) / channels));
      if (channels * side * side == rows.size(1)) {
        return rows.reshape(rows.size(0), channels, side, side);
      }
    }
    return rows;
  }

  /** One of several parts, as equal as can be, of things in a row. */
  record Part(int index, int count) {
    static final Part WHOLE = new Part(0, 1);

    long begin(long things) {
      return index * things / count;
    }

    long end(long things) {
      return (index + 1) * things / count;
    }
  }
}
