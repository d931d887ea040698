package io.github.brsgd.cli.compare;

import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.cli.compare.CellResult.State;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The results of a grid: the worst case of each rule at each place, and the rule that stands it
 * best.
 *
 * @param grid rules, attacks, places and seeds
 * @param results what is known so far, in any order
 * @since 0.2
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
   * A rule at a place, under the worst of the attacks that can be run there.
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
    String written = written(rule, place.byzantine());
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
      return new WorstCase(written, WorstCase.State.UNFINISHED, Optional.empty(), List.of());
    }
    Optional<CellSummary> worst =
        cells.stream()
            .filter(CellSummary::isKnown)
            .min(Comparator.comparingDouble(CellSummary::value));
    return new WorstCase(
        written,
        worst.isPresent() ? WorstCase.State.KNOWN : WorstCase.State.IMPOSSIBLE,
        worst,
        cells.stream().filter(GridMatrix::isMet).map(CellSummary::attack).toList());
  }

  /** Whether every seed could be run. */
  private static boolean isMet(CellSummary cell) {
    return cell.runs().stream().noneMatch(run -> run.state() == State.IMPOSSIBLE);
  }

  /**
   * The rule with the best worst case of a place, of those that met every attack which any rule met
   * there: a worst case of fewer attacks is not to be compared with one of more.
   *
   * @param place where
   * @return of equals the rule named first; unfinished as long as that of any rule is; incomparable
   *     if every rule lacks an attack that another met
   */
  public WorstCase best(GridPlace place) {
    List<WorstCase> all = grid.rules().stream().map(rule -> worst(rule, place)).toList();
    Optional<WorstCase> unfinished =
        all.stream().filter(one -> one.state() == WorstCase.State.UNFINISHED).findFirst();
    if (unfinished.isPresent()) {
      return unfinished.get();
    }
    List<WorstCase> known =
        all.stream().filter(one -> one.state() == WorstCase.State.KNOWN).toList();
    if (known.isEmpty()) {
      return all.get(0);
    }
    Set<String> met = new HashSet<>();
    known.forEach(one -> met.addAll(one.met()));
    return known.stream()
        .filter(one -> one.met().containsAll(met))
        .reduce((one, other) -> other.value() > one.value() ? other : one)
        .orElseGet(
            () ->
                new WorstCase(
                    known.get(0).rule(),
                    WorstCase.State.INCOMPARABLE,
                    Optional.empty(),
                    List.of()));
  }

  /**
   * A rule as labels show it.
   *
   * @param rule its text as it was given
   * @param q the Byzantine nodes of the place
   * @return the text with every q in it, as in its runs if there are any
   */
  String written(String rule, int q) {
    return results.stream()
        .filter(result -> result.rule().equals(rule) && result.place().byzantine() == q)
        .map(result -> result.run().rule())
        .findFirst()
        .orElseGet(() -> Grid.written(rule, q, Catalog.standard()));
  }

  /**
   * Whether a worst case is one of some of the attacks only.
   *
   * @param worst a case of this grid
   * @return true if it is known, and another attack could not be run there
   */
  public boolean isOfFewer(WorstCase worst) {
    return worst.state() == WorstCase.State.KNOWN && worst.met().size() < attacks().size();
  }

  /**
   * Whether any worst case is one of some of the attacks only.
   *
   * @return true if one is marked
   */
  boolean hasFewer() {
    return grid.places().stream()
        .anyMatch(place -> grid.rules().stream().anyMatch(rule -> isOfFewer(worst(rule, place))));
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
