package io.github.brsgd.cli.report.svg;

/**
 * Something that can be drawn: on a page or as a picture of its own.
 *
 * @since 0.2
 */
public interface Chart {

  /**
   * Draws it.
   *
   * @return an SVG element and its size
   */
  Drawing draw();
}
