package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class OmniscientTest implements AttackContract {

  @Override
  public Attack attack() {
    return new Omniscient();
  }

  @Test
  void example() {
    assertThat(AttackContract.forge(new Omniscient(10), 2, new double[] {1}, new double[] {3}))
        .containsExactly(-40);
    assertThat(new Omniscient().scale()).isEqualTo(10);
  }

  @Test
  void isCappedAtTheLargestFloat() {
    INDArray updates =
        Nd4j.createFromArray(new float[][] {{1e38f, -3e38f, 1}, {2e38f, -3e38f, 1}, {0, 0, 0}});
    new Omniscient(1e6).forge(AttackContract.context(updates, 2));
    assertThat(updates.getRow(2).toFloatVector())
        .containsExactly(-Float.MAX_VALUE, Float.MAX_VALUE, -2e6f);
  }

  @Test
  void isCappedAtTheLargestDouble() {
    INDArray updates = Nd4j.createFromArray(new double[][] {{1e308}, {1e308}, {0}});
    assertThat(updates.dataType()).isEqualTo(DataType.DOUBLE);
    new Omniscient(10).forge(AttackContract.context(updates, 2));
    assertThat(updates.getDouble(2)).isEqualTo(-Double.MAX_VALUE);
  }

  @Test
  void scaleIsPositiveAndFinite() {
    assertThatThrownBy(() -> new Omniscient(0))
        .hasMessage("Omniscient: need a positive, finite scale, got scale=0.0");
  }
}
