package io.github.brsgd.cli.report.svg;

/** A kind of line. */
public enum Stroke {
  /** Without gaps. */
  SOLID("s0"),
  /** Long dashes. */
  DASHED("s1"),
  /** Dots. */
  DOTTED("s2");

  private final String style;

  Stroke(String style) {
    this.style = style;
  }

  /** Its class in the style sheet. */
  String style() {
    return style;
  }
}
