package io.github.brsgd.checks;

import io.github.brsgd.marker.Internal;

/**
 * Conditions on single numbers, written so that NaN fails. Each returns the number, or throws an
 * {@link IllegalArgumentException} that names it.
 *
 * @since 0.2
 */
@Internal
public final class Check {

  private Check() {}

  /**
   * A whole number that is large enough.
   *
   * @param least what it may be at least
   * @param name the parameter
   * @param value its value
   * @return the value
   */
  public static int atLeast(int least, String name, int value) {
    if (value < least) {
      throw new IllegalArgumentException(name + ": need >= " + least + ", got " + value);
    }
    return value;
  }

  /**
   * A number above 0 and below infinity.
   *
   * @param name the parameter
   * @param value its value
   * @return the value
   */
  public static double positive(String name, double value) {
    if (!isPositive(value)) {
      throw new IllegalArgumentException(name + ": need a positive, finite value, got " + value);
    }
    return value;
  }

  /**
   * A number above 0 and below infinity.
   *
   * @param owner the rule, attack or other part that has the parameter
   * @param name the parameter
   * @param value its value
   * @return the value
   */
  public static double positive(String owner, String name, double value) {
    if (!isPositive(value)) {
      throw new IllegalArgumentException(
          owner + ": need a positive, finite " + name + ", got " + name + "=" + value);
    }
    return value;
  }

  /**
   * A number that is not negative and below infinity.
   *
   * @param name the parameter
   * @param value its value
   * @return the value
   */
  public static double nonNegative(String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          name + ": need a non-negative, finite value, got " + value);
    }
    return value;
  }

  private static boolean isPositive(double value) {
    return value > 0 && value < Double.POSITIVE_INFINITY;
  }
}
