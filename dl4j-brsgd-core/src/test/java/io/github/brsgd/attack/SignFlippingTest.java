package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SignFlippingTest implements AttackContract {

  @Override
  public Attack attack() {
    return new SignFlipping();
  }

  @Test
  void example() {
    assertThat(AttackContract.forge(new SignFlipping(), 3, new double[] {1}, new double[] {3}))
        .containsExactly(-2);
    assertThat(
            AttackContract.forge(
                new SignFlipping(false, 4), 1, new double[] {1, 2}, new double[] {3, -4}))
        .containsExactly(-8, 4);
    assertThat(new SignFlipping()).isEqualTo(new SignFlipping(false, 1));
  }

  @Test
  void eachAttackerCanFlipItsOwnGradient() {
    INDArray updates = Nd4j.createFromArray(new double[][] {{1}, {5}, {-3}});
    new SignFlipping(true, 2).forge(AttackContract.context(updates, 1, 2));
    assertThat(updates.ravel().toDoubleVector()).containsExactly(1, -10, 6);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void scaleIsPositiveAndFinite(double scale) {
    assertThatThrownBy(() -> new SignFlipping(false, scale))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("SignFlipping: need a positive, finite scale, got scale=" + scale);
  }
}
