package io.github.brsgd.sweep;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
}
