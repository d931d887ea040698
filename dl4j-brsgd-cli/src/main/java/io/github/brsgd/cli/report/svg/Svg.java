package io.github.brsgd.cli.report.svg;

import j2html.tags.ContainerTag;

/** An element of SVG whose lengths and coordinates are written to a tenth. */
final class Svg extends ContainerTag<Svg> {

  Svg(String name) {
    super(name);
  }

  /** Sets an attribute to a length or a coordinate. */
  Svg at(String attribute, double value) {
    return attr(attribute, coordinate(value));
  }

  /**
   * A coordinate as SVG reads it.
   *
   * @param value finite
   * @return at most one decimal
   * @throws IllegalArgumentException if the value is not finite
   */
  static String coordinate(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("coordinate: need a finite number, got " + value);
    }
    long tenths = Math.round(value * 10);
    return tenths % 10 == 0
        ? String.valueOf(tenths / 10)
        : (tenths < 0 ? "-" : "") + Math.abs(tenths) / 10 + "." + Math.abs(tenths) % 10;
  }
}
