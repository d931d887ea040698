package io.github.brsgd.cli.report.svg;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A matrix of squares, each with its text and coloured by how far it is below the best of all. What
 * is the worst of its row has a frame and a corner, what failed is hatched: neither needs its
 * colour.
 *
 * @param id of the picture in its page
 * @param title what it is
 * @param description what is to be seen, with numbers
 * @param rows a label per row
 * @param columns a label per column
 * @param leading how many of the first columns are set apart
 * @param group how many rows stand together, with a gap before the next so many; 0 for all
 * @param unit what the shades tell
 * @param squares row by row
 * @since 0.1
 */
public record HeatGrid(
    String id,
    String title,
    String description,
    List<String> rows,
    List<String> columns,
    int leading,
    int group,
    String unit,
    List<List<Square>> squares)
    implements Chart {

  /** Where a shade ends, in the unit of the values, below the best of them. */
  private static final double[] SHADES = {1, 2, 5, 10, 20, 40};

  /** The shades from this one on have a light text and a light hatch in a light page. */
  private static final int FIRST_HIGH = 5;

  private static final String HATCH_LOW = "hatch-low";
  private static final String HATCH_HIGH = "hatch-high";

  private static final double SIDE = 78;

  /** At least what a digit takes; the marks among them take less. */
  private static final double DIGIT = 8.3;

  private static final double LEAST_HEIGHT = 40;
  private static final double LINE = 15;
  private static final double CHARACTER = 7.3;
  private static final double GAP = 10;
  private static final double SPACE = 2;
  private static final double CORNER = 13;
  private static final double LEGEND = 58;
  private static final double SWATCH = 44;
  private static final int LONGEST_ROW = 20;
  private static final int LONGEST_COLUMN = 10;
  private static final int WIDEST_COLUMN = 14;
  private static final int LONGEST_TEXT = 20;

  /**
   * A square.
   *
   * @param value decides the shade; NaN where there is none
   * @param text stands in it, in lines; a long line is broken
   * @param isWorst whether it is marked as the worst of its row
   * @param isFailed whether it is hatched
   * @since 0.1
   */
  public record Square(double value, String text, boolean isWorst, boolean isFailed) {

    /** Checks that it has a text. */
    public Square {
      Objects.requireNonNull(text, "text");
    }
  }

  /**
   * A grid whose rows all stand together.
   *
   * @param id of the picture in its page
   * @param title what it is
   * @param description what is to be seen, with numbers
   * @param rows a label per row
   * @param columns a label per column
   * @param leading how many of the first columns are set apart
   * @param unit what the shades tell
   * @param squares row by row
   */
  public HeatGrid(
      String id,
      String title,
      String description,
      List<String> rows,
      List<String> columns,
      int leading,
      String unit,
      List<List<Square>> squares) {
    this(id, title, description, rows, columns, leading, 0, unit, squares);
  }

  /** Checks that the squares fit the labels. */
  public HeatGrid {
    Objects.requireNonNull(unit, "unit");
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    squares = squares.stream().map(List::copyOf).toList();
    int width = columns.size();
    if (rows.isEmpty()
        || width == 0
        || squares.size() != rows.size()
        || squares.stream().anyMatch(r -> r.size() != width)) {
      throw new IllegalArgumentException(
          "squares: need " + rows.size() + " rows of " + width + ", one per label, at least one");
    }
  }

  @Override
  public Drawing draw() {
    List<List<String>> rowLabels = rows.stream().map(r -> Lines.of(r, LONGEST_ROW)).toList();
    List<List<String>> columnLabels =
        columns.stream().map(c -> Lines.of(c, longestColumn())).toList();
    double left = CHARACTER * Lines.longest(rowLabels) + GAP;
    double top = LINE * columnLabels.stream().mapToInt(List::size).max().orElseThrow() + GAP;
    double side =
        Math.max(
            Math.max(SIDE, CHARACTER * Lines.longest(columnLabels) + GAP),
            DIGIT * longestText() + GAP);
    double[] heights = new double[rows.size()];
    double bottom = top;
    for (int r = 0; r < heights.length; r++) {
      int lines =
          squares.get(r).stream().mapToInt(square -> lines(square).size()).max().orElseThrow();
      heights[r] = Math.max(LEAST_HEIGHT, LINE * Math.max(lines, rowLabels.get(r).size()) + GAP);
      bottom += before(r) + heights[r];
    }
    double width = Math.max(x(left, side, columns.size()), SWATCH * (SHADES.length + 1)) + SPACE;
    Drawing drawing =
        new Drawing(id, "grid-chart", title, description, new Size(width, bottom + LEGEND));
    drawing.add(
        new Svg("defs")
            .with(hatch(drawing.id(HATCH_LOW), HATCH_LOW))
            .with(hatch(drawing.id(HATCH_HIGH), HATCH_HIGH)));
    for (int c = 0; c < columns.size(); c++) {
      List<String> lines = columnLabels.get(c);
      for (int i = 0; i < lines.size(); i++) {
        double up = (lines.size() - 1 - i) * LINE;
        drawing.text("code middle", x(left, side, c) + side / 2, top - GAP - up, lines.get(i));
      }
    }
    double y = top;
    for (int r = 0; r < rows.size(); r++) {
      y += before(r);
      List<String> lines = rowLabels.get(r);
      double first = y + (heights[r] - LINE * lines.size()) / 2 + LINE * 0.75;
      for (int i = 0; i < lines.size(); i++) {
        drawing.text("code", 0, first + i * LINE, lines.get(i));
      }
      for (int c = 0; c < columns.size(); c++) {
        square(drawing, squares.get(r).get(c), x(left, side, c), y, side, heights[r]);
      }
      y += heights[r];
    }
    legend(drawing, bottom);
    return drawing;
  }

  private double x(double left, double side, int column) {
    return left + column * side + (leading > 0 && column >= leading ? GAP : 0);
  }

  /** Columns are narrow, but no wider part of a label is broken for that. */
  private int longestColumn() {
    int part = columns.stream().mapToInt(Lines::longestPart).max().orElse(0);
    return Math.min(WIDEST_COLUMN, Math.max(LONGEST_COLUMN, part));
  }

  /** The gap above a row. */
  private double before(int row) {
    return group > 0 && row > 0 && row % group == 0 ? GAP : 0;
  }

  private static List<String> lines(Square square) {
    return square.text().lines().flatMap(line -> Lines.of(line, LONGEST_TEXT).stream()).toList();
  }

  private void square(
      Drawing drawing, Square square, double x, double y, double width, double height) {
    boolean isEmpty = Double.isNaN(square.value()) && !square.isFailed();
    String shade = isEmpty ? "none" : "h" + shade(square);
    drawing.add(box(shade, x, y, width, height));
    if (square.isFailed()) {
      String hatch = shade(square) < FIRST_HIGH ? HATCH_LOW : HATCH_HIGH;
      drawing.add(
          box("hatched", x, y, width, height).attr("fill", "url(#" + drawing.id(hatch) + ")"));
    }
    if (square.isWorst()) {
      drawing.add(box("worst", x + 1, y + 1, width - 2, height - 2));
      drawing.add(
          new Svg("path")
              .withClass("corner")
              .attr(
                  "d",
                  String.format(
                      Locale.ROOT,
                      "M%s %sh%sv%sZ",
                      Svg.coordinate(x + width - SPACE - CORNER),
                      Svg.coordinate(y + SPACE / 2),
                      Svg.coordinate(CORNER),
                      Svg.coordinate(CORNER))));
    }
    List<String> lines = lines(square);
    for (int i = 0; i < lines.size(); i++) {
      drawing.text(
          "value middle " + (isEmpty ? "faint" : "on" + shade(square)),
          x + (width - SPACE) / 2,
          y + height / 2 + 4 + LINE * (i - (lines.size() - 1) / 2.0),
          lines.get(i));
    }
  }

  private static Svg box(String style, double x, double y, double width, double height) {
    return new Svg("rect")
        .withClass(style)
        .at("x", x)
        .at("y", y)
        .at("width", width - SPACE)
        .at("height", height - SPACE);
  }

  private static DomContent hatch(String id, String style) {
    return new Svg("pattern")
        .withId(id)
        .attr("patternUnits", "userSpaceOnUse")
        .at("width", 6)
        .at("height", 6)
        .with(new Svg("path").withClass(style).attr("d", "M-1 7L7 -1M3 9L9 3M-1 1L1 -1"));
  }

  private int longestText() {
    return squares.stream()
        .flatMap(List::stream)
        .flatMap(square -> lines(square).stream())
        .mapToInt(line -> line.codePointCount(0, line.length()))
        .max()
        .orElse(0);
  }

  /**
   * 0 for the best, the greater the further below it; what failed is as bad as can be if it has no
   * value, or nothing to compare it with.
   */
  private int shade(Square square) {
    OptionalDouble best = best();
    if (square.isFailed() && (Double.isNaN(square.value()) || best.isEmpty())) {
      return SHADES.length;
    }
    double below = best.orElse(0) - square.value();
    int shade = 0;
    while (shade < SHADES.length && below >= SHADES[shade]) {
      shade++;
    }
    return shade;
  }

  /** The best of those that did not fail. */
  private OptionalDouble best() {
    return squares.stream()
        .flatMap(List::stream)
        .filter(square -> !square.isFailed())
        .mapToDouble(Square::value)
        .filter(v -> !Double.isNaN(v))
        .max();
  }

  private void legend(Drawing drawing, double bottom) {
    drawing.text("name", 0, bottom + 20, unit);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i <= SHADES.length; i++) {
      texts.add(
          i == 0
              ? "< " + (int) SHADES[0]
              : i == SHADES.length
                  ? "≥ " + (int) SHADES[i - 1]
                  : (int) SHADES[i - 1] + "–" + (int) SHADES[i]);
    }
    for (int i = 0; i < texts.size(); i++) {
      drawing.add(box("h" + i, i * SWATCH, bottom + 29, SWATCH, 24));
      drawing.text("swatch middle on" + i, (i + 0.5) * SWATCH - 1, bottom + 45, texts.get(i));
    }
  }
}
