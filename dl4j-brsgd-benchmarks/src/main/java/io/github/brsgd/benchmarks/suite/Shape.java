package io.github.brsgd.benchmarks.suite;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The rows that rules of the user's are measured on.
 *
 * @param m rows, at least 1
 * @param q of them Byzantine, at most m
 * @param d columns, at least 1
 */
record Shape(int m, int q, int d) {

  /** Reads {@code M,Q,D}. */
  static final class Converter implements ITypeConverter<Shape> {

    @Override
    public Shape convert(String text) {
      if (!text.matches("[0-9]{1,6},[0-9]{1,6},[0-9]{1,9}")) {
        throw new TypeConversionException("need M,Q,D such as 25,5,1000000, got " + text);
      }
      String[] sides = text.split(",", -1);
      Shape shape =
          new Shape(
              Integer.parseInt(sides[0]), Integer.parseInt(sides[1]), Integer.parseInt(sides[2]));
      if (shape.m < 1 || shape.d < 1 || shape.q > shape.m) {
        throw new TypeConversionException("need M >= 1, Q <= M and D >= 1, got " + text);
      }
      return shape;
    }
  }
}
