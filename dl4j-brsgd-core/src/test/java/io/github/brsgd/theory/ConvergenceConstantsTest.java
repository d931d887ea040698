package io.github.brsgd.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvergenceConstantsTest {

  private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

  @Test
  void primesAndFirstStepByHand() {
    ConvergenceConstants constants =
        new ConvergenceConstants(
            2, 3, new ExpectedSmoothness(0.5, 1.25, 4), new ByzantineResilience(0.6, 1.6));
    assertThat(constants.aPrime()).isEqualTo(0.8, ROUNDING);
    assertThat(constants.bPrime()).isEqualTo(2, ROUNDING);
    assertThat(constants.cPrime()).isEqualTo(6.4, ROUNDING);
    assertThat(constants.largestFirstStep()).isEqualTo(0.15, ROUNDING);
    assertThat(constants.weights().product()).isEqualTo(1.6, ROUNDING);
    assertThat(constants.noise().secondMoment(3, 7)).isEqualTo(2 * 0.5 * 3 + 1.25 * 7 + 4);
  }

  @Test
  void relativeErrorGivesThePairOfItsDerivation() {
    ByzantineResilience pair = ByzantineResilience.ofRelativeError(0.3, 1.04);
    assertThat(pair.margin()).isEqualTo(0.7, ROUNDING);
    assertThat(pair.e() * 1.04).isEqualTo(1.69, ROUNDING);
    assertThat(ByzantineResilience.ofRelativeError(0, 1)).isEqualTo(new ByzantineResilience(1, 1));
  }

  @Test
  void noBoundOnTheStepWithoutNoiseThatGrowsWithTheGradient() {
    assertThat(
            new ConvergenceConstants(
                    1, 1, new ExpectedSmoothness(1, 0, 0), new ByzantineResilience(1, 1))
                .largestFirstStep())
        .isInfinite();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void constantsMustNotBeNegative(double bad) {
    assertThatThrownBy(() -> new ExpectedSmoothness(bad, 1, 0))
        .hasMessageContaining("A: need a non-negative");
    assertThatThrownBy(() -> new ExpectedSmoothness(0, bad, 0)).hasMessageContaining("B: need");
    assertThatThrownBy(() -> new ExpectedSmoothness(0, 1, bad)).hasMessageContaining("C: need");
    assertThatThrownBy(() -> new ByzantineResilience(0.5, bad)).hasMessageContaining("E: need");
    assertThatThrownBy(() -> new ByzantineResilience(bad, 1)).hasMessageContaining("margin");
    ExpectedSmoothness noise = new ExpectedSmoothness(0, 1, 0);
    ByzantineResilience rule = new ByzantineResilience(1, 1);
    assertThatThrownBy(() -> new ConvergenceConstants(bad, 1, noise, rule))
        .hasMessageContaining("L: need a positive");
    assertThatThrownBy(() -> new ConvergenceConstants(1, bad, noise, rule))
        .hasMessageContaining("gap: need");
    assertThatThrownBy(() -> ByzantineResilience.ofRelativeError(bad, 1))
        .hasMessageContaining("relativeError");
    assertThatThrownBy(() -> ByzantineResilience.ofRelativeError(0, bad))
        .hasMessageContaining("B >= 1");
  }

  @Test
  void marginIsInTheHalfOpenInterval() {
    assertThatThrownBy(() -> new ByzantineResilience(0, 1))
        .hasMessageContaining("0 < 1 - sin(alpha) <= 1");
    assertThatThrownBy(() -> new ByzantineResilience(1.1, 1)).hasMessageContaining("=1.1");
    assertThatThrownBy(() -> ByzantineResilience.ofRelativeError(1, 1))
        .hasMessageContaining("s < 1");
  }
}
