package io.github.brsgd.cli.report.html;

import io.github.brsgd.cli.report.svg.LineChart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Makes a curve with its spread out of the rounds of several seeds. */
final class Curves {

  /** More points than this are more than a small chart can show. */
  private static final int MOST_POINTS = 100;

  private final ToDoubleFunction<RoundsFile.Row> value;

  /** Curves of a value; where it is NaN or infinite, there is no point. */
  Curves(ToDoubleFunction<RoundsFile.Row> value) {
    this.value = value;
  }

  /**
   * How many rounds a point stands for, so that a chart has points enough but not too many.
   *
   * @param runs the runs of a chart
   * @return 1 for few rounds
   */
  int width(List<RunFolder> runs) {
    return Math.max(
        1,
        runs.stream()
            .mapToInt(
                run -> {
                  int[] known = known(run);
                  int span = known.length == 0 ? 0 : known[known.length - 1] - known[0] + 1;
                  return known.length <= MOST_POINTS ? 1 : (span + MOST_POINTS - 1) / MOST_POINTS;
                })
            .max()
            .orElse(1));
  }

  private int[] known(RunFolder run) {
    return run.rounds().stream()
        .filter(row -> Double.isFinite(value.applyAsDouble(row)))
        .mapToInt(RoundsFile.Row::number)
        .toArray();
  }

  /**
   * A point per span of rounds: for each seed the mean over the span, then mean, least and greatest
   * over the seeds.
   *
   * @param runs the seeds
   * @param width rounds of a span
   * @return rounds ascending; empty if no value is known
   */
  List<LineChart.Point> points(List<RunFolder> runs, int width) {
    Map<Integer, List<Double>> spans = new TreeMap<>();
    Map<Integer, Integer> last = new TreeMap<>();
    for (RunFolder run : runs) {
      Map<Integer, List<Double>> mine = new TreeMap<>();
      for (RoundsFile.Row row : run.rounds()) {
        double v = value.applyAsDouble(row);
        if (Double.isFinite(v)) {
          int span = (row.number() - 1) / width;
          mine.computeIfAbsent(span, s -> new ArrayList<>()).add(v);
          last.merge(span, row.number(), Math::max);
        }
      }
      mine.forEach(
          (span, values) ->
              spans
                  .computeIfAbsent(span, s -> new ArrayList<>())
                  .add(mean(values.stream().mapToDouble(Double::doubleValue).toArray())));
    }
    List<LineChart.Point> points = new ArrayList<>();
    spans.forEach(
        (span, values) -> {
          double[] v = values.stream().mapToDouble(Double::doubleValue).toArray();
          points.add(
              new LineChart.Point(
                  last.get(span),
                  mean(v),
                  Arrays.stream(v).min().orElseThrow(),
                  Arrays.stream(v).max().orElseThrow()));
        });
    return points;
  }

  /** The mean, kept within the values: a sum may be infinite, a part of a denormal number 0. */
  private static double mean(double... values) {
    double mean = Arrays.stream(values).map(v -> v / values.length).sum();
    double least = Arrays.stream(values).min().orElseThrow();
    return Math.max(least, Math.min(mean, Arrays.stream(values).max().orElseThrow()));
  }
}
