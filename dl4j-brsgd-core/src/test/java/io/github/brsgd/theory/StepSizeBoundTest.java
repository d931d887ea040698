package io.github.brsgd.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class StepSizeBoundTest {

  private static final ConvergenceConstants CONSTANTS =
      new ConvergenceConstants(
          1.5, 2, new ExpectedSmoothness(0.3, 1.2, 0.4), new ByzantineResilience(0.7, 1.1));
  private static final double[] STEPS =
      IterateWeightsTest.steps(CONSTANTS.largestFirstStep(), 0.6, 80);

  @Test
  void rightHandSideIsThatOfLemma33InExactArithmetic() {
    for (int rounds : new int[] {1, 2, 17, 80}) {
      double[] steps = Arrays.copyOf(STEPS, rounds);
      double product = CONSTANTS.smoothness() * CONSTANTS.aPrime();
      BigDecimal sum = BigDecimal.ZERO;
      for (int k = 0; k < rounds; k++) {
        sum =
            sum.add(Exact.times(Exact.of(steps[k]), Exact.weight(steps, k, product)), Exact.DIGITS);
      }
      BigDecimal last =
          Exact.times(BigDecimal.valueOf(rounds), Exact.weight(steps, rounds - 1, product));
      BigDecimal expected =
          Exact.over(BigDecimal.valueOf(2 * CONSTANTS.gap()), Exact.times(Exact.of(steps[0]), last))
              .add(
                  Exact.over(
                      Exact.times(
                          Exact.of(CONSTANTS.smoothness()), Exact.of(CONSTANTS.cPrime()), sum),
                      last));
      assertThat(new StepSizeBound(CONSTANTS).rightHandSide(steps))
          .isCloseTo(expected.doubleValue(), Percentage.withPercentage(1e-11));
    }
  }

  @Test
  void byHandForOneStep() {
    // A = C = 0, one step a: 2 delta_0 / a
    ConvergenceConstants plain =
        new ConvergenceConstants(
            1, 3, new ExpectedSmoothness(0, 1, 0), new ByzantineResilience(0.5, 1));
    assertThat(new StepSizeBound(plain).rightHandSide(new double[] {0.25}))
        .isEqualTo(24, Offset.offset(1e-12));
    assertThat(new StepSizeBound(plain).curve(new double[] {0.25})[0])
        .isEqualTo(Math.sqrt(48), Offset.offset(1e-12));
  }

  @Test
  void neverAboveTheCorollary() {
    double[] curve = new StepSizeBound(CONSTANTS).curve(STEPS);
    ConvergenceRate rate = ConvergenceRate.largestSteps(CONSTANTS, 0.6);
    for (int rounds = 1; rounds <= STEPS.length; rounds++) {
      assertThat(curve[rounds - 1]).isLessThanOrEqualTo(rate.bound(rounds));
    }
  }

  @Test
  void growsWithEveryConstantThatHurts() {
    double plain = new StepSizeBound(CONSTANTS).rightHandSide(STEPS);
    assertThat(
            new StepSizeBound(
                    new ConvergenceConstants(1.5, 4, CONSTANTS.noise(), CONSTANTS.resilience()))
                .rightHandSide(STEPS))
        .isGreaterThan(plain);
    for (ExpectedSmoothness noise :
        new ExpectedSmoothness[] {
          new ExpectedSmoothness(0.6, 1.2, 0.4), new ExpectedSmoothness(0.3, 1.2, 0.8)
        }) {
      assertThat(
              new StepSizeBound(new ConvergenceConstants(1.5, 2, noise, CONSTANTS.resilience()))
                  .rightHandSide(STEPS))
          .isGreaterThan(plain);
    }
  }

  @Test
  void boundIsInfiniteWhereTheWeightUnderflows() {
    for (double gap : new double[] {0, 2}) {
      for (double c : new double[] {0, 0.4}) {
        ConvergenceConstants wild =
            new ConvergenceConstants(
                1, gap, new ExpectedSmoothness(1e4, 1, c), new ByzantineResilience(1, 1));
        double[] steps = new double[200];
        Arrays.fill(steps, 1);
        double[] curve = new StepSizeBound(wild).curve(steps);
        assertThat(curve).doesNotContain(Double.NaN);
        assertThat(curve[0] == 0).isEqualTo(gap == 0 && c == 0);
        assertThat(curve[199]).isInfinite();
        assertThat(new StepSizeBound(wild).rightHandSide(steps)).isInfinite();
      }
    }
  }

  @Test
  void stepsMustBeAsTheTheoremAsks() {
    StepSizeBound bound = new StepSizeBound(CONSTANTS);
    assertThatThrownBy(() -> bound.curve(new double[] {STEPS[0] * 1.01}))
        .hasMessageContaining("alpha_0 <= (1 - sin alpha)/(L B')");
    assertThatThrownBy(() -> bound.curve(new double[] {0.1, 0.05, 0.06}))
        .hasMessageContaining("non-increasing")
        .hasMessageContaining("alpha_2=0.06");
    assertThatThrownBy(() -> bound.curve(new double[0])).hasMessageContaining("K=0");
  }
}
