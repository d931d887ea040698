package io.github.brsgd.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.theory.ExpectedSmoothness;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectedSmoothnessFitTest {

  private static Observation seen(double loss, double norm, double moment) {
    return new Observation(0, loss, norm, moment, 0, 1, 1, OptionalDouble.empty());
  }

  private static List<Observation> following(ExpectedSmoothness law, double jitter, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      double loss = 1 + 3 * random.nextDouble();
      double norm = 2 * random.nextDouble();
      double moment = law.secondMoment(loss - 0.5, norm * norm);
      observations.add(seen(loss, norm, moment * (1 + jitter * (2 * random.nextDouble() - 1))));
    }
    return observations;
  }

  @Test
  void exactLawIsFound() {
    for (ExpectedSmoothness law :
        List.of(
            new ExpectedSmoothness(0.7, 1.3, 0.4),
            new ExpectedSmoothness(0, 1.3, 0),
            new ExpectedSmoothness(0, 1, 2))) {
      ExpectedSmoothness fit = ExpectedSmoothnessFit.of(following(law, 0, 1), 0.5);
      assertThat(fit.a()).isEqualTo(law.a(), Offset.offset(1e-9));
      assertThat(fit.b()).isEqualTo(law.b(), Offset.offset(1e-9));
      assertThat(fit.c()).isEqualTo(law.c(), Offset.offset(1e-8));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-12, 0.2})
  void boundHoldsInEveryObservation(double jitter) {
    for (int seed = 1; seed <= 250; seed++) {
      List<Observation> observations =
          following(new ExpectedSmoothness(0.7, 1.3, 0.4), jitter, seed);
      ExpectedSmoothness fit = ExpectedSmoothnessFit.of(observations, 0.5);
      for (Observation o : observations) {
        assertThat(fit.secondMoment(o.loss() - 0.5, o.gradientNorm() * o.gradientNorm()))
            .isGreaterThanOrEqualTo(o.secondMoment());
      }
      assertThat(fit.secondMoment(2, 1)).isLessThan(2 * (0.7 * 4 + 1.3 + 0.4));
    }
  }

  @Test
  void constantsAreNeverNegative() {
    // Falls as the gradient grows: unconstrained least squares would take B below 0.
    ExpectedSmoothness fit =
        ExpectedSmoothnessFit.of(List.of(seen(1, 1, 3), seen(1, 2, 2), seen(1, 3, 1)), 0);
    assertThat(fit.b()).isZero();
    assertThat(fit.secondMoment(1, 1)).isGreaterThanOrEqualTo(3 - 1e-12);
  }

  @Test
  void oneObservationIsMet() {
    ExpectedSmoothness fit = ExpectedSmoothnessFit.of(List.of(seen(2, 1, 5)), 0);
    assertThat(fit.secondMoment(2, 1)).isEqualTo(5, Offset.offset(1e-9));
  }

  @Test
  void badInputIsNamed() {
    assertThatThrownBy(() -> ExpectedSmoothnessFit.of(List.of(), 0))
        .hasMessageContaining("at least one");
    assertThatThrownBy(() -> ExpectedSmoothnessFit.of(List.of(seen(1, 1, 1)), 2))
        .hasMessageContaining("F_low=2.0, loss 1.0");
    assertThatThrownBy(
            () -> ExpectedSmoothnessFit.of(List.of(seen(Double.POSITIVE_INFINITY, 1, 1)), 0))
        .hasMessageContaining("loss Infinity in round 0");
  }

  /** What the probe records of a run that diverges: finite, with squares that are not. */
  @ParameterizedTest
  @ValueSource(doubles = {1e100, 1e155, 1e170, 1e-170})
  void roundsOfAnySizeAreFitted(double size) {
    List<Observation> observations =
        List.of(seen(1, 1, 2), seen(0.5, 0.5, 1), seen(3, Math.sqrt(size), 2 * size));
    ExpectedSmoothness fit = ExpectedSmoothnessFit.of(observations, 0);
    for (Observation o : observations) {
      assertThat(fit.secondMoment(o.loss(), o.gradientNorm() * o.gradientNorm()))
          .isGreaterThanOrEqualTo(o.secondMoment());
    }
  }
}
