package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.linalg.Rows;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class AttackContextTest {

  private final INDArray updates = Nd4j.ones(DataType.FLOAT, 4, 2);
  private final AttackContext context = AttackContract.context(updates, 1, 3);

  @Test
  void knowsWhoIsHonest() {
    assertThat(context.honest()).containsExactly(0, 2);
    assertThat(context.byzantine()).containsExactly(1, 3);
    context.byzantine()[0] = 0;
    context.honest()[0] = 1;
    assertThat(context.honest()).containsExactly(0, 2);
    assertThat(context.byzantine()).containsExactly(1, 3);
  }

  @Test
  void idsAreAscendingAndBelowM() {
    for (int[] ids : new int[][] {{-1}, {4}, {1, 1}, {2, 1}}) {
      assertThatThrownBy(() -> AttackContract.context(updates, ids))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("byzantine: need ascending ids in 0..3");
    }
  }

  @Test
  void honestRowsAreTheFiniteOnes() {
    assertThat(context.honestRows(2).orElseThrow().count()).isEqualTo(2);
    updates.putScalar(2, 1, Float.NaN);
    AttackContext overflown = AttackContract.context(updates, 1, 3);
    assertThat(overflown.honestRows(1).orElseThrow().count()).isEqualTo(1);
    assertThat(overflown.honestRows(2)).isEmpty();
    assertThatThrownBy(() -> overflown.honestRows(3))
        .hasMessage("attack: need at least 3 honest nodes, got 2 of m=4");
  }

  @Test
  void onlyByzantineNodesSend() {
    INDArray vector = Nd4j.createFromArray(7f, Float.POSITIVE_INFINITY).reshape(1, 2);
    context.send(3, vector);
    assertThat(updates.getRow(3).toFloatVector()).containsExactly(7, Float.MAX_VALUE);
    assertThat(vector.getFloat(1)).isInfinite();
    assertThatThrownBy(() -> context.send(2, vector))
        .hasMessage("node: need a Byzantine node of [1, 3], got 2");
    assertThatThrownBy(() -> context.send(1, Nd4j.ones(DataType.FLOAT, 1, 3)))
        .hasMessage("vector: need length d=2, got 3");
  }

  @Test
  void streamsDependOnNodeAndRound() {
    assertThat(context.random(1).nextLong()).isEqualTo(context.random(1).nextLong());
    assertThat(context.random(1).nextLong()).isNotEqualTo(context.random(3).nextLong());
    AttackContext next =
        new AttackContext(
            updates, new int[] {1}, context.parameters(), 1, context.rule(), 4, context.seed());
    assertThat(next.random(1).nextLong()).isNotEqualTo(context.random(1).nextLong());
  }

  @Test
  void tooFewAreHonestOnlyIfTheyWereWithNobodyAbsent() {
    AttackContext alone =
        new AttackContext(Nd4j.rand(4, 2), new int[] {1, 2}, Nd4j.zeros(1, 2), 1, new Mean(), 0, 1)
            .without(3);
    assertThat(alone.honest()).containsExactly(0);
    assertThat(alone.honestRows(1)).isPresent();
    assertThat(alone.honestRows(2)).isEmpty();
    assertThatThrownBy(() -> alone.honestRows(3))
        .hasMessage("attack: need at least 3 honest nodes, got 1 of m=3");
  }

  @Test
  void rowsThatStandInAreReceivedAndNobodys() {
    AttackContext some =
        new AttackContext(Nd4j.rand(5, 2), new int[] {1}, Nd4j.zeros(1, 2), 1, new Mean(), 0, 1)
            .without(0)
            .withStandIns(3);
    assertThat(some.honest()).containsExactly(2, 4);
    assertThat(some.rows()).isEqualTo(4);
    assertThat(some.forgedRows()).isEqualTo(2);
    assertThat(some.passing()).containsExactly(1, 2, 3, 4);
    assertThatThrownBy(() -> some.withStandIns(1))
        .hasMessage("standIns: need nodes that are not in byzantine [1], got 1");
  }

  @Test
  void whoIsFiniteCanBeTold() {
    Rows only = Rows.of(updates).select(2);
    AttackContext told = context.withFinite(only, 2);
    assertThat(told.honestRows(1)).containsSame(only);
    assertThat(told.finiteHonest()).containsExactly(2);
    assertThat(told.honestRows(2)).isEmpty();
    assertThat(told.limitedTo(Knowledge.FULL)).isSameAs(told);
    assertThat(told.without(0).honestRows(1).orElseThrow()).isNotSameAs(only);

    for (int[] nodes : new int[][] {{1}, {4}, {}, {0, 2}}) {
      assertThatThrownBy(() -> context.withFinite(only, nodes))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("finite: need");
    }
    AttackContext partial = context.limitedTo(Knowledge.PARTIAL);
    assertThatThrownBy(() -> partial.withFinite(only, 2)).isInstanceOf(IllegalStateException.class);
    assertThat(told.limitedTo(Knowledge.PARTIAL).honestRows(1).orElseThrow().count()).isEqualTo(2);
  }
}
