package io.github.brsgd.sweep;

import java.util.List;
import java.util.Objects;

/**
 * What became of one candidate.
 *
 * @param index its place in the order of the search, from 0
 * @param choice how it trains
 * @param network its network as Deeplearning4j's JSON; empty if all candidates have the same
 * @param state how it ended
 * @param score the {@link Reduction} of its trials' scores; the worst there is unless {@link
 *     State#FINISHED}
 * @param trials its runs, in the order of the plan; a run that would not change the score is not
 *     made
 * @param message why it was not run or failed; empty if it finished
 * @param seconds it took
 * @since 0.1
 */
public record CandidateResult(
    int index,
    BrsgdChoice choice,
    String network,
    State state,
    double score,
    List<TrialResult> trials,
    String message,
    double seconds) {

  /** How a candidate ended. */
  public enum State {
    /** It was run and scored; a run that diverged or aborted counts as the worst score. */
    FINISHED,
    /** It cannot be run, such as Bulyan with too few nodes for its q; nothing was trained. */
    INVALID,
    /** An error that is not the candidate's; it is run again when the sweep is resumed. */
    FAILED
  }

  /** Copies the list. */
  public CandidateResult {
    Objects.requireNonNull(choice, "choice");
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(state, "state");
    trials = List.copyOf(trials);
    Objects.requireNonNull(message, "message");
  }

  /**
   * Whether one of its runs ended early.
   *
   * @return true if a trial diverged or aborted
   */
  public boolean endedEarly() {
    return trials.stream().anyMatch(trial -> trial.state() != TrialResult.State.FINISHED);
  }
}
