package io.github.brsgd.cli.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Test accuracy over the rounds, as a picture.
 *
 * @since 0.1
 */
public final class AccuracyPlot {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 540;
  private static final double PERCENT = 100;
  private static final Color LINE = new Color(0x1f, 0x77, 0xb4);

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
    Objects.requireNonNull(points, "points");
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("round")
            .yAxisTitle("test accuracy, %")
            .theme(Styler.ChartTheme.XChart)
            .build();
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(PERCENT);
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setYAxisDecimalPattern("0");
    chart.getStyler().setXAxisDecimalPattern("0");
    double[] rounds = points.stream().mapToDouble(Point::round).toArray();
    double[] percent = points.stream().mapToDouble(p -> PERCENT * p.accuracy()).toArray();
    chart
        .addSeries("accuracy", rounds, percent)
        .setMarker(points.size() > 1 ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE)
        .setLineColor(LINE)
        .setLineStyle(new BasicStroke(2));
    PngFile.write(file, BitmapEncoder.getBufferedImage(chart));
  }
}
