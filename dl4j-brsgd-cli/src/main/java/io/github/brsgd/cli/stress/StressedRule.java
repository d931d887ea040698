package io.github.brsgd.cli.stress;

import io.github.brsgd.cli.compare.CellResult;
import io.github.brsgd.cli.compare.CellSummary;
import io.github.brsgd.sweep.AttackChoice;
import io.github.brsgd.sweep.AttackScore;
import java.util.List;
import java.util.Objects;

/**
 * What became of the rule under one attack.
 *
 * @param choice the attack
 * @param runs one per seed, at least one
 * @since 0.2
 */
public record StressedRule(AttackChoice choice, List<CellResult> runs) {

  /** Copies the list. */
  public StressedRule {
    Objects.requireNonNull(choice, "choice");
    runs = List.copyOf(runs);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("runs: need at least one under " + choice);
    }
  }

  /**
   * What attacks are put in order by.
   *
   * @return the mean accuracy; below 0 where a round could not be trusted, worse than all that came
   *     to an end; {@link AttackScore#CANNOT_SERVE} if a run could not be made
   */
  public double score() {
    return runs.stream().anyMatch(run -> run.state() == CellResult.State.IMPOSSIBLE)
        ? AttackScore.CANNOT_SERVE
        : summary().value();
  }

  /**
   * Whether all runs could be made.
   *
   * @return false if the attack does not go with these numbers of nodes
   */
  public boolean serves() {
    return score() != AttackScore.CANNOT_SERVE;
  }

  /** The accuracy as people read it: percent, or that the runs were aborted. */
  String text() {
    return summary().text(runs.size() > 1);
  }

  private CellSummary summary() {
    return new CellSummary(runs.get(0).rule(), choice.attack(), runs);
  }
}
