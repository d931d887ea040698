package io.github.brsgd.cli.report.svg;

import java.util.List;

/** Two axes, drawn, and the place of a point between them. */
final class Frame {

  private static final double LEAST_LEFT = 54;

  /** At least what a character of a tick takes. */
  private static final double CHARACTER = 8;

  private static final double BESIDE = 30;
  private static final double TOP = 32;
  private static final double UNDER = 46;
  private static final double GAP = 8;
  private static final double TEXT = 5;
  private static final double BELOW = 19;

  private final Drawing drawing;
  private final Axis x;
  private final Axis y;
  private final double left;
  private final double right;
  private final double bottom;

  /** Draws the axes. */
  Frame(Drawing drawing, Axis x, Axis y) {
    this.drawing = drawing;
    this.x = x;
    this.y = y;
    this.left = Math.max(LEAST_LEFT, CHARACTER * longest(y.ticks().labels()) + GAP);
    this.right = drawing.size().width() - BESIDE;
    this.bottom = drawing.size().height() - UNDER;
    for (int i = 0; i < y.ticks().values().size(); i++) {
      double at = y(y.ticks().values().get(i));
      drawing.line("grid", left, at, right, at);
      drawing.text("tick end", left - GAP, at + TEXT, y.ticks().labels().get(i));
    }
    drawing.line("axis", left, bottom, right, bottom);
    for (int i = 0; i < x.ticks().values().size(); i++) {
      double at = x(x.ticks().values().get(i));
      if (x.isLogarithmic()) {
        drawing.line("grid", at, TOP, at, bottom);
      }
      drawing.line("axis", at, bottom, at, bottom + TEXT);
      drawing.text("tick middle", at, bottom + BELOW, x.ticks().labels().get(i));
    }
    drawing.text("name", 2, TOP - 17, y.title());
    drawing.text("name end", right, drawing.size().height() - GAP, x.title());
  }

  private static int longest(List<String> labels) {
    return labels.stream().mapToInt(String::length).max().orElse(0);
  }

  double x(double value) {
    return left + x.share(value) * (right - left);
  }

  double y(double value) {
    return bottom - y.share(value) * (bottom - TOP);
  }

  /** A level across the frame, with its name above it. */
  void level(double value, String name) {
    drawing.line("level", left, y(value), right, y(value));
    drawing.text("small end", right, y(value) - TEXT, name);
  }

  /** A group that shows only what is within the frame, with room for half a mark around it. */
  Svg clipped() {
    String id = drawing.id("clip");
    drawing.add(
        new Svg("defs")
            .with(
                new Svg("clipPath")
                    .withId(id)
                    .with(
                        new Svg("rect")
                            .at("x", left - GAP / 2)
                            .at("y", TOP - GAP / 2)
                            .at("width", right - left + GAP)
                            .at("height", bottom - TOP + GAP))));
    Svg group = new Svg("g").attr("clip-path", "url(#" + id + ")");
    drawing.add(group);
    return group;
  }

  /** The middle of a letter beside the right end of a curve. */
  double besideX() {
    return right + 2 * GAP;
  }

  double top() {
    return TOP;
  }

  double bottom() {
    return bottom;
  }
}
