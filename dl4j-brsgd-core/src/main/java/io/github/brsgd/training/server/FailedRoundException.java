package io.github.brsgd.training.server;

import java.util.List;

/**
 * A round that cannot be trusted: too many rows with NaN or infinite values, a rule that throws or
 * cannot serve the rows left, or an aggregate that is not finite.
 *
 * @since 0.1
 */
public final class FailedRoundException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int round;
  private final List<Integer> nodes;

  FailedRoundException(int round, List<Integer> nodes, String message) {
    this(round, nodes, message, null);
  }

  FailedRoundException(int round, List<Integer> nodes, String message, RuntimeException cause) {
    super("round " + round + ": " + message, cause);
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
   * @return ids, ascending; empty if all rows were finite and the rule was the reason
   */
  public List<Integer> nodes() {
    return nodes;
  }
}
