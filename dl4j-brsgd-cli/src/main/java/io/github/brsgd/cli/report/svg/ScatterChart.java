package io.github.brsgd.cli.report.svg;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A letter per point; the one that was chosen has a ring around it, one that failed is a cross.
 *
 * @param id of the picture in its page
 * @param title what it is
 * @param description what is to be seen, with numbers
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param marks at least one; later ones are drawn over earlier ones
 * @since 0.1
 */
public record ScatterChart(
    String id, String title, String description, Axis x, Axis y, List<Mark> marks)
    implements Chart {

  private static final double RING = 10;
  private static final double HALF_LETTER = 4.5;
  private static final double ARM = 4;

  /**
   * A point.
   *
   * @param key its letter and colour
   * @param x where it is, finite
   * @param y where it is, finite
   * @param kind how it is drawn
   * @since 0.1
   */
  public record Mark(Key key, double x, double y, Kind kind) {

    /** Checks that the parts are there. */
    public Mark {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(kind, "kind");
    }
  }

  /** How a point is drawn. */
  public enum Kind {
    /** As its letter. */
    PLAIN,
    /** As its letter with a ring around it. */
    CHOSEN,
    /** As a cross in its colour. */
    FAILED
  }

  /** Checks that there is something to draw. */
  public ScatterChart {
    marks = List.copyOf(marks);
    if (marks.isEmpty()) {
      throw new IllegalArgumentException("marks: need at least one");
    }
  }

  @Override
  public Drawing draw() {
    Drawing drawing = new Drawing(id, "chart", title, description, Size.SMALL);
    Frame frame = new Frame(drawing, x, y);
    for (Mark mark : marks) {
      double at = frame.x(mark.x());
      double height = frame.y(mark.y());
      String colour = mark.key().colour();
      switch (mark.kind()) {
        case FAILED -> drawing.add(cross(at, height).withClass("cross " + colour));
        case CHOSEN -> {
          drawing.add(
              new Svg("circle").withClass("ring").at("cx", at).at("cy", height).at("r", RING));
          letter(drawing, mark, at, height);
        }
        case PLAIN -> letter(drawing, mark, at, height);
      }
    }
    return drawing;
  }

  private static void letter(Drawing drawing, Mark mark, double x, double y) {
    drawing.text("mark middle " + mark.key().colour(), x, y + HALF_LETTER, mark.key().letter());
  }

  private static Svg cross(double x, double y) {
    return new Svg("path")
        .attr(
            "d",
            String.format(
                Locale.ROOT,
                "M%s %sl%s %sm0 -%sl-%s %s",
                Svg.coordinate(x - ARM),
                Svg.coordinate(y - ARM),
                Svg.coordinate(2 * ARM),
                Svg.coordinate(2 * ARM),
                Svg.coordinate(2 * ARM),
                Svg.coordinate(2 * ARM),
                Svg.coordinate(2 * ARM)));
  }
}
