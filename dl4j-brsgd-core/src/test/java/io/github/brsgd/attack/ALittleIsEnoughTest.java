package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ALittleIsEnoughTest implements AttackContract {

  @Override
  public Attack attack() {
    return new ALittleIsEnough();
  }

  @Test
  void anAttackThatIsNoneSaysSo() {
    assertThat(new ALittleIsEnough().caveat(4, 1).orElseThrow())
        .isEqualTo(
            "alie sends exactly the honest mean: its z is 0 for m=4 with 1 attackers; give a larger"
                + " z");
    assertThat(new ALittleIsEnough().caveat(20, 6)).isEmpty();
    assertThat(new ALittleIsEnough(1.5).caveat(4, 1)).isEmpty();
    assertThat(new ALittleIsEnough(0.0).caveat(20, 6)).isPresent();
    assertThat(new ALittleIsEnough().caveat(4, 3)).isEmpty();
    assertThat(new Zero().caveat(4, 1)).isEmpty();
  }

  @Test
  void example() {
    assertThat(
            AttackContract.forge(new ALittleIsEnough(1.5), 2, new double[] {1}, new double[] {3})[
                0])
        .isCloseTo(2 + 1.5 * Math.sqrt(2), within(1e-12));
    assertThat(
            AttackContract.forge(new ALittleIsEnough(-1.0), 2, new double[] {1}, new double[] {3})[
                0])
        .isCloseTo(2 - Math.sqrt(2), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "20, 6, 0.36610635680056963", // Phi^-1(9/14)
    "25, 5, 0.2533471031357997", // Phi^-1(12/20)
    "50, 24, 1.4260768722848, ", // Phi^-1(24/26)
    "10, 0, 0", // Phi^-1(4/10) is negative
    "3, 0, 0"
  })
  void defaultZIsThePapers(int m, int q, double z) {
    assertThat(ALittleIsEnough.defaultZ(m, q)).isCloseTo(z, within(1e-9));
  }

  @Test
  void defaultIsUsed() {
    double[][] honest = new double[14][];
    for (int i = 0; i < 14; i++) {
      honest[i] = new double[] {i % 2 == 0 ? 1 : -1};
    }
    assertThat(AttackContract.forge(new ALittleIsEnough(), 6, honest)[0])
        .isCloseTo(0.36610635680056963 * Math.sqrt(14 / 13.0), within(1e-9));
  }

  @Test
  void aMajorityOfAttackersHasNoDefault() {
    assertThatThrownBy(
            () ->
                AttackContract.forge(new ALittleIsEnough(), 3, new double[] {1}, new double[] {3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ALittleIsEnough: the default z needs q <= m/2, got m=5, q=3; give z");
  }

  @Test
  void oneHonestNodeHasNoDeviation() {
    assertThatThrownBy(() -> AttackContract.forge(new ALittleIsEnough(1.0), 1, new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("attack: need at least 2 honest nodes, got 1 of m=2");
  }

  @Test
  void zIsFinite() {
    assertThatThrownBy(() -> new ALittleIsEnough(Double.NaN))
        .hasMessage("ALittleIsEnough: need a finite z, got z=NaN");
    assertThat(new ALittleIsEnough().z()).isNull();
  }
}
