package io.github.brsgd.cli.report.svg;

/** Two axes, drawn, and the place of a point between them. */
final class Frame {

  static final double WIDTH = 420;
  static final double HEIGHT = 280;

  private static final double LEFT = 54;
  private static final double RIGHT = WIDTH - 30;
  private static final double TOP = 32;
  private static final double BOTTOM = HEIGHT - 46;
  private static final double GAP = 8;
  private static final double TEXT = 5;
  private static final double BELOW = 19;

  private final Drawing drawing;
  private final Axis x;
  private final Axis y;

  /** Draws the axes. */
  Frame(Drawing drawing, Axis x, Axis y) {
    this.drawing = drawing;
    this.x = x;
    this.y = y;
    for (int i = 0; i < y.ticks().values().size(); i++) {
      double at = y(y.ticks().values().get(i));
      drawing.line("grid", LEFT, at, RIGHT, at);
      drawing.text("tick end", LEFT - GAP, at + TEXT, y.ticks().labels().get(i));
    }
    drawing.line("axis", LEFT, BOTTOM, RIGHT, BOTTOM);
    for (int i = 0; i < x.ticks().values().size(); i++) {
      double at = x(x.ticks().values().get(i));
      drawing.line("axis", at, BOTTOM, at, BOTTOM + TEXT);
      drawing.text("tick middle", at, BOTTOM + BELOW, x.ticks().labels().get(i));
    }
    drawing.text("name", 2, TOP - 17, y.title());
    drawing.text("name end", RIGHT, HEIGHT - GAP, x.title());
  }

  double x(double value) {
    return LEFT + x.share(value) * (RIGHT - LEFT);
  }

  double y(double value) {
    return BOTTOM - y.share(value) * (BOTTOM - TOP);
  }

  /** A level across the frame, with its name above it. */
  void level(double value, String name) {
    drawing.line("level", LEFT, y(value), RIGHT, y(value));
    drawing.text("small end", RIGHT, y(value) - TEXT, name);
  }

  /** A group that shows only what is within the frame, with room for half a mark around it. */
  Element clipped() {
    String id = drawing.id("clip");
    drawing.add(
        Element.of(
            "defs",
            Element.of(
                    "clipPath",
                    Element.of("rect")
                        .with("x", LEFT - GAP / 2)
                        .with("y", TOP - GAP / 2)
                        .with("width", RIGHT - LEFT + GAP)
                        .with("height", BOTTOM - TOP + GAP))
                .with("id", id)));
    Element group = Element.of("g").with("clip-path", "url(#" + id + ")");
    drawing.add(group);
    return group;
  }

  /** The middle of a letter beside the right end of a curve. */
  double besideX() {
    return RIGHT + 2 * GAP;
  }

  double top() {
    return TOP;
  }

  double bottom() {
    return BOTTOM;
  }
}
