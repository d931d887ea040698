package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ZeroTest implements AttackContract {

  @Override
  public Attack attack() {
    return new Zero();
  }

  @Test
  void sendsZeros() {
    assertThat(AttackContract.forge(new Zero(), 2, new double[] {1, 2})).containsExactly(0, 0);
  }
}
