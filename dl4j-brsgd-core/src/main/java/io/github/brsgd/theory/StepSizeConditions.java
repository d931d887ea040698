package io.github.brsgd.theory;

import io.github.brsgd.checks.Check;
import io.github.brsgd.schedule.BrsgdSchedule;
import java.util.Objects;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Whether a schedule has the step sizes that Theorem 3.4 asks for.
 *
 * <pre>
 * alpha_k &gt; 0 non-increasing,   sum alpha_k^2 &lt; infinity,   1 / (k alpha_{k-1}) -&gt; 0,
 * alpha_0 &lt;= (1 - sin alpha) / (L B')
 * </pre>
 *
 * <p>Proved for {@link BrsgdSchedule}. Of any other schedule the first {@code horizon} steps are
 * looked at: a step that is not positive or larger than the one before refutes; the two limits are
 * judged by the decay {@code log(alpha_{n-1} / alpha_{N-1}) / log(N / n)} over the last decade, n =
 * N / 10 rounded down, which is p for steps like k^-p: the squares have a finite sum for p above
 * 1/2, and the steps are long enough for p below 1. Decays within 0.005 of these are held against
 * the schedule. A schedule that changes its ways after the horizon deceives this test.
 *
 * @param firstStep alpha_0
 * @param horizon N, the number of steps looked at; 0 where the verdicts are proofs
 * @param decay over the last decade, p where it is known; infinite if the steps reach 0, NaN if one
 *     is not finite
 * @param nonIncreasing positive and never larger than the step before
 * @param squaresSummable {@code sum alpha_k^2 < infinity}
 * @param longEnough {@code 1 / (k alpha_{k-1}) -> 0}
 * @since 0.1
 */
public record StepSizeConditions(
    double firstStep,
    int horizon,
    double decay,
    Verdict nonIncreasing,
    Verdict squaresSummable,
    Verdict longEnough) {

  /** The least horizon: the last decade must have steps to look at. */
  private static final int LEAST_HORIZON = 100;

  private static final double TOLERANCE = 0.005;

  /** Checks that the verdicts are there. */
  public StepSizeConditions {
    Objects.requireNonNull(nonIncreasing, "nonIncreasing");
    Objects.requireNonNull(squaresSummable, "squaresSummable");
    Objects.requireNonNull(longEnough, "longEnough");
  }

  /**
   * Judges a schedule.
   *
   * @param schedule of any kind
   * @param horizon N, the steps looked at unless the schedule is a {@link BrsgdSchedule}, at least
   *     100
   * @param roundsPerEpoch for schedules that count epochs, at least 1
   * @return the verdicts
   * @throws IllegalArgumentException if the horizon or the rounds per epoch are too few
   */
  public static StepSizeConditions of(ISchedule schedule, int horizon, int roundsPerEpoch) {
    Objects.requireNonNull(schedule, "schedule");
    Check.atLeast(LEAST_HORIZON, "horizon", horizon);
    Check.atLeast(1, "roundsPerEpoch", roundsPerEpoch);
    if (schedule instanceof BrsgdSchedule known) {
      return new StepSizeConditions(
          known.alpha0(), 0, known.p(), Verdict.PROVED, Verdict.PROVED, Verdict.PROVED);
    }
    double first = schedule.valueAt(0, 0);
    double before = first;
    double decadeAgo = first;
    boolean monotone = first > 0;
    boolean finite = Double.isFinite(first);
    int decade = horizon / 10;
    for (int k = 1; k < horizon; k++) {
      double step = schedule.valueAt(k, k / roundsPerEpoch);
      monotone &= step > 0 && step <= before;
      finite &= Double.isFinite(step);
      before = step;
      if (k == decade - 1) {
        decadeAgo = step;
      }
    }
    double decay =
        before > 0
            ? Math.log(decadeAgo / before) / Math.log((double) horizon / decade)
            : Double.POSITIVE_INFINITY;
    decay = finite ? decay : Double.NaN;
    return new StepSizeConditions(
        first,
        horizon,
        decay,
        monotone && finite ? Verdict.SEEN : Verdict.REFUTED,
        decay > 0.5 + TOLERANCE ? Verdict.SEEN : Verdict.NOT_SEEN,
        decay < 1 - TOLERANCE ? Verdict.SEEN : Verdict.NOT_SEEN);
  }

  /**
   * Whether all conditions that need no constants hold, as far as is known.
   *
   * @return true if no verdict is against the schedule
   */
  public boolean hold() {
    return nonIncreasing.holds() && squaresSummable.holds() && longEnough.holds();
  }

  /**
   * Whether the first step is short enough.
   *
   * @param constants of the theorem
   * @return {@code alpha_0 <= (1 - sin alpha) / (L B')}
   */
  public boolean firstStepAllowed(ConvergenceConstants constants) {
    return firstStep <= constants.largestFirstStep();
  }
}
