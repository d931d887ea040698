package io.github.brsgd.theory;

/** Conditions on numbers, written so that NaN fails. */
final class Checks {

  private Checks() {}

  static double positive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + ": need a positive, finite value, got " + value);
    }
    return value;
  }

  static double nonNegative(String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          name + ": need a non-negative, finite value, got " + value);
    }
    return value;
  }

  static void rounds(long rounds) {
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds: need K >= 1, got K=" + rounds);
    }
  }
}
