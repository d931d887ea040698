package io.github.brsgd.cli.compare;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A rule at a place of a grid under the attack that hurts it most.
 *
 * @param rule text of the rule with its q written out
 * @param state whether it is known
 * @param cell the rule under that attack; empty unless it is known
 * @param met the attacks that were run with every seed; fewer than those of the grid where some
 *     cannot be
 * @since 0.2
 */
public record WorstCase(String rule, State state, Optional<CellSummary> cell, List<String> met) {

  /** What stands for the best rule where none has met all that the others met. */
  static final String INCOMPARABLE = "none comparable";

  /** What is known of a worst case. */
  public enum State {
    /** All attacks that can be run were, with all seeds. */
    KNOWN,
    /** No attack can be run: the rule does not work with these numbers of nodes. */
    IMPOSSIBLE,
    /** Some runs are missing, and one of them may be worse than those that are there. */
    UNFINISHED,
    /** No best one: every rule lacks an attack that another met. */
    INCOMPARABLE
  }

  /** Checks that nothing is missing. */
  public WorstCase {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(cell, "cell");
    met = List.copyOf(met);
  }

  /**
   * What worst cases are put in order by.
   *
   * @return as {@link CellSummary#value}; negative infinity unless it is known
   */
  double value() {
    return cell.map(CellSummary::value).orElse(Double.NEGATIVE_INFINITY);
  }

  /**
   * Whether no run under that attack was aborted.
   *
   * @return true if the rule came to an end under every attack that it met
   */
  public boolean holds() {
    return value() >= 0;
  }

  /**
   * The accuracy as people read it.
   *
   * @param spread whether the deviation over the seeds is told
   * @return as {@link CellSummary#text}
   */
  public String text(boolean spread) {
    return switch (state) {
      case KNOWN -> cell.orElseThrow().text(spread);
      case IMPOSSIBLE -> CellSummary.IMPOSSIBLE;
      case UNFINISHED -> CellSummary.NOT_RUN;
      case INCOMPARABLE -> INCOMPARABLE;
    };
  }
}
