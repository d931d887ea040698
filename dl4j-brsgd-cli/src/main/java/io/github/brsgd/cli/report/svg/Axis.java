package io.github.brsgd.cli.report.svg;

import java.util.Arrays;
import java.util.Objects;

/**
 * A range of numbers with its ticks.
 *
 * @param title what the numbers are, with their unit
 * @param low least value
 * @param high greatest value
 * @param isLogarithmic whether equal distances are equal ratios
 * @param ticks the values to mark
 * @since 0.1
 */
public record Axis(String title, double low, double high, boolean isLogarithmic, Ticks ticks) {

  private static final int MOST_TICKS = 6;

  /** Values further than this from the median are beyond a logarithmic axis. */
  private static final double REACH = 1e4;

  private static final double MARGIN = 0.03;

  /** Values that differ by less than this part of them are one: what is left is rounding. */
  private static final double SAME = 1e-8;

  /** Below this a distance is none: its powers of ten have lost their digits. */
  private static final double LEAST_DISTANCE = 1e-300;

  private static final double LEAST_RATIO = 1.5;

  /** Checks the range. */
  public Axis {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(ticks, "ticks");
    if (!(low < high) || (isLogarithmic && !(low > 0))) {
      throw new IllegalArgumentException(title + ": need low < high, got " + low + ", " + high);
    }
  }

  /**
   * An axis from a tick to a tick that holds all values.
   *
   * @param title what the numbers are
   * @param values at least one, finite
   * @return a linear axis
   */
  public static Axis linear(String title, double... values) {
    double low = least(title, values);
    double high = Arrays.stream(values).max().orElseThrow();
    double most = Math.max(Math.abs(low), Math.abs(high));
    if (high - low <= Math.max(LEAST_DISTANCE, SAME * most)) {
      double around = most <= LEAST_DISTANCE ? 1 : most / 10;
      low = finite(low - around);
      high = finite(high + around);
    }
    double step = Ticks.step(low, high, MOST_TICKS);
    double from = finite(Math.floor(low / step + 1e-9) * step);
    double to = finite(Math.ceil(high / step - 1e-9) * step);
    return new Axis(title, from, to, false, Ticks.linear(from, to, MOST_TICKS + 2));
  }

  /** The nearest finite number: a tick beyond the greatest numbers is none. */
  private static double finite(double value) {
    return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
  }

  /**
   * An axis of exactly this range.
   *
   * @param title what the numbers are
   * @param low least value
   * @param high greatest value
   * @return a linear axis
   */
  public static Axis between(String title, double low, double high) {
    return new Axis(title, low, high, false, Ticks.linear(low, high, MOST_TICKS));
  }

  /**
   * A logarithmic axis that holds the values as far as they are within four powers of ten of their
   * median: a run that diverges does not flatten the others.
   *
   * @param title what the numbers are
   * @param values at least one, finite and positive
   * @return a logarithmic axis
   */
  public static Axis logarithmic(String title, double... values) {
    double least = least(title, values);
    if (!(least > 0)) {
      throw new IllegalArgumentException(title + ": need positive numbers, got " + least);
    }
    double[] sorted = Arrays.stream(values).sorted().toArray();
    double median = sorted[sorted.length / 2];
    return powers(
        title,
        Math.max(least, median / REACH),
        Math.min(sorted[sorted.length - 1], median * REACH));
  }

  /**
   * A logarithmic axis that holds a range.
   *
   * @param title what the numbers are
   * @param least positive
   * @param greatest finite, at least as great
   * @return a logarithmic axis with a little room at its ends
   */
  public static Axis powers(String title, double least, double greatest) {
    double from = Math.log10(normal(least));
    double to = Math.log10(normal(greatest));
    double middle = (from + to) / 2;
    double half = (0.5 + MARGIN) * Math.max(to - from, Math.log10(LEAST_RATIO));
    double low = normal(Math.pow(10, middle - half));
    double high = finite(Math.pow(10, middle + half));
    return new Axis(title, low, high, true, Ticks.logarithmic(low, high, MOST_TICKS));
  }

  /** Denormal numbers have too few digits for an axis of their own. */
  private static double normal(double value) {
    return Math.max(Double.MIN_NORMAL, value);
  }

  private static double least(String title, double... values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(title + ": need finite numbers, got " + value);
      }
    }
    return Arrays.stream(values)
        .min()
        .orElseThrow(() -> new IllegalArgumentException(title + ": need at least one number"));
  }

  /**
   * Where a value is.
   *
   * @param value finite; positive on a logarithmic axis, where denormal numbers are the least
   *     normal one
   * @return 0 for low, 1 for high; below 0 or above 1 for what is beyond
   */
  public double share(double value) {
    return isLogarithmic
        ? (Math.log(normal(value)) - Math.log(low)) / (Math.log(high) - Math.log(low))
        // Halves, as the whole range may be more than the greatest number.
        : (value / 2 - low / 2) / (high / 2 - low / 2);
  }

  /**
   * Whether a value is within the range.
   *
   * @param value a number
   * @return true from low to high
   */
  public boolean holds(double value) {
    return value >= low && value <= high;
  }
}
