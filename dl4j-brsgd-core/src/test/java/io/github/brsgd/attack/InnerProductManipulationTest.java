package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class InnerProductManipulationTest implements AttackContract {

  @Override
  public Attack attack() {
    return new InnerProductManipulation();
  }

  @Test
  void example() {
    assertThat(
            AttackContract.forge(
                new InnerProductManipulation(2), 2, new double[] {1}, new double[] {3}))
        .containsExactly(-4);
    assertThat(new InnerProductManipulation().tau()).isEqualTo(2);
  }

  @Test
  void tauIsPositiveAndFinite() {
    assertThatThrownBy(() -> new InnerProductManipulation(Double.NaN))
        .hasMessage("InnerProductManipulation: need a positive, finite tau, got tau=NaN");
  }
}
