package io.github.brsgd.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.schedule.BrsgdSchedule;
import java.math.BigDecimal;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvergenceRateTest {

  private static final ConvergenceConstants CONSTANTS =
      new ConvergenceConstants(
          1.5, 2, new ExpectedSmoothness(0.3, 1.2, 0.4), new ByzantineResilience(0.7, 1.1));
  private static final ConvergenceConstants QUIET =
      new ConvergenceConstants(
          1.5, 2, new ExpectedSmoothness(0, 1.2, 0), new ByzantineResilience(0.7, 1.1));

  @ParameterizedTest
  @ValueSource(doubles = {0.501, 0.55, 0.75, 0.999})
  void sumOfSquaresIsThatOfExactArithmetic(double p) {
    ConvergenceRate rate = new ConvergenceRate(CONSTANTS, new BrsgdSchedule(0.25, p));
    for (int rounds : new int[] {1, 2, 31, 32, 33, 100, 400}) {
      assertThat(rate.squaredSteps(rounds))
          .isCloseTo(
              Exact.powerSum(2 * p, rounds).doubleValue() / 16, Percentage.withPercentage(1e-12));
    }
  }

  @Test
  void sumOfSquaresTendsToZeta() {
    // p = 3/4: zeta(3/2) = 2.6123753486854883...
    ConvergenceRate rate = new ConvergenceRate(CONSTANTS, new BrsgdSchedule(0.25, 0.75));
    assertThat(rate.squaredSteps(1L << 60) * 16)
        .isEqualTo(2.612375348685488 - 2 / Math.sqrt(Math.pow(2, 60)), Offset.offset(1e-13));
  }

  @ParameterizedTest
  @CsvSource({"0.51", "0.55", "0.6", "0.75", "0.9", "0.99"})
  void correctedClosedFormBoundsTheSum(double p) {
    ConvergenceRate rate = new ConvergenceRate(CONSTANTS, new BrsgdSchedule(0.3, p));
    double last = 0;
    for (long rounds = 1; rounds < 1L << 40; rounds = rounds * 3 / 2 + 1) {
      double limit = rate.squaredStepsLimit(rounds);
      assertThat(rate.squaredSteps(rounds)).isLessThanOrEqualTo(limit * (1 + 1e-15));
      assertThat(limit).isGreaterThanOrEqualTo(last);
      last = limit;
    }
    assertThat(rate.squaredStepsLimit(1)).isCloseTo(0.09, Percentage.withPercentage(1e-10));
  }

  @Test
  void closedFormAsPrintedIsNegative() {
    double p = 0.6;
    double alpha0 = 0.3;
    double printed = alpha0 * alpha0 / (2 * p - 1) * (2 * p - 2 + 1 / Math.pow(1000, 2 * p - 1));
    assertThat(printed).isNegative();
    ConvergenceRate rate = new ConvergenceRate(CONSTANTS, new BrsgdSchedule(alpha0, p));
    assertThat(rate.squaredSteps(1000)).isPositive();
    assertThat(rate.squaredStepsLimit(1000)).isGreaterThan(rate.squaredSteps(1000));
  }

  @ParameterizedTest
  @CsvSource({"0.55,1", "0.55,300", "0.75,40", "0.9,300"})
  void boundIsThatOfExactArithmetic(double p, int rounds) {
    ConvergenceRate rate = ConvergenceRate.largestSteps(CONSTANTS, p);
    BigDecimal alpha0 = Exact.of(CONSTANTS.largestFirstStep());
    BigDecimal q = Exact.times(alpha0, alpha0, Exact.powerSum(2 * p, rounds));
    BigDecimal l = Exact.of(CONSTANTS.smoothness());
    BigDecimal above =
        Exact.times(
            Exact.exp(Exact.times(l, Exact.of(CONSTANTS.aPrime()), q)),
            Exact.of(2 * CONSTANTS.gap())
                .add(Exact.times(l, Exact.of(CONSTANTS.cPrime()), q), Exact.DIGITS));
    BigDecimal below =
        Exact.times(
            Exact.of(CONSTANTS.resilience().margin()),
            BigDecimal.valueOf(rounds),
            alpha0,
            Exact.power(rounds, p));
    assertThat(rate.bound(rounds))
        .isCloseTo(
            Exact.over(above, below).sqrt(Exact.DIGITS).doubleValue(),
            Percentage.withPercentage(1e-11));
  }

  @Test
  void firstStepIsThatOf41AndTheRateItsExponent() {
    ConvergenceRate rate = ConvergenceRate.largestSteps(QUIET, 0.6);
    assertThat(rate.steps().alpha0())
        .isCloseTo(0.7 / (1.5 * 1.2 * 1.1), Percentage.withPercentage(1e-12));
    assertThat(rate.exponent()).isEqualTo(0.2, Offset.offset(1e-15));
    assertThat(Math.log(rate.bound(1_000_000) / rate.bound(1_000)) / Math.log(1000))
        .isEqualTo(-0.2, Offset.offset(1e-12));
  }

  @Test
  void boundRisesAtMostAtFirst() {
    ConvergenceConstants wild =
        new ConvergenceConstants(
            1, 1, new ExpectedSmoothness(100, 1, 0), new ByzantineResilience(1, 1));
    ConvergenceRate rate = ConvergenceRate.largestSteps(wild, 0.6);
    assertThat(rate.bound(2)).isGreaterThan(rate.bound(1));
    boolean falling = false;
    for (long rounds = 1; rounds < 1L << 60; rounds *= 2) {
      boolean falls = rate.bound(2 * rounds) < rate.bound(rounds);
      assertThat(falls || !falling).isTrue();
      falling |= falls;
    }
    assertThat(falling).isTrue();
  }

  @Test
  void roundsAreTheLeastThatReachEpsilon() {
    for (ConvergenceConstants constants : new ConvergenceConstants[] {CONSTANTS, QUIET}) {
      ConvergenceRate rate = ConvergenceRate.largestSteps(constants, 0.55);
      for (double epsilon : new double[] {1, 0.3, 0.05}) {
        long rounds = rate.rounds(epsilon).orElseThrow();
        assertThat(rate.bound(rounds)).isLessThanOrEqualTo(epsilon);
        assertThat(rounds == 1 || rate.bound(rounds - 1) > epsilon).isTrue();
      }
    }
    assertThat(ConvergenceRate.largestSteps(QUIET, 0.55).rounds(1e6)).hasValue(1);
    assertThat(ConvergenceRate.largestSteps(QUIET, 0.99).rounds(1e-6)).isEmpty();
  }

  /** The minimum that is bounded stays where it is while the bound rises. */
  @Test
  void roundsAreTheFirstEvenIfTheBoundRisesAfterwards() {
    ConvergenceConstants wild =
        new ConvergenceConstants(
            1, 1, new ExpectedSmoothness(100, 1, 0), new ByzantineResilience(1, 1));
    ConvergenceRate rate = ConvergenceRate.largestSteps(wild, 0.6);
    assertThat(rate.rounds(rate.bound(1))).hasValue(1);
    assertThat(rate.bound(2)).isGreaterThan(rate.bound(1));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 0.4", "0.3, 0", "0.3, 0.4"})
  void extremeSmoothnessGivesABoundThatIsNeverNaN(double a, double c) {
    for (double smoothness : new double[] {1e-308, 1e-200, 1e-160, 1e200, 1e300}) {
      for (double gap : new double[] {0, 2, 1e300}) {
        ConvergenceConstants constants =
            new ConvergenceConstants(
                smoothness,
                gap,
                new ExpectedSmoothness(a, 1.2, c),
                new ByzantineResilience(0.7, 1.1));
        if (!(constants.largestFirstStep() < Double.POSITIVE_INFINITY)) {
          continue;
        }
        ConvergenceRate rate = ConvergenceRate.largestSteps(constants, 0.6);
        for (long rounds : new long[] {1, 2, 1000, 1L << 62}) {
          assertThat(rate.bound(rounds)).as("L=%s K=%d", smoothness, rounds).isNotNaN();
        }
        rate.rounds(1).ifPresent(rounds -> assertThat(rate.bound(rounds)).isLessThanOrEqualTo(1));
      }
    }
  }

  @Test
  void longStepsDoNotOverflowWhereTheBoundDoesNot() {
    // L = 1e-200, alpha_0 = 1e200, A = C = 0: bound^2 = 2 delta_0 / (K alpha_{K-1})
    ConvergenceConstants flat =
        new ConvergenceConstants(
            1e-200, 2, new ExpectedSmoothness(0, 1, 0), new ByzantineResilience(1, 1));
    ConvergenceRate rate = ConvergenceRate.largestSteps(flat, 0.75);
    assertThat(rate.bound(16)).isCloseTo(Math.sqrt(2) * 1e-100, Percentage.withPercentage(1e-10));
    assertThat(rate.rounds(1)).hasValue(1);
  }

  @Test
  void roundsByHand() {
    // 2 delta_0 = 4, margin 1, alpha_0 = 1: bound^2 = 4 / K^(1/4) <= 1 from K = 256 on
    ConvergenceConstants constants =
        new ConvergenceConstants(
            1, 2, new ExpectedSmoothness(0, 1, 0), new ByzantineResilience(1, 1));
    assertThat(ConvergenceRate.largestSteps(constants, 0.75).rounds(1 + 1e-12)).hasValue(256);
  }

  @Test
  void withoutNoiseTheLeastExponentNeedsFewestRounds() {
    assertThat(ConvergenceRate.fewestRounds(QUIET, 0.1).steps().p()).isEqualTo(0.501);
  }

  @Test
  void withNoiseTheBestExponentIsInside() {
    ConvergenceRate best = ConvergenceRate.fewestRounds(CONSTANTS, 0.1);
    assertThat(best.steps().p()).isBetween(0.502, 0.9);
    for (double p : new double[] {0.501, 0.6, 0.7, 0.8}) {
      long needed = ConvergenceRate.largestSteps(CONSTANTS, p).rounds(0.1).orElse(Long.MAX_VALUE);
      assertThat(best.rounds(0.1).orElseThrow()).isLessThanOrEqualTo(needed);
    }
  }

  @Test
  void boundIsInfiniteRatherThanWrongWhereTheExponentialOverflows() {
    ConvergenceConstants wild =
        new ConvergenceConstants(
            1, 1, new ExpectedSmoothness(1e6, 1, 0), new ByzantineResilience(1, 1));
    assertThat(ConvergenceRate.largestSteps(wild, 0.6).bound(10)).isInfinite();
    assertThat(ConvergenceRate.largestSteps(wild, 0.6).rounds(1)).isEmpty();
    assertThatThrownBy(() -> ConvergenceRate.fewestRounds(wild, 1))
        .hasMessageContaining("epsilon=1.0");
  }

  @Test
  void startAtTheLowestValueHasNothingToDescend() {
    ConvergenceConstants done =
        new ConvergenceConstants(
            1, 0, new ExpectedSmoothness(1e6, 1, 0), new ByzantineResilience(1, 1));
    assertThat(ConvergenceRate.largestSteps(done, 0.6).bound(10)).isZero();
  }

  @Test
  void badInputIsNamed() {
    for (double p : new double[] {0.5, 1, -1, Double.NaN}) {
      assertThatThrownBy(() -> ConvergenceRate.largestSteps(CONSTANTS, p))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("1/2 < p < 1");
    }
    ConvergenceRate rate = ConvergenceRate.largestSteps(CONSTANTS, 0.6);
    for (long rounds : new long[] {0, -3}) {
      assertThatThrownBy(() -> rate.bound(rounds)).hasMessageContaining("K >= 1, got K=" + rounds);
      assertThatThrownBy(() -> rate.squaredSteps(rounds)).hasMessageContaining("K=" + rounds);
      assertThatThrownBy(() -> rate.squaredStepsLimit(rounds)).hasMessageContaining("K=" + rounds);
    }
    assertThatThrownBy(() -> rate.rounds(0)).hasMessageContaining("epsilon");
    assertThatThrownBy(() -> new ConvergenceRate(CONSTANTS, new BrsgdSchedule(1, 0.6)))
        .hasMessageContaining("alpha0=1.0");
  }
}
