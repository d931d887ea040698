package io.github.brsgd.cli.report.svg;

import java.util.Objects;

/**
 * An SVG picture with a title and a description, for those who see it and those who do not.
 *
 * @since 0.1
 */
final class Drawing {

  private final String id;
  private final Element svg;

  /**
   * An empty picture.
   *
   * @param id of the picture in its page, there only once
   * @param kind class for the style sheet
   * @param title what it is
   * @param description what is to be seen
   */
  Drawing(String id, String kind, String title, String description, double width, double height) {
    this.id = Objects.requireNonNull(id, "id");
    this.svg =
        Element.of("svg")
            .with("id", id)
            .with("class", kind)
            .with("role", "img")
            .with("aria-labelledby", id + "-title " + id + "-desc")
            .with("viewBox", "0 0 " + Element.coordinate(width) + " " + Element.coordinate(height))
            .with("width", width)
            .with("height", height)
            .add(
                Element.text("title", title).with("id", id + "-title"),
                Element.text("desc", description).with("id", id + "-desc"));
  }

  /** An id of a part of the picture. */
  String id(String part) {
    return id + "-" + part;
  }

  void add(Element element) {
    svg.add(element);
  }

  void line(String style, double x1, double y1, double x2, double y2) {
    add(
        Element.of("line")
            .with("class", style)
            .with("x1", x1)
            .with("y1", y1)
            .with("x2", x2)
            .with("y2", y2));
  }

  /** A text; where it goes from the point is the style's matter. */
  void text(String style, double x, double y, String text) {
    add(Element.text("text", text).with("class", style).with("x", x).with("y", y));
  }

  Element element() {
    return svg;
  }
}
