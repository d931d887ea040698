package io.github.brsgd.cli.compare;

import io.github.brsgd.cli.compare.CellResult.State;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The results of a grid: the worst case of each rule at each place, and the rule that stands it
 * best.
 *
 * @param grid rules, attacks, places and seeds
 * @param results what is known so far, in any order
 * @since 0.1
 */
public record GridMatrix(Grid grid, List<GridResult> results) {

  /** Copies the list. */
  public GridMatrix {
    Objects.requireNonNull(grid, "grid");
    results = List.copyOf(results);
  }

  /**
   * The attacks; the runs in which nobody attacks are not among them.
   *
   * @return their texts
   */
  public List<String> attacks() {
    return grid.attacks().stream().filter(attack -> !attack.equals(Comparison.NOBODY)).toList();
  }

  /**
   * A rule at a place, under the worst of all attacks.
   *
   * @param rule text of the rule as it was given
   * @param place where
   * @return its worst case, of equals that of the attack named first
   */
  public WorstCase worst(String rule, GridPlace place) {
    List<CellResult> there =
        results.stream()
            .filter(result -> result.rule().equals(rule) && result.place().equals(place))
            .map(GridResult::run)
            .toList();
    String written = there.stream().map(CellResult::rule).findFirst().orElse(rule);
    List<CellSummary> cells =
        attacks().stream()
            .map(
                attack ->
                    new CellSummary(
                        written,
                        attack,
                        there.stream().filter(run -> run.attack().equals(attack)).toList()))
            .toList();
    if (cells.stream().anyMatch(cell -> cell.runs().size() < grid.seeds())) {
      return new WorstCase(written, WorstCase.State.UNFINISHED, Optional.empty());
    }
    Optional<CellSummary> worst =
        cells.stream()
            .filter(CellSummary::isKnown)
            .min(Comparator.comparingDouble(CellSummary::value));
    return new WorstCase(
        written, worst.isPresent() ? WorstCase.State.KNOWN : WorstCase.State.IMPOSSIBLE, worst);
  }

  /**
   * The rule with the best worst case of a place.
   *
   * @param place where
   * @return of equals the rule named first; unfinished as long as that of any rule is
   */
  public WorstCase best(GridPlace place) {
    List<WorstCase> all = grid.rules().stream().map(rule -> worst(rule, place)).toList();
    return all.stream()
        .filter(one -> one.state() == WorstCase.State.UNFINISHED)
        .findFirst()
        .orElseGet(
            () ->
                all.stream()
                    .reduce((one, other) -> other.value() > one.value() ? other : one)
                    .orElseThrow());
  }

  /**
   * How many runs were aborted later than in their first round.
   *
   * @return 0 or more
   */
  long abortedLater() {
    return results.stream()
        .map(GridResult::run)
        .filter(run -> run.state() == State.ABORTED && !run.abortedAtOnce())
        .count();
  }
}
