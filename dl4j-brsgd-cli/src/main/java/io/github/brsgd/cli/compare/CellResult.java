package io.github.brsgd.cli.compare;

import java.util.Objects;

/**
 * What came out of one run of a table.
 *
 * @param rule its row
 * @param attack its column
 * @param seed its seed
 * @param attackers how many nodes attacked
 * @param state how it ended
 * @param accuracy on the test images of the network as the run left it, in [0, 1]; NaN if there was
 *     no run
 * @param rounds steps taken; rounds that failed and were skipped are none
 * @param seconds wall time
 * @since 0.1
 */
public record CellResult(
    String rule,
    String attack,
    long seed,
    int attackers,
    State state,
    double accuracy,
    int rounds,
    double seconds) {

  /** How a run ended. */
  public enum State {
    /** All rounds took place. */
    DONE,
    /** A round could not be trusted and the run failed closed. */
    ABORTED,
    /** The rule or the attack does not work with these numbers of nodes. */
    IMPOSSIBLE
  }

  /**
   * Whether the run failed closed at once, before anything was learned or lost.
   *
   * @return true if no round took place
   */
  boolean abortedAtOnce() {
    return state == State.ABORTED && rounds == 0;
  }

  /** Checks that nothing is missing. */
  public CellResult {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(attack, "attack");
    Objects.requireNonNull(state, "state");
  }
}
