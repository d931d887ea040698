package io.github.brsgd.training.server;

import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the server makes of the rows of a round.
 *
 * @param vector A_k, 1 x d, read only: rules with memory see it again in the next round
 * @param nodeWeights weight of each node in A_k, 0 for a node that was set aside; empty where the
 *     rule has no row weights
 * @since 0.1
 */
@SuppressWarnings("ArrayRecordComponent") // handed over to the receiver
public record RoundAggregate(INDArray vector, double[] nodeWeights) {

  /** Checks that both parts are there. */
  public RoundAggregate {
    Objects.requireNonNull(vector, "vector");
    Objects.requireNonNull(nodeWeights, "nodeWeights");
  }
}
