package io.github.brsgd.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.theory.VarianceCondition;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RunEstimatesTest {

  private static final Observation FIRST = seen(0, 2, 1.5, 0.9, 0.8, OptionalDouble.empty());
  private static final Observation SECOND = seen(1, 1, 1, 0.7, 0.6, OptionalDouble.of(3));

  private static Observation seen(
      int round,
      double loss,
      double norm,
      double margin,
      double expansion,
      OptionalDouble smoothness) {
    return new Observation(
        round, loss, norm, norm * norm + 0.1, 0.01, margin, expansion, smoothness);
  }

  private static RunEstimates of(Observation... observations) {
    return RunEstimates.of(List.of(observations), 0);
  }

  private static String report(RunEstimates estimates) {
    return estimates.report(new VarianceCondition(3, 0), 8);
  }

  @Test
  void largestAndLeastOfTheRun() {
    RunEstimates estimates = of(FIRST, SECOND);
    assertThat(estimates.smoothness()).isEqualTo(3);
    assertThat(estimates.leastMargin()).isEqualTo(0.7);
    assertThat(estimates.meanMargin()).isEqualTo((0.9 * 2.25 + 0.7) / 3.25);
    assertThat(estimates.expansion()).isEqualTo(0.8);
    assertThat(estimates.constants()).isPresent();
    assertThat(report(estimates)).containsPattern("alpha_0 by \\(4.1\\): [0-9]");
  }

  @Test
  void aGradientOfZeroSpoilsNothing() {
    // <A, 0> / 0 and, where the honest rows are 0 as well, 0 / 0
    Observation zero = seen(2, 0.5, 0, Double.NaN, Double.NaN, OptionalDouble.of(2));
    RunEstimates estimates = of(FIRST, SECOND, zero);
    RunEstimates without = of(FIRST, SECOND);
    assertThat(estimates.leastMargin()).isEqualTo(without.leastMargin());
    assertThat(estimates.meanMargin()).isEqualTo(without.meanMargin());
    assertThat(estimates.expansion()).isEqualTo(without.expansion());
    assertThat(estimates.constants()).isPresent();
    assertThat(report(estimates)).doesNotContain("NaN");
  }

  @Test
  void withoutAnyGradientThereAreNoConstants() {
    RunEstimates estimates =
        of(
            seen(0, 1, 0, Double.NaN, Double.NaN, OptionalDouble.empty()),
            seen(1, 1, 0, Double.NaN, Double.NaN, OptionalDouble.of(0)));
    assertThat(estimates.leastMargin()).isNaN();
    assertThat(estimates.constants()).isEmpty();
    assertThat(report(estimates)).contains("alpha_0 by (4.1): none, L and E must be positive");
  }

  @Test
  void aGradientThatNeverTurnsHasNoConstants() {
    RunEstimates estimates = of(FIRST, seen(1, 1, 1, 0.7, 0.6, OptionalDouble.of(0)));
    assertThat(estimates.constants()).isEmpty();
    assertThat(report(estimates))
        .contains(
            "alpha_0 by (4.1): none, L and E must be positive and finite, are 0.00 and 0.800");
    assertThat(estimates.withCurvature(2).constants()).isPresent();
    assertThat(estimates.withCurvature(Double.POSITIVE_INFINITY).constants()).isEmpty();
  }

  @Test
  void anAggregateThatIsAlwaysZeroHasNoConstants() {
    RunEstimates estimates =
        of(
            seen(0, 2, 1, 0.5, 0, OptionalDouble.empty()),
            seen(1, 1, 1, 0.5, 0, OptionalDouble.of(1)));
    assertThat(estimates.constants()).isEmpty();
    assertThat(report(estimates)).contains("are 1.00 and 0.00");
  }

  @Test
  void curvatureThatIsUnknownChangesNothing() {
    RunEstimates estimates = of(FIRST, SECOND);
    assertThat(estimates.withCurvature(Double.NaN)).isEqualTo(estimates);
    assertThat(estimates.withCurvature(4).smoothness()).isEqualTo(4);
    assertThat(estimates.withCurvature(2)).isEqualTo(estimates);
  }
}
