package io.github.brsgd.sweep;

import java.util.Objects;

/**
 * One training run of a candidate: under one attack, with one seed.
 *
 * @param attack text of the attack; empty if nobody attacked
 * @param seed of the run
 * @param state how it ended
 * @param score on the validation examples; the worst there is unless {@link State#FINISHED}
 * @param rounds steps taken
 * @param message why it ended early; empty if it did not
 * @since 0.1
 */
public record TrialResult(
    String attack, long seed, State state, double score, int rounds, String message) {

  /** How a run ended. */
  public enum State {
    /** After all its rounds. */
    FINISHED,
    /** Early: the loss ran away. */
    DIVERGED,
    /** Early: a round could not be trusted and the run failed closed. */
    ABORTED
  }

  /** Checks that the parts are there. */
  public TrialResult {
    Objects.requireNonNull(attack, "attack");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(message, "message");
  }
}
