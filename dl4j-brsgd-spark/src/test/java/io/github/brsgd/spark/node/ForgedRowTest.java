package io.github.brsgd.spark.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.AttackContext;
import io.github.brsgd.attack.GaussianNoise;
import io.github.brsgd.attack.SignFlipping;
import io.github.brsgd.spark.rows.HeapVector;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Attackers who see nothing but their own row. */
class ForgedRowTest {

  /** Wants something from a round on. */
  private record Later(int from, Attack wish) implements Attack {
    private static final long serialVersionUID = 1;

    @Override
    public void forge(AttackContext context) {
      context.updates().negi();
      if (context.round() >= from) {
        wish.forge(context);
      }
    }

    @Override
    public String toString() {
      return "later";
    }
  }

  private static final Attack NOTES =
      context -> context.memory().put("row", context.updates().dup());
  private static final Attack OTHERS = context -> context.honestRows(1);
  private static final Attack RULE = context -> context.rule().aggregate(context.updates(), null);
  private static final Attack AGGREGATE =
      context -> context.previous().ifPresent(last -> context.updates().addi(last.getDouble(0)));

  private static void refused(int round, Attack wish, String message) {
    assertThatThrownBy(() -> ForgedRow.check(new Later(round, wish), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("attack: later")
        .hasMessageContaining(message);
  }

  @Test
  void whatNeedsMoreInSomeRoundIsRefusedBeforeTheFirst() {
    for (int round : new int[] {0, 1, 50, 200}) {
      refused(round, NOTES, "remembers earlier rounds");
      refused(round, OTHERS, "needs the rows of other nodes");
      refused(round, RULE, "the server's rule");
      refused(round, AGGREGATE, "the server's last aggregate");
    }
    assertThatThrownBy(() -> ForgedRow.check(new Later(1_000, NOTES), 900))
        .hasMessageContaining("remembers");
  }

  @Test
  void whatNeedsItsOwnRowAloneIsNot() {
    assertThatCode(() -> ForgedRow.check(new SignFlipping(true, 1), 0)).doesNotThrowAnyException();
    assertThatCode(() -> ForgedRow.check(new GaussianNoise(200), 7)).doesNotThrowAnyException();
  }

  @Test
  void whatIsFoundOutLateEndsTheRound() {
    try (INDArray row = Nd4j.ones(DataType.FLOAT, 1, 3)) {
      RoundTask task = new RoundTask(5_000, 0, 0, HeapVector.of(row), 0.1, Set.of(1));
      for (Attack wish : new Attack[] {NOTES, OTHERS, RULE}) {
        assertThatThrownBy(() -> ForgedRow.write(new Later(5_000, wish), row, 1, task, 3))
            .hasMessageContaining("attack: later");
      }
      ForgedRow.write(new SignFlipping(true, 1), row, 1, task, 3);
      assertThat(row.sumNumber().doubleValue()).isIn(3.0, -3.0);
    }
  }
}
