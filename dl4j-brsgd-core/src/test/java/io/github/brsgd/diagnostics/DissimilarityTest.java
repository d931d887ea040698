package io.github.brsgd.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DissimilarityTest {

  private static List<NodeSpread> following(
      double intercept, double slope, double jitter, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<NodeSpread> spreads = new ArrayList<>();
    for (int round = 0; round < 30; round++) {
      double squared = 4 * random.nextDouble();
      double noise = 1 + jitter * (2 * random.nextDouble() - 1);
      spreads.add(new NodeSpread(round, 5, squared, noise * (intercept + slope * squared)));
    }
    return spreads;
  }

  @Test
  void anExactLawIsFound() {
    for (double[] law : new double[][] {{0.7, 1.3}, {0.7, 0}, {0, 1.3}, {0, 0}}) {
      Dissimilarity fit = Dissimilarity.of(following(law[0], law[1], 0, 1));
      assertThat(fit.intercept()).isEqualTo(law[0], Offset.offset(1e-9));
      assertThat(fit.slope()).isEqualTo(law[1], Offset.offset(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-12, 0.3})
  void noRoundExceedsTheBound(double jitter) {
    for (int seed = 1; seed <= 100; seed++) {
      List<NodeSpread> spreads = following(0.7, 1.3, jitter, seed);
      Dissimilarity fit = Dissimilarity.of(spreads);
      for (NodeSpread spread : spreads) {
        assertThat(fit.intercept() + fit.slope() * spread.squaredMean())
            .isGreaterThanOrEqualTo(spread.dispersion());
      }
      assertThat(fit.intercept() + fit.slope()).isLessThan(3 * (0.7 + 1.3));
    }
  }

  @Test
  void neitherIsNegative() {
    Dissimilarity fit =
        Dissimilarity.of(
            List.of(
                new NodeSpread(0, 4, 1, 3),
                new NodeSpread(1, 4, 2, 2),
                new NodeSpread(2, 4, 3, 1)));
    assertThat(fit.slope()).isZero();
    assertThat(fit.intercept()).isEqualTo(3, Offset.offset(1e-9));
  }

  @Test
  void oneRoundNearAStationaryPointDoesNotBlowUpTheOthers() {
    Dissimilarity fit =
        Dissimilarity.of(
            List.of(
                new NodeSpread(0, 5, 10, 1),
                new NodeSpread(1, 5, 5, 0.1),
                new NodeSpread(2, 5, 1e-6, 1e-4)));
    assertThat(fit.intercept() + 10 * fit.slope()).isBetween(1.0, 1.2);
  }

  @Test
  void oneRoundIsMet() {
    Dissimilarity fit = Dissimilarity.of(List.of(new NodeSpread(0, 2, 2, 5)));
    assertThat(fit.intercept() + 2 * fit.slope()).isEqualTo(5, Offset.offset(1e-9));
  }

  @Test
  void aMeanThatIsAlwaysZeroHasNoSlope() {
    Dissimilarity fit =
        Dissimilarity.of(List.of(new NodeSpread(0, 2, 0, 5), new NodeSpread(1, 2, 0, 4)));
    assertThat(fit.slope()).isZero();
    assertThat(fit.intercept()).isEqualTo(5, Offset.offset(1e-9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e150, 1e300, 1e-300})
  void spreadsOfAnySizeAreFitted(double size) {
    Dissimilarity fit =
        Dissimilarity.of(
            List.of(new NodeSpread(0, 2, size, size / 2), new NodeSpread(1, 2, size / 2, size)));
    assertThat(fit.intercept() + fit.slope() * size / 2).isGreaterThanOrEqualTo(size);
  }

  @Test
  void badInputIsNamed() {
    assertThatThrownBy(() -> Dissimilarity.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("spreads: need at least one");
    assertThatThrownBy(() -> new NodeSpread(7, 1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("honest: need >= 2, got 1");
    assertThatThrownBy(() -> new NodeSpread(7, 2, Double.NaN, 0))
        .hasMessageContaining("squaredMean")
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> new NodeSpread(7, 2, 1, Double.POSITIVE_INFINITY))
        .hasMessageContaining("dispersion")
        .hasMessageContaining("Infinity");
    assertThatThrownBy(() -> new NodeSpread(7, 2, 1, -1)).hasMessageContaining("dispersion");
    assertThatThrownBy(() -> new Dissimilarity(-1, 0)).hasMessageContaining("intercept");
    assertThatThrownBy(() -> new Dissimilarity(0, Double.NaN)).hasMessageContaining("slope");
  }
}
