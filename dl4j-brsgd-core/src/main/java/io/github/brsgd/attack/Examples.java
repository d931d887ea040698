package io.github.brsgd.attack;

import java.lang.ref.Reference;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Parts of data sets, for poisonings. */
final class Examples {

  private Examples() {}

  /** The number of classes, which must be at least {@code atLeast}. */
  static int classes(String poisoning, INDArray labels, int atLeast) {
    if (labels == null || labels.rank() < 2 || labels.size(1) < atLeast) {
      throw new IllegalArgumentException(
          poisoning
              + ": need one-hot labels [n, classes, ...] of at least "
              + atLeast
              + " classes, got shape "
              + (labels == null ? "none" : Arrays.toString(labels.shape())));
    }
    return Math.toIntExact(labels.size(1));
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
