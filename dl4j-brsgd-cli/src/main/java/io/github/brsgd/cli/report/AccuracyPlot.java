package io.github.brsgd.cli.report;

import io.github.brsgd.cli.report.svg.Axis;
import io.github.brsgd.cli.report.svg.Key;
import io.github.brsgd.cli.report.svg.LineChart;
import io.github.brsgd.cli.report.svg.Picture;
import io.github.brsgd.cli.report.svg.Size;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Test accuracy over the rounds, as a picture.
 *
 * @since 0.1
 */
public final class AccuracyPlot {

  private static final double PERCENT = 100;

  private AccuracyPlot() {}

  /**
   * A point of the line.
   *
   * @param round rounds done
   * @param accuracy in [0, 1]
   * @since 0.1
   */
  public record Point(int round, double accuracy) {}

  /**
   * Draws and writes the picture.
   *
   * @param file a PNG file, replaced as a whole
   * @param title what was trained against what
   * @param points at least one, rounds ascending
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, String title, List<Point> points) throws IOException {
    List<LineChart.Point> line =
        points.stream().map(p -> new LineChart.Point(p.round(), PERCENT * p.accuracy())).toList();
    LineChart chart =
        new LineChart(
            "accuracy",
            title,
            "",
            Size.SMALL,
            Axis.linear("round", 0, line.get(line.size() - 1).x()),
            Axis.between("test accuracy, %", 0, PERCENT),
            List.of(),
            List.of(new LineChart.Curve(new Key(0), line)));
    PngFile.write(file, new Picture(title, chart));
  }
}
