package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AttackerSelectionTest {

  @Test
  void fixedAttackersAreTheLast() {
    assertThat(new FixedAttackers().select(5, 2, 0)).containsExactly(3, 4);
    assertThat(new FixedAttackers().select(5, 2, 9)).containsExactly(3, 4);
    assertThat(new FixedAttackers().select(5, 0, 0)).isEmpty();
    assertThat(new FixedAttackers().select(2, 2, 0)).containsExactly(0, 1);
  }

  @Test
  void changingAttackersAreAscendingDistinctAndRepeatable() {
    ChangingAttackers attackers = new ChangingAttackers(5);
    for (int round = 0; round < 100; round++) {
      int[] ids = attackers.select(7, 3, round);
      assertThat(ids).hasSize(3).isSorted().doesNotHaveDuplicates();
      assertThat(ids[0]).isNotNegative();
      assertThat(ids[2]).isLessThan(7);
      assertThat(attackers.select(7, 3, round)).containsExactly(ids);
    }
    assertThat(attackers.select(4, 4, 0)).containsExactly(0, 1, 2, 3);
    assertThat(attackers.select(4, 0, 0)).isEmpty();
  }

  /**
   * Over n = 20,000 rounds each node is chosen with probability 3/7; its count is close to normal.
   * A bound of 6 deviations fails by chance with probability 2e-9 for a node, 1.4e-8 for all. The
   * seed is fixed as well.
   */
  @Test
  void everyNodeIsChosenEquallyOften() {
    int n = 20_000;
    int[] counts = new int[7];
    for (int round = 0; round < n; round++) {
      Arrays.stream(new ChangingAttackers(1).select(7, 3, round)).forEach(id -> counts[id]++);
    }
    double p = 3.0 / 7;
    for (int count : counts) {
      assertThat(Math.abs(count - n * p)).isLessThan(6 * Math.sqrt(n * p * (1 - p)));
    }
  }

  @Test
  void moreAttackersThanNodesAreRefused() {
    assertThatThrownBy(() -> new FixedAttackers().select(3, 4, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("attackers: need 0 <= attackers <= m, got attackers=4, m=3");
    assertThatThrownBy(() -> new ChangingAttackers(1).select(3, -1, 0))
        .hasMessageContaining("attackers=-1");
  }
}
