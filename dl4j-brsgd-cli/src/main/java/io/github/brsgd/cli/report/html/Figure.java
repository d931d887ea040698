package io.github.brsgd.cli.report.html;

import io.github.brsgd.cli.report.svg.Element;

/** A chart with its heading and what is to be known to read it. */
final class Figure {

  private Figure() {}

  static Element of(String heading, String explanation, Element chart) {
    return Element.of("figure", caption(heading, explanation), chart);
  }

  /** A chart that keeps its size and scrolls where the page is too narrow. */
  static Element wide(String heading, String explanation, Element chart) {
    return Element.of("figure", caption(heading, explanation), DataTable.scrolling(heading, chart))
        .with("class", "wide");
  }

  /** What stands where there is nothing to draw. */
  static Element missing(String heading, String why) {
    return Element.of(
        "figure", caption(heading, ""), Element.text("p", why).with("class", "missing"));
  }

  private static Element caption(String heading, String explanation) {
    Element caption = Element.of("figcaption", Element.text("h3", heading));
    return explanation.isEmpty() ? caption : caption.add(Element.text("p", explanation));
  }
}
