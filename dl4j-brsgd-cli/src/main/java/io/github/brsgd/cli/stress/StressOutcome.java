package io.github.brsgd.cli.stress;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.brsgd.cli.compare.CellResult;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a stress test came to.
 *
 * @param complete whether search and measurement came to their end
 * @param searched the attacks of the search on its seeds, the worst first
 * @param found the first of them on fresh seeds; null where it was stopped before
 * @param fixed the fixed list on the same fresh seeds, without those that cannot be run
 * @since 0.2
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record StressOutcome(
    boolean complete, List<StressedRule> searched, StressedRule found, List<StressedRule> fixed) {

  /** Copies the lists. */
  public StressOutcome {
    searched = List.copyOf(searched);
    fixed = List.copyOf(fixed);
  }

  /**
   * What came out of each run.
   *
   * @return those of the search first
   */
  public Stream<CellResult> runs() {
    // The one found may be of the list, and was run once then.
    return Stream.of(searched.stream(), Stream.ofNullable(found), fixed.stream())
        .flatMap(rules -> rules)
        .distinct()
        .flatMap(rule -> rule.runs().stream());
  }

  /**
   * The attack of the fixed list that hurts most.
   *
   * @return the first of the worst; empty if none was run
   */
  Optional<StressedRule> worstFixed() {
    return fixed.stream().min(Comparator.comparingDouble(StressedRule::score));
  }
}
