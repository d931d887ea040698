package io.github.brsgd.training.server;

import java.util.List;

/**
 * A round that no rule can save: too many rows with NaN or infinite values, or an aggregate that is
 * not finite.
 *
 * @since 0.1
 */
public final class FailedRoundException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int round;
  private final List<Integer> nodes;

  FailedRoundException(int round, List<Integer> nodes, String message) {
    super("round " + round + ": " + message);
    this.round = round;
    this.nodes = List.copyOf(nodes);
  }

  /**
   * The round.
   *
   * @return k
   */
  public int round() {
    return round;
  }

  /**
   * The nodes whose rows had NaN or infinite values.
   *
   * @return ids, ascending; empty if the rule's result was the reason
   */
  public List<Integer> nodes() {
    return nodes;
  }
}
