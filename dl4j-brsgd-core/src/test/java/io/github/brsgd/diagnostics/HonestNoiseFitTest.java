package io.github.brsgd.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.theory.robustness.HonestNoise;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HonestNoiseFitTest {

  private static Observation seen(int round, double norm, double deviation) {
    return new Observation(round, 1, norm, 1, deviation, 1, 1, OptionalDouble.empty());
  }

  @Test
  void exactConstantsAreFound() {
    List<Observation> observations =
        IntStream.range(1, 9).mapToObj(k -> seen(k, k, Math.sqrt(2 + 0.25 * k * k))).toList();
    HonestNoise noise = HonestNoiseFit.of(observations);
    assertThat(noise.variance()).isCloseTo(2, Offset.offset(1e-6));
    assertThat(noise.slope()).isCloseTo(0.25, Offset.offset(1e-6));
    assertThat(noise.intercept()).isZero();
  }

  @Test
  void noRoundExceedsIt() {
    List<Observation> observations =
        List.of(seen(0, 3, 1), seen(1, 2, 4), seen(2, 1, 0.5), seen(3, 0.5, 2));
    HonestNoise noise = HonestNoiseFit.of(observations);
    assertThat(observations)
        .allSatisfy(
            o ->
                assertThat(noise.spread(o.gradientNorm() * o.gradientNorm()))
                    .isGreaterThanOrEqualTo(o.deviation() * o.deviation()));
  }

  @Test
  void nothingSeenOrNothingFiniteIsRefused() {
    assertThatThrownBy(() -> HonestNoiseFit.of(List.of())).hasMessageContaining("at least one");
    assertThatThrownBy(() -> HonestNoiseFit.of(List.of(seen(3, Double.NaN, 1))))
        .hasMessageContaining("round 3");
  }
}
