package io.github.brsgd.cli.report;

import io.github.brsgd.files.AtomicFile;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Gradient norms over rounds with both axes logarithmic, as a picture: powers are straight lines.
 *
 * @since 0.1
 */
public final class LogLogPlot {

  private static final int WIDTH = 1100;
  private static final int HEIGHT = 680;
  private static final float LINE = 2;
  private static final float[] DASHES = {6, 6};

  private LogLogPlot() {}

  /**
   * A line.
   *
   * @param name for the legend
   * @param rounds ascending, positive
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
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("rounds K")
            .yAxisTitle("least gradient norm so far")
            .theme(Styler.ChartTheme.XChart)
            .build();
    chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
    for (Line line : lines) {
      int[] drawable =
          IntStream.range(0, line.rounds().length)
              .filter(i -> line.values()[i] > 0 && Double.isFinite(line.values()[i]))
              .toArray();
      if (drawable.length > 0) {
        XYSeries series =
            chart.addSeries(
                line.name(),
                IntStream.of(drawable).mapToDouble(i -> line.rounds()[i]).toArray(),
                IntStream.of(drawable).mapToDouble(i -> line.values()[i]).toArray());
        series.setMarker(SeriesMarkers.NONE);
        series.setLineStyle(
            line.dashed()
                ? new BasicStroke(
                    LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, LINE, DASHES, 0)
                : new BasicStroke(LINE));
      }
    }
    if (chart.getSeriesMap().isEmpty()) {
      throw new IllegalArgumentException("lines: none has a positive, finite value");
    }
    AtomicFile.write(
        file, out -> BitmapEncoder.saveBitmap(chart, out, BitmapEncoder.BitmapFormat.PNG));
  }
}
