package io.github.brsgd.cli.report;

import io.github.brsgd.cli.report.svg.Axis;
import io.github.brsgd.cli.report.svg.Key;
import io.github.brsgd.cli.report.svg.LineChart;
import io.github.brsgd.cli.report.svg.Picture;
import io.github.brsgd.cli.report.svg.Size;
import io.github.brsgd.cli.report.svg.Stroke;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Lines with both axes logarithmic, as a picture: powers are straight. Gradient norms over rounds,
 * unless other axes are named.
 *
 * @since 0.1
 */
public final class LogLogPlot {

  /** Height that a curve's letter takes, with its part of the room above and below the axes. */
  private static final double LETTER = 19;

  private LogLogPlot() {}

  /**
   * A line.
   *
   * @param name for the legend
   * @param rounds ascending, positive; or what else the axis across is of
   * @param values positive where they are to be drawn; others are left out
   * @param dashed for bounds and slopes, beside what was measured
   * @since 0.1
   */
  @SuppressWarnings("ArrayRecordComponent") // drawn at once
  public record Line(String name, double[] rounds, double[] values, boolean dashed) {}

  /**
   * Draws and writes the picture.
   *
   * @param file a PNG file, replaced as a whole
   * @param title what is shown
   * @param lines those without a value that can be drawn are left out; one must be left
   * @throws IllegalArgumentException if no line can be drawn
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, String title, List<Line> lines) throws IOException {
    write(file, title, "rounds K", "least gradient norm so far", lines);
  }

  /**
   * Draws and writes the picture of other quantities.
   *
   * @param file a PNG file, replaced as a whole
   * @param title what is shown
   * @param across title of the axis across
   * @param up title of the axis up
   * @param lines those without a value that can be drawn are left out; one must be left
   * @throws IllegalArgumentException if no line can be drawn
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, String title, String across, String up, List<Line> lines)
      throws IOException {
    List<LineChart.Curve> curves = new ArrayList<>();
    List<Picture.Entry> legend = new ArrayList<>();
    for (Line line : lines) {
      List<LineChart.Point> points = points(line);
      if (!points.isEmpty()) {
        Key key = new Key(curves.size());
        Stroke stroke = line.dashed() ? Stroke.DASHED : Stroke.SOLID;
        curves.add(new LineChart.Curve(key, stroke, points));
        legend.add(new Picture.Entry(key, stroke, line.name()));
      }
    }
    if (curves.isEmpty()) {
      throw new IllegalArgumentException("lines: none has a positive, finite value");
    }
    LineChart chart =
        new LineChart(
            "powers",
            title,
            "",
            new Size(Size.LARGE.width(), Math.max(Size.LARGE.height(), LETTER * curves.size())),
            axis(across, curves, LineChart.Point::x),
            axis(up, curves, LineChart.Point::middle),
            List.of(),
            curves);
    PngFile.write(file, new Picture(title, chart, legend));
  }

  private static List<LineChart.Point> points(Line line) {
    return IntStream.range(0, line.rounds().length)
        .filter(i -> line.values()[i] > 0 && Double.isFinite(line.values()[i]))
        .mapToObj(i -> new LineChart.Point(line.rounds()[i], line.values()[i]))
        .toList();
  }

  private static Axis axis(
      String title, List<LineChart.Curve> curves, ToDoubleFunction<LineChart.Point> value) {
    DoubleSummaryStatistics range =
        curves.stream()
            .flatMap(curve -> curve.points().stream())
            .mapToDouble(value)
            .summaryStatistics();
    return Axis.powers(title, range.getMin(), range.getMax());
  }
}
