package io.github.brsgd.attack;

import java.lang.ref.Reference;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Parts of data sets, for poisonings. */
final class Examples {

  private static final int SHOWN = 10;

  private Examples() {}

  /**
   * The number of classes, which must be at least {@code atLeast}. Every label must name one class:
   * values of a regression, several classes at once or shares of them have no other class to
   * become.
   */
  static int classes(String poisoning, INDArray labels, int atLeast) {
    if (labels == null || labels.rank() < 2 || labels.size(1) < atLeast) {
      throw new IllegalArgumentException(
          poisoning
              + ": need one-hot labels [n, classes, ...] of at least "
              + atLeast
              + " classes, got shape "
              + (labels == null ? "none" : shape(labels)));
    }
    int classes = Math.toIntExact(labels.size(1));
    checkOneHot(poisoning, labels, classes);
    return classes;
  }

  private static void checkOneHot(String poisoning, INDArray labels, int classes) {
    if (labels.isEmpty()) {
      throw new IllegalArgumentException(
          poisoning + ": there are no examples, got labels of shape " + shape(labels));
    }
    double[] values = values(labels);
    int places = values.length / Math.toIntExact(labels.size(0)) / classes;
    for (int at = 0; at < values.length; at += classes * places) {
      for (int place = 0; place < places; place++) {
        double[] label = new double[classes];
        int ones = 0;
        int others = 0;
        for (int c = 0; c < classes; c++) {
          label[c] = values[at + c * places + place];
          ones += label[c] == 1 ? 1 : 0;
          others += label[c] == 1 || label[c] == 0 ? 0 : 1;
        }
        // A place of a sequence or image that is no part of it, behind a mask, has no class.
        boolean isPadding = labels.rank() > 2 && ones == 0;
        if (others > 0 || (ones != 1 && !isPadding)) {
          throw new IllegalArgumentException(
              poisoning
                  + ": need one-hot labels, one 1 and else 0 over the classes, got "
                  + Arrays.stream(label).limit(SHOWN).boxed().toList()
                  + (classes > SHOWN ? " and more" : "")
                  + " in example "
                  + at / classes / places
                  + " of a batch");
        }
      }
    }
  }

  /** A copy of all values, those of an example together. */
  private static double[] values(INDArray labels) {
    // One of its own, also where the labels are double and cast to themselves.
    try (INDArray own = labels.dup('c');
        INDArray wide = own.castTo(DataType.DOUBLE)) {
      return wide.reshape(wide.length()).toDoubleVector();
    }
  }

  private static String shape(INDArray array) {
    return Arrays.toString(array.shape());
  }

  /** The class of each example of a trial. */
  static int[] classOf(String poisoning, INDArray labels) {
    if (labels.rank() != 2) {
      throw new IllegalArgumentException(
          poisoning
              + ": a trial needs labels [n, classes], got shape "
              + Arrays.toString(labels.shape()));
    }
    return Nd4j.argMax(labels, 1).toIntVector();
  }

  /** A view of one class in labels [n, classes, ...]. */
  static INDArray ofClass(INDArray labels, int c) {
    INDArrayIndex[] index = new INDArrayIndex[labels.rank()];
    Arrays.fill(index, NDArrayIndex.all());
    index[1] = NDArrayIndex.interval(c, c + 1);
    return labels.get(index);
  }

  /** A copy of some examples of an array [n, ...]. */
  static INDArray select(INDArray values, int[] ids) {
    long[] shape = values.shape().clone();
    INDArray rows = values.reshape(shape[0], values.length() / shape[0]);
    shape[0] = ids.length;
    try {
      return Nd4j.pullRows(rows, 1, ids).reshape(shape);
    } finally {
      // The view must not be collected, and its buffer freed, while native code reads it.
      Reference.reachabilityFence(rows);
    }
  }

  /** The same examples with other labels. */
  static DataSet withLabels(DataSet examples, INDArray labels) {
    return new DataSet(
        examples.getFeatures(),
        labels,
        examples.getFeaturesMaskArray(),
        examples.getLabelsMaskArray());
  }

  /** The same examples with other features. */
  static DataSet withFeatures(DataSet examples, INDArray features) {
    return new DataSet(
        features,
        examples.getLabels(),
        examples.getFeaturesMaskArray(),
        examples.getLabelsMaskArray());
  }

  /** A trial: some examples, with masks left out, all wanted in their class. */
  static DataSet trial(String poisoning, DataSet test, int[] ids, int[] wanted) {
    if (ids.length == 0) {
      throw new IllegalArgumentException(poisoning + ": no example of the test set tells");
    }
    INDArray labels = Nd4j.zeros(test.getLabels().dataType(), ids.length, test.getLabels().size(1));
    for (int i = 0; i < ids.length; i++) {
      labels.putScalar(i, wanted[i], 1);
    }
    return new DataSet(select(test.getFeatures(), ids), labels);
  }
}
