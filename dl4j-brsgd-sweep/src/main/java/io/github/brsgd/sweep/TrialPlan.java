package io.github.brsgd.sweep;

import io.github.brsgd.checks.Check;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What every candidate of a sweep goes through: a run per attack and seed.
 *
 * @param nodes m
 * @param attackers how many nodes really attack; not the q that a candidate declares
 * @param attacks texts of attacks or data poisonings; an empty text is a run in which nobody
 *     attacks; or that of one {@link SearchedAttack} alone
 * @param seeds of the runs; of those of the search where the attack is searched
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
    if (attacks.stream().anyMatch(SearchedAttack::isText)) {
      checkSearched(attacks, seeds.size());
    }
  }

  private static void checkSearched(List<String> attacks, int seeds) {
    if (attacks.size() > 1) {
      throw new IllegalArgumentException(
          "attacks: one that is searched takes the place of all others, got " + attacks);
    }
    int budget = SearchedAttack.parse(attacks.get(0)).budget();
    if (budget < seeds) {
      throw new IllegalArgumentException(
          "search: need at least one attack with all its seeds, budget >= seeds, got budget="
              + budget
              + ", seeds="
              + seeds);
    }
  }

  /**
   * The attack that is searched, if the plan has one.
   *
   * @return empty where attacks are named
   */
  public Optional<SearchedAttack> searched() {
    return attacks.stream().filter(SearchedAttack::isText).findFirst().map(SearchedAttack::parse);
  }

  /**
   * The seeds of the runs that are scored.
   *
   * @return those of the plan; where the attack is searched as many others
   */
  public List<Long> scoredSeeds() {
    return searched().isPresent() ? SearchedAttack.fresh(seeds) : seeds;
  }

  private static void distinct(String name, List<?> values) {
    if (values.isEmpty() || new HashSet<>(values).size() < values.size()) {
      throw new IllegalArgumentException(name + ": need at least one, each once, got " + values);
    }
  }
}
