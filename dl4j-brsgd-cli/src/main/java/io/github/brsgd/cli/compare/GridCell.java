package io.github.brsgd.cli.compare;

import io.github.brsgd.cli.compare.CellResult.State;
import java.util.Objects;
import java.util.Optional;

/**
 * A run of a grid.
 *
 * @param rule text of the rule as it was given
 * @param written text of the rule with the q that it has at this place
 * @param place where
 * @param attack what it meets
 * @param seed its seed, which alone decides what it draws
 * @param run what to run; empty if it cannot be run
 * @param refusal why it cannot be run; empty if it can
 * @since 0.2
 */
public record GridCell(
    String rule,
    String written,
    GridPlace place,
    String attack,
    long seed,
    Optional<Comparison.Cell> run,
    String refusal) {

  /** Checks that nothing is missing. */
  public GridCell {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(written, "written");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(attack, "attack");
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(refusal, "refusal");
  }

  /**
   * What came out of it.
   *
   * @param result of the run
   * @return the result with its place
   */
  public GridResult result(CellResult result) {
    return new GridResult(rule, place, result);
  }

  /**
   * What stands for a run that cannot be made.
   *
   * @return a result without an accuracy
   */
  public GridResult impossible() {
    int attackers = attack.equals(Comparison.NOBODY) ? 0 : place.byzantine();
    return result(
        new CellResult(written, attack, seed, attackers, State.IMPOSSIBLE, Double.NaN, 0, 0));
  }
}
