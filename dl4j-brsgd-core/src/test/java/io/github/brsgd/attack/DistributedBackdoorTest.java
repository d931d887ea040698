package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class DistributedBackdoorTest implements DataPoisoningContract {

  private static final DistributedBackdoor ALL = new DistributedBackdoor(2, 3, 7, 1);

  @Override
  public DataPoisoning poisoning() {
    return new DistributedBackdoor(4);
  }

  private static DataSet blank() {
    return new DataSet(
        Nd4j.zeros(DataType.FLOAT, 2, 36), Nd4j.eye(10).castTo(DataType.FLOAT).getRows(0, 1));
  }

  private static INDArray part(int attacker, int attackers) {
    return ALL.poison(blank(), attacker, attackers, new SplittableRandom(1)).getFeatures();
  }

  /** No pixel twice, none left out, parts as equal as can be. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 9})
  void thePartsMakeTheWhole(int attackers) {
    INDArray sum = Nd4j.zeros(DataType.FLOAT, 2, 36);
    for (int i = 0; i < attackers; i++) {
      INDArray part = part(i, attackers);
      assertThat(part.getRow(1).sumNumber().doubleValue() / 7)
          .isBetween(Math.floor(9.0 / attackers), Math.ceil(9.0 / attackers));
      sum.addi(part);
    }
    INDArray whole =
        new Backdoor(2, 3, 7, 1).poison(blank(), new SplittableRandom(1)).getFeatures();
    assertThat(sum).isEqualTo(whole);
    assertThat(part(0, 1)).isEqualTo(whole);
  }

  @Test
  void partsFollowTheSquareRowByRow() {
    assertThat(part(0, 4).getRow(0).toFloatVector()[21]).isEqualTo(7);
    assertThat(part(0, 4).getRow(0).toFloatVector()[22]).isEqualTo(7);
    assertThat(part(0, 4).getRow(0).sumNumber().doubleValue()).isEqualTo(14);
    float[] second = part(1, 4).getRow(0).toFloatVector();
    assertThat(new float[] {second[23], second[27]}).containsOnly(7);
  }

  @Test
  void theSameExamplesAreLabelledAsTheTarget() {
    DataSet batch = DataPoisoningContract.images(200, DataType.FLOAT);
    DistributedBackdoor half = new DistributedBackdoor(4, 3, 7, 0.5);
    assertThat(half.poison(batch, 1, 3, new SplittableRandom(5)).getLabels())
        .isEqualTo(new Backdoor(4, 3, 7, 0.5).poison(batch, new SplittableRandom(5)).getLabels());
  }

  @Test
  void successIsMeasuredOnTheWhole() {
    DataSet test = DataPoisoningContract.images(20, DataType.FLOAT);
    DataSet trial = new DistributedBackdoor(4, 2, 9, 0.5).trial(test);
    DataSet whole = new Backdoor(4, 2, 9, 0.5).trial(test);
    assertThat(trial.getFeatures()).isEqualTo(whole.getFeatures());
    assertThat(trial.getLabels()).isEqualTo(whole.getLabels());
  }

  @Test
  void otherPoisoningsAreNotSharedOut() {
    DataSet batch = DataPoisoningContract.images(50, DataType.FLOAT);
    Backdoor backdoor = new Backdoor(4);
    assertThat(backdoor.poison(batch, 1, 3, new SplittableRandom(5)).getFeatures())
        .isEqualTo(backdoor.poison(batch, new SplittableRandom(5)).getFeatures());
  }

  @Test
  void parametersAreChecked() {
    assertThat(new DistributedBackdoor(4)).isEqualTo(new DistributedBackdoor(4, 4, 1, 0.5));
    assertThatThrownBy(() -> new DistributedBackdoor(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("DistributedBackdoor: need target >= 0, got target=-1");
    assertThatThrownBy(() -> new DistributedBackdoor(1, 1, 1, 0)).hasMessageContaining("share=0.0");
    assertThatThrownBy(() -> part(0, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "DistributedBackdoor: need 0 <= attacker < attackers <= size^2, got attacker=0,"
                + " attackers=10, size=3");
    assertThatThrownBy(() -> part(3, 3)).hasMessageContaining("attacker=3, attackers=3");
  }
}
