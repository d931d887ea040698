package io.github.brsgd.theory.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.theory.ByzantineResilience;
import io.github.brsgd.theory.ConvergenceConstants;
import io.github.brsgd.theory.ExpectedSmoothness;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertifiedConvergenceTest {

  private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

  /** kappa = 2, s2 = 3, Z2 = 1, b2 = 1/8: kappa b2 = 1/4. */
  private static final CertifiedConvergence EXAMPLE =
      new CertifiedConvergence(2, new HonestNoise(3, 1, 0.125));

  @Test
  void radiusAndConstantsByHand() {
    // s = 3/4: R^2 = 2 * 4 / (9/16 - 1/4) = 8 * 16/5.
    assertThat(EXAMPLE.radius(0.75)).hasValueCloseTo(Math.sqrt(25.6), ROUNDING);
    assertThat(EXAMPLE.leastRadius()).hasValueCloseTo(Math.sqrt(8 / 0.75), ROUNDING);
    assertThat(EXAMPLE.resilience(0.75)).isEqualTo(new ByzantineResilience(0.25, 3));
    ConvergenceConstants constants = EXAMPLE.constants(2, 5, 0.75);
    assertThat(constants.noise()).isEqualTo(new ExpectedSmoothness(0, 1.125, 4));
    assertThat(constants.largestFirstStep()).isEqualTo(0.25 / (2 * 1.125 * 3), ROUNDING);
    assertThat(constants.aPrime()).isZero();
    assertThat(EXAMPLE.noise().spread(8)).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.51, 0.6, 0.75, 0.9, 0.999})
  void onTheRadiusTheSineIsTheOneAskedFor(double sine) {
    double radius = EXAMPLE.radius(sine).orElseThrow();
    assertThat(EXAMPLE.sine(radius)).isEqualTo(sine, ROUNDING);
    assertThat(EXAMPLE.sine(1.001 * radius)).isLessThan(sine);
    assertThat(radius).isGreaterThan(EXAMPLE.leastRadius().orElseThrow());
  }

  @Test
  void differencesThatGrowWithTheGradientCanTakeAllPromises() {
    assertThat(EXAMPLE.radius(0.5)).isEmpty();
    assertThatThrownBy(() -> EXAMPLE.resilience(0.5))
        .hasMessage("sine: need s^2 > kappa b2 = 0.25, got s=0.5");
    CertifiedConvergence never = new CertifiedConvergence(8, new HonestNoise(0, 0, 0.125));
    assertThat(never.exists()).isFalse();
    assertThat(never.leastRadius()).isEmpty();
    assertThat(never.sine(1e9)).isEqualTo(1, ROUNDING);
    assertThat(EXAMPLE.exists()).isTrue();
  }

  @Test
  void withoutNoiseOrByzantineNodesThePromiseIsEverywhere() {
    assertThat(new CertifiedConvergence(5, new HonestNoise(0, 0, 0)).radius(0.1)).hasValue(0);
    assertThat(new CertifiedConvergence(0, new HonestNoise(9, 9, 9)).radius(0.1)).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void wrongNumbersAreNamed(double bad) {
    HonestNoise noise = new HonestNoise(1, 1, 1);
    assertThatThrownBy(() -> new CertifiedConvergence(bad, noise)).hasMessageContaining("kappa");
    assertThatThrownBy(() -> new HonestNoise(bad, 1, 1)).hasMessageContaining("variance");
    assertThatThrownBy(() -> new HonestNoise(1, bad, 1)).hasMessageContaining("intercept");
    assertThatThrownBy(() -> new HonestNoise(1, 1, bad)).hasMessageContaining("slope");
    assertThatThrownBy(() -> EXAMPLE.radius(bad)).hasMessageContaining("0 < sin alpha < 1");
    assertThatThrownBy(() -> EXAMPLE.sine(bad)).hasMessageContaining("gradientNorm");
    assertThatThrownBy(() -> noise.spread(bad)).hasMessageContaining("squaredGradientNorm");
  }
}
