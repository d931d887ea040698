package io.github.brsgd.cli.report.svg;

/**
 * How large a chart is, in units in which its text is 13 high.
 *
 * @param width of all of it
 * @param height of all of it
 * @since 0.2
 */
public record Size(double width, double height) {

  /** A chart beside others on a page. */
  public static final Size SMALL = new Size(420, 280);

  /** A chart that fills a page. */
  public static final Size LARGE = new Size(600, 440);
}
