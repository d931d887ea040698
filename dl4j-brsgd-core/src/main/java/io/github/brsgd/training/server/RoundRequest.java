package io.github.brsgd.training.server;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the server makes known before a round, to every node and so to the adversary too.
 *
 * @param round k, the network's iteration count
 * @param epoch the network's epoch count
 * @param learningRate alpha_k, NaN if the network's updater has no step size
 * @param parameters w_k, 1 x d, of the type of rows, read only
 * @param previous the aggregate of the last round that took a step, as the rule sees it, 1 x d,
 *     read only and freed after the round, so to be copied by who keeps it; empty at first
 * @param excluded ids of the nodes whose rows the server no longer takes, ascending
 * @param trusted the server's own row, as the rule sees it, 1 x d, read only and overwritten in the
 *     next round; no node is sent it, but an adversary may know it; empty where the server has none
 * @since 0.2
 */
public record RoundRequest(
    int round,
    int epoch,
    double learningRate,
    INDArray parameters,
    Optional<INDArray> previous,
    List<Integer> excluded,
    Optional<INDArray> trusted) {

  /** Checks that all parts are there. */
  public RoundRequest {
    Objects.requireNonNull(parameters, "parameters");
    Objects.requireNonNull(previous, "previous");
    Objects.requireNonNull(trusted, "trusted");
    excluded = List.copyOf(excluded);
  }

  /**
   * A request to all nodes.
   *
   * @param round k, the network's iteration count
   * @param epoch the network's epoch count
   * @param learningRate alpha_k, NaN if the network's updater has no step size
   * @param parameters w_k, 1 x d, read only
   * @param previous the aggregate of the last round that took a step; empty at first
   */
  public RoundRequest(
      int round, int epoch, double learningRate, INDArray parameters, Optional<INDArray> previous) {
    this(round, epoch, learningRate, parameters, previous, List.of(), Optional.empty());
  }

  /**
   * The same request where the server has made a row of its own.
   *
   * @param row 1 x d, with 0 in the entries that are no gradients
   * @return a request that differs in nothing else
   */
  public RoundRequest withTrusted(INDArray row) {
    return new RoundRequest(
        round, epoch, learningRate, parameters, previous, excluded, Optional.of(row));
  }
}
