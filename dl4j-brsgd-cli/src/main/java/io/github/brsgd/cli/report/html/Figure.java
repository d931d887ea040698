package io.github.brsgd.cli.report.html;

import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;

import io.github.brsgd.cli.report.svg.Chart;
import j2html.tags.DomContent;
import java.util.function.Supplier;

/** A chart with its heading and what is to be known to read it. */
final class Figure {

  private Figure() {}

  static DomContent of(String heading, String explanation, Chart chart) {
    return figure(caption(heading, explanation), chart.draw().tag());
  }

  /** A chart that keeps its size and scrolls where the page is too narrow. */
  static DomContent wide(String heading, String explanation, Chart chart) {
    return figure(caption(heading, explanation), DataTable.scrolling(heading, chart.draw().tag()))
        .withClass("wide");
  }

  /** A figure, or why there is none: one chart that cannot be drawn does not cost the report. */
  static DomContent orMissing(String heading, Supplier<DomContent> figure) {
    try {
      return figure.get();
    } catch (IllegalArgumentException e) {
      return undrawn(heading, e);
    }
  }

  /** What stands in the place of a chart that cannot be drawn. */
  static DomContent undrawn(String heading, IllegalArgumentException why) {
    return missing(heading, "This chart cannot be drawn: " + why.getMessage() + ".");
  }

  /** What stands where there is nothing to draw. */
  static DomContent missing(String heading, String why) {
    return figure(caption(heading, ""), p(why).withClass("missing"));
  }

  private static DomContent caption(String heading, String explanation) {
    return figcaption(h3(heading)).condWith(!explanation.isEmpty(), p(explanation));
  }
}
