package io.github.brsgd.cli.report.svg;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Round numbers within a range, for people to read an axis by.
 *
 * @param values ascending
 * @param labels a text per value
 * @since 0.1
 */
public record Ticks(List<Double> values, List<String> labels) {

  private static final double TOLERANCE = 1e-9;
  private static final int MOST_DIGITS = 5;
  private static final int[] STEPS = {1, 2, 5, 10};

  /** Checks that every value has its label. */
  public Ticks {
    values = List.copyOf(values);
    labels = List.copyOf(labels);
    if (values.size() != labels.size()) {
      throw new IllegalArgumentException(
          "labels: need " + values.size() + ", one per value, got " + labels.size());
    }
  }

  /**
   * Multiples of 1, 2 or 5 times a power of ten.
   *
   * @param low least value
   * @param high greatest value, greater than low
   * @param most how many there may be, at least 2
   * @return those within the range
   */
  public static Ticks linear(double low, double high, int most) {
    double step = step(low, high, most);
    List<Double> values = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    long first = (long) Math.ceil(low / step - TOLERANCE);
    long last = (long) Math.floor(high / step + TOLERANCE);
    for (long i = first; i <= last; i++) {
      values.add(i * step);
      labels.add(label(i * step, step));
    }
    return new Ticks(values, labels);
  }

  /**
   * The distance of linear ticks.
   *
   * @param low least value
   * @param high greatest value, greater than low
   * @param most how many ticks there may be, at least 2
   * @return 1, 2 or 5 times a power of ten
   */
  static double step(double low, double high, int most) {
    if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high) || most < 2) {
      throw new IllegalArgumentException(
          "ticks: need low < high, both finite, and most >= 2, got "
              + low
              + ", "
              + high
              + ", "
              + most);
    }
    double rough = Math.min(Double.MAX_VALUE, high / (most - 1) - low / (most - 1));
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    for (int factor : STEPS) {
      if (factor * power >= rough * (1 - TOLERANCE)) {
        return factor * power;
      }
    }
    return STEPS[STEPS.length - 1] * power;
  }

  /**
   * Powers of ten; where there are fewer than three, twice and five times as much too.
   *
   * @param low least value, positive
   * @param high greatest value, greater than low
   * @param most how many there may be, at least 2
   * @return those within the range
   */
  public static Ticks logarithmic(double low, double high, int most) {
    if (!(low > 0) || !(low < high) || Double.isInfinite(high) || most < 2) {
      throw new IllegalArgumentException(
          "ticks: need 0 < low < high < infinity and most >= 2, got "
              + low
              + ", "
              + high
              + ", "
              + most);
    }
    int first = (int) Math.ceil(Math.log10(low) - TOLERANCE);
    int last = (int) Math.floor(Math.log10(high) + TOLERANCE);
    List<Double> values = new ArrayList<>();
    if (last - first < 2) {
      for (int power = first - 1; power <= last; power++) {
        for (int factor : new int[] {1, 2, 5}) {
          double value = factor * Math.pow(10, power);
          if (value >= low * (1 - TOLERANCE) && value * (1 - TOLERANCE) <= high) {
            values.add(value);
          }
        }
      }
    }
    if (values.size() < 2 || values.size() > most) {
      values.clear();
      int every = Math.max(1, (int) Math.ceil((last - first + 1.0) / most));
      for (int power = Math.floorDiv(first + every - 1, every) * every;
          power <= last;
          power += every) {
        values.add(Math.pow(10, power));
      }
    }
    return values.size() < 2 && high / low < 100
        ? linear(low, high, most)
        : new Ticks(values, values.stream().map(v -> label(v, v)).toList());
  }

  /**
   * A number with as many decimals as its step has, or as a power of ten where those are many and
   * that is shorter.
   */
  private static String label(double value, double step) {
    if (value == 0) {
      return "0";
    }
    int digits = (int) Math.floor(Math.log10(step) + TOLERANCE);
    String plain = String.format(Locale.ROOT, "%." + Math.max(0, -digits) + "f", value);
    if (digits < -MOST_DIGITS + 1 || Math.abs(value) >= Math.pow(10, MOST_DIGITS)) {
      int power = (int) Math.floor(Math.log10(Math.abs(value)) + TOLERANCE);
      double mantissa = value / Math.pow(10, power);
      String text =
          String.format(
              Locale.ROOT, "%." + Math.min(9, Math.max(0, power - digits)) + "f", mantissa);
      String scaled = text + "e" + power;
      return scaled.length() < plain.length() ? scaled : plain;
    }
    return plain;
  }
}
