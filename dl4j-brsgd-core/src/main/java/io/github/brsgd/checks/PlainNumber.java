package io.github.brsgd.checks;

import io.github.brsgd.marker.Internal;
import java.util.regex.Pattern;

/**
 * Decimal numbers as people and files write them: digits, a point, an exponent.
 *
 * <p>Java's own notation knows {@code 1d}, {@code 1f}, {@code 0x1p3} and {@code NaN} as well, which
 * nobody means who writes a number.
 *
 * @since 0.2
 */
@Internal
public final class PlainNumber {

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");

  private PlainNumber() {}

  /**
   * Whether a text is one.
   *
   * @param text without space around it
   * @return whether {@link #parse} reads it
   */
  public static boolean is(String text) {
    return NUMBER.matcher(text).matches();
  }

  /**
   * Reads a number.
   *
   * @param text without space around it
   * @return its value, infinite where it is too large for a double
   * @throws NumberFormatException if it is none
   */
  public static double parse(String text) {
    if (!is(text)) {
      throw new NumberFormatException("need a decimal number, got '" + text + "'");
    }
    return Double.parseDouble(text);
  }
}
