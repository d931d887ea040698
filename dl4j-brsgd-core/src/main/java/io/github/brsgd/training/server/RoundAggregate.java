package io.github.brsgd.training.server;

import java.util.Objects;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the server makes of the rows of a round. Arrays are read only, and freed at the end of the
 * next round: whoever keeps one longer takes a copy.
 *
 * @param gradient A_k, 1 x d, 0 in the entries that are no gradients
 * @param step what goes through the updater: A_k, and the statistics' own rule's result in the
 *     entries that are no gradients; the same array where there are none
 * @param nodeWeights weight of each node in A_k, 0 for a node that was absent or set aside; empty
 *     where the rule has no row weights
 * @param use finds how much of each node's row is in A_k, as long as the rows of the round are
 *     there: 1 or 0 by its weight, or the share of coordinates in which a coordinate-wise rule kept
 *     it, which costs O(d m log^2 m); 0 for a node that was absent or set aside; empty where the
 *     rule tells neither
 * @since 0.1
 */
@SuppressWarnings("ArrayRecordComponent") // handed over to the receiver
public record RoundAggregate(
    INDArray gradient, INDArray step, double[] nodeWeights, Supplier<double[]> use) {

  /** Checks that all parts are there. */
  public RoundAggregate {
    Objects.requireNonNull(gradient, "gradient");
    Objects.requireNonNull(step, "step");
    Objects.requireNonNull(nodeWeights, "nodeWeights");
    Objects.requireNonNull(use, "use");
  }
}
