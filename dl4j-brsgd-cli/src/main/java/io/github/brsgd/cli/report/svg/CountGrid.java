package io.github.brsgd.cli.report.svg;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A matrix of counts as squares whose areas are the counts, and below each column a bar of its sum.
 * Area tells it all, so no colour has to.
 *
 * @param id of the picture in its page
 * @param title what it is
 * @param description what is to be seen, with numbers
 * @param row what a row is
 * @param rows a label per row
 * @param column what a column is; columns bear their numbers from 0
 * @param unit what is counted
 * @param counts row by row, as many in each, at least one, none negative
 * @since 0.2
 */
public record CountGrid(
    String id,
    String title,
    String description,
    String row,
    List<String> rows,
    String column,
    String unit,
    List<List<Integer>> counts)
    implements Chart {

  private static final double WIDE = 30;
  private static final double NARROW = 16;
  private static final int MOST_WIDE = 20;
  private static final int MOST_TICKS = 25;
  private static final double CHARACTER = 7.3;
  private static final int LONGEST_ROW = 20;
  private static final double GAP = 10;
  private static final double SPACE = 2;
  private static final double BARS = 48;
  private static final double LINE = 17;
  private static final double LEAST_SIDE = 1;
  private static final double LETTER = 7.5;

  /** Checks that the counts fit the labels. */
  public CountGrid {
    Objects.requireNonNull(row, "row");
    Objects.requireNonNull(column, "column");
    Objects.requireNonNull(unit, "unit");
    rows = List.copyOf(rows);
    counts = counts.stream().map(List::copyOf).toList();
    int width = counts.isEmpty() ? 0 : counts.get(0).size();
    if (width == 0
        || counts.size() != rows.size()
        || counts.stream().anyMatch(r -> r.size() != width || r.stream().anyMatch(n -> n < 0))) {
      throw new IllegalArgumentException(
          "counts: need " + rows.size() + " rows of as many counts >= 0, at least one");
    }
  }

  private int width() {
    return counts.get(0).size();
  }

  private int sum(int column) {
    return counts.stream().mapToInt(row -> row.get(column)).sum();
  }

  @Override
  public Drawing draw() {
    double pitch = width() <= MOST_WIDE ? WIDE : NARROW;
    List<List<String>> labels = rows.stream().map(row -> Lines.of(row, LONGEST_ROW)).toList();
    double left = Math.max(CHARACTER * Lines.longest(labels), LETTER * unit.length()) + GAP;
    int largest =
        Math.max(1, counts.stream().flatMap(List::stream).max(Integer::compare).orElseThrow());
    int most = Math.max(1, IntStream.range(0, width()).map(this::sum).max().orElseThrow());
    String greatest = text(most);
    double top = LINE;
    double bottom = top + pitch * rows.size();
    double base = bottom + GAP + BARS;
    double right = left + pitch * width();
    String legend = "area of a square: its " + unit + ", at most " + text(largest);
    double across = Math.max(right + GAP + CHARACTER * greatest.length(), LETTER * legend.length());
    Drawing drawing =
        new Drawing(id, "count-chart", title, description, new Size(across, base + 3 * LINE + GAP));
    drawing.text("name", 0, LINE - SPACE * 2, row);
    for (int r = 0; r <= rows.size(); r++) {
      drawing.line("grid", left, top + r * pitch, right, top + r * pitch);
    }
    for (int r = 0; r < rows.size(); r++) {
      double y = top + (r + 0.5) * pitch;
      drawing.text("code", 0, y + 4, labels.get(r).get(0));
      for (int c = 0; c < width(); c++) {
        square(drawing, counts.get(r).get(c), largest, left + (c + 0.5) * pitch, y, pitch);
      }
    }
    drawing.text("name", 0, base, unit);
    drawing.line("level", left, base - BARS, right, base - BARS);
    drawing.text("small", right + GAP / 2, base - BARS + 4, greatest);
    for (int c = 0; c < width(); c++) {
      double height = BARS * sum(c) / most;
      drawing.add(
          new Svg("rect")
              .withClass("dot c6")
              .at("x", left + c * pitch + SPACE)
              .at("y", base - height)
              .at("width", pitch - 2 * SPACE)
              .at("height", height));
    }
    drawing.line("axis", left, base, right, base);
    int step = step();
    for (int c = 0; c < width(); c += step) {
      drawing.text("tick middle", left + (c + 0.5) * pitch, base + LINE, String.valueOf(c));
    }
    drawing.text("name middle", (left + right) / 2, base + 2 * LINE, column);
    drawing.text("name", 0, base + 3 * LINE, legend);
    return drawing;
  }

  private int step() {
    int step = 1;
    for (int i = 0; width() > MOST_TICKS * step; i++) {
      step *= i % 2 == 0 ? 5 : 2;
    }
    return step;
  }

  private static String text(int count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** What is there is seen, however little it is. */
  private static void square(
      Drawing drawing, int count, int largest, double x, double y, double pitch) {
    if (count == 0) {
      return;
    }
    double side = Math.max(LEAST_SIDE, (pitch - SPACE) * Math.sqrt((double) count / largest));
    drawing.add(
        new Svg("rect")
            .withClass("dot c0")
            .at("x", x - side / 2)
            .at("y", y - side / 2)
            .at("width", side)
            .at("height", side));
  }
}
