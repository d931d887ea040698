package io.github.brsgd.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.brsgd.attack.Knowledge;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialPlanTest {

  private static void refused(
      int nodes, int attackers, List<String> attacks, List<Long> seeds, int rounds, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrialPlan(nodes, attackers, attacks, seeds, rounds, Reduction.WORST))
        .withMessageContaining(why);
  }

  @Test
  void nonsenseIsRefused() {
    refused(0, 1, List.of("alie"), List.of(1L), 5, "nodes: need >= 1, got 0");
    refused(5, -1, List.of(""), List.of(1L), 5, "attackers: need >= 0, got -1");
    refused(5, 1, List.of("alie"), List.of(1L), 0, "rounds: need >= 1, got 0");
    refused(5, 1, List.of(), List.of(1L), 5, "attacks: need at least one");
    refused(5, 1, List.of("alie", "alie"), List.of(1L), 5, "attacks: need at least one, each once");
    refused(5, 1, List.of("alie"), List.of(), 5, "seeds: need at least one");
    refused(5, 5, List.of("alie"), List.of(1L), 5, "at least one honest node");
    refused(5, 2, List.of(""), List.of(1L), 5, "nobody attacks in any run, so need 0, got 2");
    refused(5, 0, List.of("", "alie"), List.of(1L), 5, "need attackers, got 0");
  }

  @Test
  void anAttackThatIsSearchedStandsAlone() {
    refused(5, 2, List.of("search", "alie"), List.of(1L), 5, "takes the place of all others");
    refused(5, 0, List.of("search"), List.of(1L), 5, "need attackers, got 0");
    refused(5, 2, List.of("search:bugdet=3"), List.of(1L), 5, "unknown key 'bugdet'");
    refused(
        5,
        2,
        List.of("search:budget=1"),
        List.of(1L, 2L),
        5,
        "budget >= seeds, got budget=1, seeds=2");
  }

  @Test
  void whatIsScoredWasNotSearched() {
    TrialPlan searched =
        new TrialPlan(5, 2, List.of("search"), List.of(3L, 7L), 5, Reduction.WORST);
    assertThat(searched.scoredSeeds()).containsExactly(8L, 12L);
    assertThat(searched.searched()).contains(new SearchedAttack(16, Knowledge.FULL));
    TrialPlan named = new TrialPlan(5, 2, List.of("alie"), List.of(3L, 7L), 5, Reduction.WORST);
    assertThat(named.scoredSeeds()).containsExactly(3L, 7L);
    assertThat(named.searched()).isEmpty();
  }
}
