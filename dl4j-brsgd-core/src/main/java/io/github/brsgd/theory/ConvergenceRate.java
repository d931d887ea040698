package io.github.brsgd.theory;

import io.github.brsgd.checks.Check;
import io.github.brsgd.schedule.BrsgdSchedule;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What Corollary 4.1 promises for the steps {@code alpha_k = alpha_0 / (k+1)^p}.
 *
 * <pre>
 * min_{k &lt; K} E ||grad F(w_k)||
 *     &lt;=  sqrt( exp(L A' Q_K) (2 delta_0 + L C' Q_K) / ((1 - sin alpha) K alpha_{K-1}) )       (4.2)
 * Q_K = sum_{k &lt; K} alpha_k^2  &lt;=  alpha_0^2 (2p - K^{1-2p}) / (2p - 1)           (4.7), corrected
 * </pre>
 *
 * <p>The closed form printed as (4.7) in the paper turns negative for large K; the one here bounds
 * {@code sum_{n >= 2} n^{-2p}} by the integral from 1 to K. {@link #bound} uses the sum itself. The
 * corollary takes the largest first step (4.1); its proof holds for any smaller one as well, and so
 * does this class. The rate is {@code K^{-(1-p)/2}}; by Remark 4.2 the same bound holds for the
 * iterate drawn by {@link IterateWeights}. Not promised: anything on the last iterate, on the loss,
 * or on a single run.
 *
 * @param constants of the theorem
 * @param steps with first step at most {@link ConvergenceConstants#largestFirstStep}
 * @since 0.1
 */
public record ConvergenceRate(ConvergenceConstants constants, BrsgdSchedule steps) {

  /** Checks the first step. */
  public ConvergenceRate {
    Objects.requireNonNull(constants, "constants");
    Objects.requireNonNull(steps, "steps");
    if (!(steps.alpha0() <= constants.largestFirstStep() * (1 + 1e-12))) {
      throw new IllegalArgumentException(
          "steps: need alpha0 <= (1 - sin alpha)/(L B')="
              + constants.largestFirstStep()
              + ", got alpha0="
              + steps.alpha0());
    }
  }

  /**
   * The corollary with its own first step, (4.1).
   *
   * @param constants of the theorem, B positive
   * @param p in (1/2, 1)
   * @return the rate
   * @throws IllegalArgumentException if p is out of range or (4.1) names no finite step
   */
  public static ConvergenceRate largestSteps(ConvergenceConstants constants, double p) {
    return new ConvergenceRate(constants, new BrsgdSchedule(constants.largestFirstStep(), p));
  }

  /**
   * The exponent of the rate.
   *
   * @return (1 - p) / 2: the bound falls like K to the power of minus this
   */
  public double exponent() {
    return (1 - steps.p()) / 2;
  }

  /**
   * Q_K, the sum of the squared steps, to double precision.
   *
   * @param rounds K, at least 1
   * @return {@code sum_{k < K} alpha_k^2}
   * @throws IllegalArgumentException if K is below 1
   */
  public double squaredSteps(long rounds) {
    Rounds.check(rounds);
    return steps.alpha0() * steps.alpha0() * PowerSum.of(2 * steps.p(), rounds);
  }

  /**
   * The corrected closed form of (4.7).
   *
   * @param rounds K, at least 1
   * @return {@code alpha_0^2 (2p - K^{1-2p}) / (2p - 1)}, at least Q_K
   * @throws IllegalArgumentException if K is below 1
   */
  public double squaredStepsLimit(long rounds) {
    Rounds.check(rounds);
    double s = 2 * steps.p();
    return steps.alpha0() * steps.alpha0() * (s - Math.pow((double) rounds, 1 - s)) / (s - 1);
  }

  /**
   * The right-hand side of (4.2).
   *
   * @param rounds K, at least 1
   * @return the bound on {@code min_{k < K} E ||grad F(w_k)||}; infinite where it, or a factor of
   *     it, overflows
   * @throws IllegalArgumentException if K is below 1
   */
  public double bound(long rounds) {
    Rounds.check(rounds);
    // L Q_K, from the left: alpha_0 is of the order of 1/L, and its square may overflow.
    double lq =
        constants.smoothness()
            * steps.alpha0()
            * steps.alpha0()
            * PowerSum.of(2 * steps.p(), rounds);
    double numerator = 2 * constants.gap() + constants.cPrime() * lq;
    if (numerator == 0) {
      return 0;
    }
    double k = (double) rounds;
    double alpha = steps.alpha0() * Math.pow(k, -steps.p());
    double bound =
        Math.exp(constants.aPrime() * lq / 2)
            * Math.sqrt(numerator / (constants.resilience().margin() * k * alpha));
    return Double.isNaN(bound) ? Double.POSITIVE_INFINITY : bound;
  }

  /**
   * The rounds after which the least gradient is known to be small enough. The bound may rise at
   * first (while {@code L A' alpha_k^2} is large), above epsilon even after this K, and falls ever
   * after; the minimum that it bounds never rises, and stays at most epsilon from this K on.
   *
   * @param epsilon positive
   * @return the least K with {@code bound(K) <= epsilon}; empty if it is above 2^62
   * @throws IllegalArgumentException if epsilon is not positive and finite
   */
  public OptionalLong rounds(double epsilon) {
    Check.positive("epsilon", epsilon);
    if (bound(1) <= epsilon) {
      return OptionalLong.of(1);
    }
    long high = 1;
    do {
      if (high == 1L << 62) {
        return OptionalLong.empty();
      }
      high *= 2;
    } while (!(bound(high) <= epsilon));
    long low = high / 2;
    while (high - low > 1) {
      long middle = low + (high - low) / 2;
      if (bound(middle) > epsilon) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return OptionalLong.of(high);
  }

  /**
   * The decay exponent that needs the fewest rounds, with the first step of (4.1).
   *
   * <p>Small p keeps the steps long, large p keeps {@code Q_K} small. With A = C = 0 nothing is
   * gained by a large p, and the least p of the grid is returned.
   *
   * @param constants of the theorem, B positive
   * @param epsilon positive
   * @return the best rate for p = 0.501, 0.502, ..., 0.999 (least p on ties)
   * @throws IllegalArgumentException if epsilon is not positive and finite, or no p of the grid
   *     gets there within 2^62 rounds
   */
  public static ConvergenceRate fewestRounds(ConvergenceConstants constants, double epsilon) {
    ConvergenceRate best = null;
    long fewest = Long.MAX_VALUE;
    for (int thousandths = 501; thousandths <= 999; thousandths++) {
      ConvergenceRate rate = largestSteps(constants, thousandths / 1000.0);
      OptionalLong needed = rate.rounds(epsilon);
      if (needed.isPresent() && needed.getAsLong() < fewest) {
        fewest = needed.getAsLong();
        best = rate;
      }
    }
    if (best == null) {
      throw new IllegalArgumentException(
          "epsilon: no p reaches epsilon=" + epsilon + " within 2^62 rounds");
    }
    return best;
  }
}
