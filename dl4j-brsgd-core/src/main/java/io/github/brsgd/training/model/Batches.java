package io.github.brsgd.training.model;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** What a batch looks like, for messages. */
final class Batches {

  private Batches() {}

  static String describe(MultiDataSet batch) {
    return batch == null
        ? "no batch"
        : "features " + shapes(batch.getFeatures()) + ", labels " + shapes(batch.getLabels());
  }

  private static String shapes(INDArray[] arrays) {
    return arrays == null
        ? "none"
        : Stream.of(arrays)
            .map(a -> a == null ? "none" : Arrays.toString(a.shape()))
            .collect(Collectors.joining(", "));
  }
}
