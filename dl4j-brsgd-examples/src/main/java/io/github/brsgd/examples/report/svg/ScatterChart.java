package io.github.brsgd.examples.report.svg;

import java.util.List;
import java.util.Objects;

/**
 * A letter per point; the one that was chosen has a ring around it.
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
    String id, String title, String description, Axis x, Axis y, List<Mark> marks) {

  private static final double RING = 10;
  private static final double HALF_LETTER = 4.5;

  /**
   * A point.
   *
   * @param key its letter and colour
   * @param x where it is, finite
   * @param y where it is, finite
   * @param isChosen whether it has a ring
   * @since 0.1
   */
  public record Mark(Key key, double x, double y, boolean isChosen) {

    /** Checks that it has a key. */
    public Mark {
      Objects.requireNonNull(key, "key");
    }
  }

  /** Checks that there is something to draw. */
  public ScatterChart {
    marks = List.copyOf(marks);
    if (marks.isEmpty()) {
      throw new IllegalArgumentException("marks: need at least one");
    }
  }

  /**
   * Draws the chart.
   *
   * @return an SVG element
   */
  public Element draw() {
    Drawing drawing = new Drawing(id, "chart", title, description, Frame.WIDTH, Frame.HEIGHT);
    Frame frame = new Frame(drawing, x, y);
    for (Mark mark : marks) {
      double at = frame.x(mark.x());
      double height = frame.y(mark.y());
      if (mark.isChosen()) {
        drawing.add(
            Element.of("circle")
                .with("class", "ring")
                .with("cx", at)
                .with("cy", height)
                .with("r", RING));
      }
      drawing.text(
          "mark middle " + mark.key().colour(), at, height + HALF_LETTER, mark.key().letter());
    }
    return drawing.element();
  }
}
