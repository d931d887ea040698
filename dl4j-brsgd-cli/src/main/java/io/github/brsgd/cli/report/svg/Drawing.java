package io.github.brsgd.cli.report.svg;

import j2html.tags.ContainerTag;
import j2html.tags.DomContent;
import java.util.Objects;

/**
 * An SVG picture with a title and a description, for those who see it and those who do not.
 *
 * @since 0.1
 */
public final class Drawing {

  private final String id;
  private final Size size;
  private final Svg svg;

  /**
   * An empty picture.
   *
   * @param id of the picture in its page, there only once
   * @param kind class for the style sheet
   * @param title what it is
   * @param description what is to be seen
   */
  Drawing(String id, String kind, String title, String description, Size size) {
    this.id = Objects.requireNonNull(id, "id");
    this.size = size;
    this.svg =
        new Svg("svg")
            .withId(id)
            .withClass(kind)
            .attr("role", "img")
            .attr("aria-labelledby", id("title") + " " + id("desc"))
            .attr(
                "viewBox",
                "0 0 " + Svg.coordinate(size.width()) + " " + Svg.coordinate(size.height()))
            .at("width", size.width())
            .at("height", size.height())
            .with(new Svg("title").withId(id("title")).withText(title))
            .with(new Svg("desc").withId(id("desc")).withText(description));
  }

  /** An id of a part of the picture. */
  String id(String part) {
    return id + "-" + part;
  }

  void add(DomContent element) {
    svg.with(element);
  }

  void line(String style, double x1, double y1, double x2, double y2) {
    add(new Svg("line").withClass(style).at("x1", x1).at("y1", y1).at("x2", x2).at("y2", y2));
  }

  /** A text; where it goes from the point is the style's matter. */
  void text(String style, double x, double y, String text) {
    add(new Svg("text").withClass(style).at("x", x).at("y", y).withText(text));
  }

  /**
   * How large it is.
   *
   * @return its width and height
   */
  public Size size() {
    return size;
  }

  /**
   * All of it.
   *
   * @return an SVG element
   */
  public ContainerTag<?> tag() {
    return svg;
  }

  /** All of it, at a place within another picture. */
  DomContent tagAt(double x, double y) {
    return svg.at("x", x).at("y", y);
  }
}
