package io.github.brsgd.sweep;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * How the scores of a candidate's trials become one: the mean over the seeds of each attack, then
 * this over the attacks. An attack under which a run ended early has the worst score there is.
 *
 * @since 0.1
 */
public enum Reduction {
  /** The attack that hurts most: what a server that does not know its attacker can count on. */
  WORST,
  /** The mean over the attacks. */
  MEAN;

  /**
   * One score.
   *
   * @param trials at least one
   * @param minimize whether lower is better
   * @return the score
   */
  public double of(List<TrialResult> trials, boolean minimize) {
    Map<String, List<TrialResult>> byAttack =
        trials.stream()
            .collect(
                Collectors.groupingBy(
                    TrialResult::attack, LinkedHashMap::new, Collectors.toList()));
    DoubleStream scores = byAttack.values().stream().mapToDouble(Reduction::ofOneAttack);
    return switch (this) {
      case MEAN -> scores.average().orElseThrow();
      case WORST -> (minimize ? scores.max() : scores.min()).orElseThrow();
    };
  }

  private static double ofOneAttack(List<TrialResult> trials) {
    return trials.stream()
        .filter(trial -> trial.state() != TrialResult.State.FINISHED)
        .mapToDouble(TrialResult::score)
        .findFirst()
        .orElseGet(() -> trials.stream().mapToDouble(TrialResult::score).average().orElseThrow());
  }
}
