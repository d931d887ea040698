package io.github.brsgd.cli.report.svg;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Curves, each with the spread of its seeds around it and its key at its end.
 *
 * @param id of the picture in its page
 * @param title what it is
 * @param description what is to be seen, with numbers
 * @param size of the chart
 * @param x the horizontal axis
 * @param y the vertical axis; a curve beyond it is cut off
 * @param references levels to compare the curves with
 * @param curves at least one
 * @since 0.1
 */
public record LineChart(
    String id,
    String title,
    String description,
    Size size,
    Axis x,
    Axis y,
    List<Reference> references,
    List<Curve> curves)
    implements Chart {

  private static final double LETTER = 15;
  private static final double HALF_LETTER = 5;

  /**
   * A point of a curve.
   *
   * @param x where it is
   * @param middle mean over the seeds
   * @param low least of the seeds
   * @param high greatest of the seeds
   * @since 0.1
   */
  public record Point(double x, double middle, double low, double high) {

    /**
     * A point without a spread.
     *
     * @param x where it is
     * @param y where it is
     */
    public Point(double x, double y) {
      this(x, y, y, y);
    }
  }

  /**
   * A level to compare with.
   *
   * @param y where it is
   * @param text what it is
   * @since 0.1
   */
  public record Reference(double y, String text) {

    /** Checks that it has a text. */
    public Reference {
      Objects.requireNonNull(text, "text");
    }
  }

  /**
   * A curve.
   *
   * @param key its letter and colour
   * @param stroke its kind of line
   * @param points x ascending, all finite; at least one
   * @since 0.1
   */
  public record Curve(Key key, Stroke stroke, List<Point> points) {

    /** Checks that there is something to draw. */
    public Curve {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(stroke, "stroke");
      points = List.copyOf(points);
      if (points.isEmpty()) {
        throw new IllegalArgumentException("points: need at least one");
      }
    }

    /**
     * A curve with the stroke of its key.
     *
     * @param key its letter, colour and kind of line
     * @param points x ascending, all finite; at least one
     */
    public Curve(Key key, List<Point> points) {
      this(key, key.stroke(), points);
    }

    private boolean isSpread() {
      return points.stream().anyMatch(p -> p.low() != p.high());
    }

    /** Where its letter goes: to its end, or to where it leaves the axis for good. */
    private Point end(Axis y) {
      for (int i = points.size() - 1; i >= 0; i--) {
        if (y.holds(points.get(i).middle())) {
          return points.get(Math.min(i + 1, points.size() - 1));
        }
      }
      return points.get(points.size() - 1);
    }
  }

  /** Checks that there is something to draw. */
  public LineChart {
    references = List.copyOf(references);
    curves = List.copyOf(curves);
    if (curves.isEmpty()) {
      throw new IllegalArgumentException("curves: need at least one");
    }
  }

  @Override
  public Drawing draw() {
    Drawing drawing = new Drawing(id, "chart", title, description, size);
    Frame frame = new Frame(drawing, x, y);
    references.forEach(reference -> frame.level(reference.y(), reference.text()));
    Svg inside = frame.clipped();
    curves.stream().filter(Curve::isSpread).forEach(curve -> inside.with(band(frame, curve)));
    curves.forEach(curve -> inside.with(line(frame, curve)));
    if (curves.size() > 1) {
      letters(drawing, frame);
    }
    return drawing;
  }

  private static DomContent band(Frame frame, Curve curve) {
    List<Point> points = curve.points();
    StringBuilder path = new StringBuilder();
    for (Point p : points) {
      append(path, frame, p.x(), p.high());
    }
    for (int i = points.size() - 1; i >= 0; i--) {
      append(path, frame, points.get(i).x(), points.get(i).low());
    }
    return new Svg("path").withClass("band " + curve.key().colour()).attr("d", path + "Z");
  }

  private static DomContent line(Frame frame, Curve curve) {
    if (curve.points().size() == 1) {
      Point only = curve.points().get(0);
      return new Svg("circle")
          .withClass("dot " + curve.key().colour())
          .at("cx", frame.x(only.x()))
          .at("cy", frame.y(only.middle()))
          .at("r", 4);
    }
    StringBuilder path = new StringBuilder();
    curve.points().forEach(p -> append(path, frame, p.x(), p.middle()));
    return new Svg("path")
        .withClass("line " + curve.key().colour() + " " + curve.stroke().style())
        .attr("d", path);
  }

  private static void append(StringBuilder path, Frame frame, double x, double y) {
    path.append(
        String.format(
            Locale.ROOT,
            "%s%s %s",
            path.isEmpty() ? "M" : "L",
            Svg.coordinate(frame.x(x)),
            Svg.coordinate(frame.y(y))));
  }

  /** The key of each curve beside its end, moved apart where two would meet. */
  private void letters(Drawing drawing, Frame frame) {
    List<Curve> order = new ArrayList<>(curves);
    order.sort(Comparator.comparingDouble(c -> frame.y(c.end(y).middle())));
    double[] at = new double[order.size()];
    double lowest = frame.bottom() - HALF_LETTER;
    // Closer together where so many would not find room above the axis.
    double apart = Math.min(LETTER, (lowest - frame.top()) / Math.max(1, at.length - 1));
    for (int i = 0; i < at.length; i++) {
      double wanted = frame.y(order.get(i).end(y).middle());
      double inside = Math.max(frame.top(), Math.min(frame.bottom(), wanted));
      at[i] = i == 0 ? inside : Math.max(inside, at[i - 1] + apart);
    }
    for (int i = at.length - 1; i >= 0; i--) {
      double most = i == at.length - 1 ? lowest : at[i + 1] - apart;
      at[i] = Math.min(at[i], most);
    }
    for (int i = 0; i < at.length; i++) {
      Curve curve = order.get(i);
      double x = Math.min(frame.x(curve.end(y).x()) + LETTER, frame.besideX());
      drawing.text("letter " + curve.key().colour(), x, at[i] + HALF_LETTER, curve.key().letter());
    }
  }
}
