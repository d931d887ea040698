package io.github.brsgd.cli;

import io.github.brsgd.checks.PlainNumber;
import picocli.CommandLine.TypeConversionException;

/** Numbers as they are typed, of which Java would take {@code 1d} and {@code NaN} too. */
final class NumberText {

  private NumberText() {}

  /**
   * An option's number.
   *
   * @throws TypeConversionException if it is none
   */
  static Double number(String text) {
    try {
      return PlainNumber.parse(text.strip());
    } catch (NumberFormatException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
