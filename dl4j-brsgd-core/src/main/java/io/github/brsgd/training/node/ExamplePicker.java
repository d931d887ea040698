package io.github.brsgd.training.node;

import java.lang.ref.Reference;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Copies examples out of a data set.
 *
 * @param data features, labels and masks have the examples in their first dimension
 */
record ExamplePicker(DataSet data) {

  /** These examples, in this order, as a batch. */
  MultiDataSet pick(int[] examples) {
    return new DataSet(
            pick(data.getFeatures(), examples),
            pick(data.getLabels(), examples),
            pick(data.getFeaturesMaskArray(), examples),
            pick(data.getLabelsMaskArray(), examples))
        .toMultiDataSet();
  }

  private static INDArray pick(INDArray all, int[] examples) {
    if (all == null) {
      return null;
    }
    long[] shape = all.shape().clone();
    INDArray flat = all.reshape(shape[0], all.length() / shape[0]);
    shape[0] = examples.length;
    try {
      return Nd4j.pullRows(flat, 1, examples).reshape(shape);
    } finally {
      // The view must not be collected, and its buffer freed, while native code reads it.
      Reference.reachabilityFence(flat);
    }
  }

  /** Refuses batches that a node cannot fill. */
  static void check(int[][] shards, int batchSize) {
    for (int node = 0; node < shards.length; node++) {
      if (batchSize < 1 || shards[node].length < batchSize) {
        throw new IllegalArgumentException(
            "batchSize: need 1 <= batchSize <= examples of each node, got batchSize="
                + batchSize
                + ", node "
                + node
                + " has "
                + shards[node].length
                + " examples");
      }
    }
  }
}
