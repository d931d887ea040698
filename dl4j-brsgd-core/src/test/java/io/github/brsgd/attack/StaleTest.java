package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.state.Notes;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class StaleTest implements AttackContract {

  private final Notes memory = new Notes();

  @Override
  public Attack attack() {
    return new Stale(2);
  }

  /** In round k node i computes 10 k + i; returns what is sent. */
  private double[] round(int rounds, int k, int... byzantine) {
    INDArray updates = Nd4j.createFromArray(new double[][] {{0}, {1}, {2}, {3}}).addi(10 * k);
    new Stale(rounds)
        .forge(
            new AttackContext(updates, byzantine, Nd4j.zeros(1, 1), 1, new Mean(), k, 1)
                .inRun(Optional.empty(), memory));
    return AttackContract.bits(updates);
  }

  @Test
  void sendsTheGradientOfSomeRoundsAgo() {
    assertThat(round(2, 0, 1, 3)).containsExactly(0, 1, 2, 3);
    assertThat(round(2, 1, 1, 3)).containsExactly(10, 11, 12, 13);
    assertThat(round(2, 2, 1, 3)).containsExactly(20, 1, 22, 3);
    assertThat(round(2, 3, 1, 3)).containsExactly(30, 11, 32, 13);
    assertThat(round(2, 4, 1, 3)).containsExactly(40, 21, 42, 23);
  }

  @Test
  void oneRoundIsTheLeast() {
    assertThat(round(1, 0, 2)).containsExactly(0, 1, 2, 3);
    assertThat(round(1, 1, 2)).containsExactly(10, 11, 2, 13);
    assertThat(round(1, 2, 2)).containsExactly(20, 21, 12, 23);
    assertThatThrownBy(() -> new Stale(0)).hasMessage("Stale: need rounds >= 1, got rounds=0");
  }

  @Test
  void attackersMayChange() {
    round(2, 0, 0);
    round(2, 1, 1);
    assertThat(round(2, 2, 2)).containsExactly(20, 21, 2, 23);
    assertThat(round(2, 3, 0, 1)).containsExactly(10, 11, 32, 33);
    assertThat(round(2, 4, 2, 3)).containsExactly(40, 41, 22, 23);
  }

  @Test
  void aRunMayBeginLateAndMissRounds() {
    assertThat(round(2, 7, 1)).containsExactly(70, 71, 72, 73);
    assertThat(round(2, 9, 1)).containsExactly(90, 71, 92, 93);
    assertThat(round(2, 10, 1)).containsExactly(100, 101, 102, 103);
    assertThat(round(2, 13, 1)).containsExactly(130, 131, 132, 133);
    assertThat(round(2, 15, 1)).containsExactly(150, 131, 152, 153);
  }

  @Test
  void whoWasAbsentSendsTheCurrentOne() {
    for (int k = 0; k < 2; k++) {
      INDArray updates = Nd4j.createFromArray(new double[][] {{0}, {1}, {2}, {3}}).addi(10 * k);
      new Stale(2)
          .forge(
              new AttackContext(updates, new int[] {1}, Nd4j.zeros(1, 1), 1, new Mean(), k, 1)
                  .without(2, 3)
                  .inRun(Optional.empty(), memory));
    }
    assertThat(round(2, 2, 1, 3)).containsExactly(20, 1, 22, 23);
    assertThat(round(2, 3, 1, 2)).containsExactly(30, 11, 32, 33);
    assertThat(round(2, 4, 1, 3)).containsExactly(40, 21, 42, 23);
  }

  @Test
  void rowsThatStandInWereNotComputedInTheRound() {
    INDArray updates = Nd4j.createFromArray(new double[][] {{0}, {1}, {2}, {3}});
    new Stale(1)
        .forge(
            new AttackContext(updates, new int[] {1}, Nd4j.zeros(1, 1), 1, new Mean(), 0, 1)
                .withOlderRows(2)
                .inRun(Optional.empty(), memory));
    assertThat(round(1, 1, 2, 3)).containsExactly(10, 11, 12, 3);
  }

  @Test
  void keepsNoMoreThanItNeeds() {
    for (int k = 0; k < 20; k++) {
      round(3, k, 1);
    }
    assertThat(memory.names()).hasSize(6);
  }

  @Test
  void rowsOfAnotherShapeStartAnew() {
    round(1, 0, 2);
    INDArray fewer = Nd4j.createFromArray(new double[][] {{10, 5}, {11, 5}});
    new Stale(1)
        .forge(
            new AttackContext(fewer, new int[] {1}, Nd4j.zeros(1, 2), 1, new Mean(), 1, 1)
                .inRun(Optional.empty(), memory));
    assertThat(AttackContract.bits(fewer)).containsExactly(10, 5, 11, 5);
    INDArray next = fewer.add(10);
    new Stale(1)
        .forge(
            new AttackContext(next, new int[] {1}, Nd4j.zeros(1, 2), 1, new Mean(), 2, 1)
                .inRun(Optional.empty(), memory));
    assertThat(AttackContract.bits(next)).containsExactly(20, 15, 11, 5);
  }
}
