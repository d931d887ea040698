package io.github.brsgd.training;

import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A round before its step. Entries that are no gradients (statistics) are 0 in rows and aggregate.
 *
 * @param round k
 * @param learningRate alpha_k
 * @param honest ids of the honest nodes, ascending
 * @param updates m x d, row i as node i sent it; read only, reused in the next round
 * @param aggregate A_k, 1 x d, read only
 * @param network its parameters are w_k
 * @since 0.1
 */
public record RoundView(
    int round,
    double learningRate,
    List<Integer> honest,
    INDArray updates,
    INDArray aggregate,
    Model network) {

  /** Copies the list. */
  public RoundView {
    honest = List.copyOf(honest);
    Objects.requireNonNull(updates, "updates");
    Objects.requireNonNull(aggregate, "aggregate");
    Objects.requireNonNull(network, "network");
  }
}
