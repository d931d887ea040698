package io.github.brsgd.sweep;

import io.github.brsgd.checks.Check;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * What every candidate of a sweep goes through: a run per attack and seed.
 *
 * @param nodes m
 * @param attackers how many nodes really attack; not the q that a candidate declares
 * @param attacks texts of attacks or data poisonings; an empty text is a run in which nobody
 *     attacks
 * @param seeds of the runs
 * @param rounds steps per run
 * @param over what makes one score of them
 * @since 0.1
 */
public record TrialPlan(
    int nodes, int attackers, List<String> attacks, List<Long> seeds, int rounds, Reduction over) {

  /** Copies the lists and checks that there is something to run. */
  public TrialPlan {
    attacks = List.copyOf(attacks);
    seeds = List.copyOf(seeds);
    Objects.requireNonNull(over, "over");
    Check.atLeast(1, "nodes", nodes);
    Check.atLeast(0, "attackers", attackers);
    Check.atLeast(1, "rounds", rounds);
    distinct("attacks", attacks);
    distinct("seeds", seeds);
    if (attackers >= nodes) {
      throw new IllegalArgumentException(
          "attackers: need at least one honest node, got attackers="
              + attackers
              + ", nodes="
              + nodes);
    }
    if (attackers > 0 && attacks.stream().allMatch(String::isEmpty)) {
      throw new IllegalArgumentException(
          "attackers: nobody attacks in any run, so need 0, got " + attackers);
    }
    if (attackers == 0 && attacks.stream().anyMatch(attack -> !attack.isEmpty())) {
      throw new IllegalArgumentException("attackers: " + attacks + " need attackers, got 0");
    }
  }

  private static void distinct(String name, List<?> values) {
    if (values.isEmpty() || new HashSet<>(values).size() < values.size()) {
      throw new IllegalArgumentException(name + ": need at least one, each once, got " + values);
    }
  }
}
