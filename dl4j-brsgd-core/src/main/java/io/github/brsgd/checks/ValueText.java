package io.github.brsgd.checks;

import io.github.brsgd.marker.Internal;
import java.util.Locale;

/**
 * How the value of a parameter is written in a text that the catalogue reads.
 *
 * @since 0.2
 */
@Internal
public final class ValueText {

  private static final double LARGEST_WHOLE = 1e15;

  private ValueText() {}

  /**
   * Whole numbers without a fraction, constants in lower case with hyphens.
   *
   * @param value a number, boolean, enum constant, text or path
   * @return its text
   */
  public static String of(Object value) {
    if (value instanceof Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
    if (value instanceof Double number
        && number == Math.rint(number)
        && !number.equals(-0.0)
        && Math.abs(number) < LARGEST_WHOLE) {
      return Long.toString(number.longValue());
    }
    return value.toString();
  }
}
