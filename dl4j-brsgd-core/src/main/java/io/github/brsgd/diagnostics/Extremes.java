package io.github.brsgd.diagnostics;

import io.github.brsgd.checks.Check;
import java.util.Arrays;

/**
 * Who is among the t most extreme of a round, and how often an honest node may be.
 *
 * <p>t is the number of Byzantine rows that may be there, or 1. If n values come from one law, each
 * is among the t largest with chance t/n, and with t/(n-t) where t others stay out of the way. Odds
 * of {@code t : n - 2t}, then, and times the margin for an honest node that differs from the
 * others.
 *
 * @param t at least 1
 * @param margin at least 1
 */
record Extremes(int t, double margin) {

  Extremes {
    Check.atLeast(1, "t", t);
  }

  /** Whether n values can tell anything: t of them must be a minority. */
  boolean canTell(int n) {
    return n > 2 * t;
  }

  /** The largest chance of an honest node to be among the t most extreme of n on one side. */
  double chance(int n) {
    double odds = margin * t / (n - 2.0 * t);
    return odds / (1 + odds);
  }

  /**
   * For each value 1 if it is among the t largest, 0 if not; equal values share what is left for
   * them. The shares sum to t.
   *
   * @param values none of them NaN, at least t
   */
  double[] largest(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double last = sorted[sorted.length - t];
    long above = Arrays.stream(values).filter(value -> value > last).count();
    long equal = Arrays.stream(values).filter(value -> value == last).count();
    double share = (t - above) / (double) equal;
    return Arrays.stream(values)
        .map(value -> value > last ? 1 : value == last ? share : 0)
        .toArray();
  }

  /** The same for the t smallest. */
  double[] smallest(double[] values) {
    return largest(Arrays.stream(values).map(value -> -value).toArray());
  }
}
