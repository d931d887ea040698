package io.github.brsgd.training.server;

import io.github.brsgd.linalg.Rows;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Model;

/**
 * A round as a real server sees it: who sent what, not who is honest. Entries that are no gradients
 * are 0 in the rows.
 *
 * @param round k
 * @param learningRate alpha_k, NaN if the network's updater has no step size
 * @param loss what the network's listeners are shown as its score
 * @param nodes ids of the nodes that answered, ascending
 * @param rows their rows, in this order; memory of the rows is reused in the next round
 * @param screened ids of the nodes whose rows held NaN or infinite values, ascending
 * @param network the server's network
 * @since 0.2
 */
public record ServerRound(
    int round,
    double learningRate,
    double loss,
    List<Integer> nodes,
    Rows rows,
    List<Integer> screened,
    Model network) {

  /** Copies the lists. */
  public ServerRound {
    nodes = List.copyOf(nodes);
    screened = List.copyOf(screened);
    Objects.requireNonNull(rows, "rows");
    Objects.requireNonNull(network, "network");
  }
}
