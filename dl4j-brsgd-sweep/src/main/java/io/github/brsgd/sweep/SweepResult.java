package io.github.brsgd.sweep;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The candidates of a sweep in order: those that finished by score, the earlier one first among
 * equals, then those that could not be run.
 *
 * @param ranking every candidate that counts
 * @param minimize whether lower scores are better
 * @param complete whether the search came to its end and no candidate failed; not if time was up or
 *     it was stopped
 * @since 0.1
 */
public record SweepResult(List<CandidateResult> ranking, boolean minimize, boolean complete) {

  /** Puts the candidates in order. */
  public SweepResult {
    Comparator<CandidateResult> byScore = Comparator.comparingDouble(CandidateResult::score);
    ranking =
        ranking.stream()
            .sorted(
                Comparator.comparing(CandidateResult::state)
                    .thenComparing(minimize ? byScore : byScore.reversed())
                    .thenComparing(CandidateResult::index))
            .toList();
  }

  /**
   * The best candidate.
   *
   * @return empty if none got through all its runs
   */
  public Optional<CandidateResult> best() {
    return ranking.stream()
        .findFirst()
        .filter(result -> result.state() == CandidateResult.State.FINISHED)
        .filter(result -> Double.isFinite(result.score()));
  }

  /**
   * How many candidates ended so.
   *
   * @param state a state
   * @return their number
   */
  public long count(CandidateResult.State state) {
    return ranking.stream().filter(result -> result.state() == state).count();
  }
}
