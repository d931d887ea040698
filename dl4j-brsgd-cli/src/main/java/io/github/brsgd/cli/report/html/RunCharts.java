package io.github.brsgd.cli.report.html;

import io.github.brsgd.cli.report.svg.Axis;
import io.github.brsgd.cli.report.svg.LineChart;
import io.github.brsgd.cli.report.svg.Size;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** The curves of groups of runs: accuracy, gradient norm, the attackers' weight. */
final class RunCharts {

  /** More curves than this in one chart cannot be told apart. */
  private static final int MOST_CURVES = 8;

  private static final double LEAST_POINTS = 10;

  private static final String ROUND = "round";

  private final String id;
  private final List<RunGroup> groups;
  private final String spread;

  RunCharts(String id, List<RunGroup> groups) {
    this.id = id;
    this.groups = groups;
    this.spread =
        groups.stream().allMatch(g -> g.runs().size() == 1)
            ? "One seed each: there is no spread to show."
            : "Line: mean over the seeds; band: from the least to the greatest.";
  }

  /** All charts; what cannot be drawn says why. */
  List<DomContent> figures() {
    List<DomContent> figures = new ArrayList<>(accuracy());
    figures.addAll(gradientNorm());
    figures.addAll(attackerShare());
    return figures;
  }

  private List<DomContent> accuracy() {
    return new Chart(
            "accuracy",
            "Test accuracy",
            spread,
            "accuracy on the test images, %",
            row -> Words.PERCENT * row.accuracy(),
            v -> Words.decimals(v, 1) + " %",
            "No round of these runs was evaluated.")
        .draw(RunCharts::accuracyAxis, List.of());
  }

  /** An axis of at least ten points: runs that are alike shall look it. */
  private static Axis accuracyAxis(String title, double... values) {
    double low = DoubleStream.of(values).min().orElseThrow();
    double high = DoubleStream.of(values).max().orElseThrow();
    double room = Math.max(0, (LEAST_POINTS - (high - low)) / 2);
    return Axis.linear(title, Math.max(0, low - room), Math.min(Words.PERCENT, high + room));
  }

  private List<DomContent> gradientNorm() {
    return new Chart(
            "norm",
            "Gradient norm",
            "Norm of the mean of the honest gradients, logarithmic. " + spread,
            "norm of the mean honest gradient",
            row -> row.honestNorm() > 0 ? row.honestNorm() : Double.NaN,
            Words::threeDigits,
            "No round has a finite honest gradient.")
        .draw(Axis::logarithmic, List.of());
  }

  private List<DomContent> attackerShare() {
    List<RunGroup> attacked = groups.stream().filter(g -> g.attackerFraction() > 0).toList();
    if (attacked.isEmpty()) {
      return List.of(
          Figure.missing("Attackers’ weight", "Nobody attacks in these runs: nothing to accept."));
    }
    if (attacked.stream().flatMap(g -> g.runs().stream()).allMatch(r -> r.rounds().isEmpty())) {
      return List.of(
          Figure.missing("Attackers’ weight", "No round was done: there is nothing to show."));
    }
    double[] fractions =
        attacked.stream().mapToDouble(RunGroup::attackerFraction).distinct().toArray();
    List<LineChart.Reference> references =
        fractions.length == 1
            ? List.of(new LineChart.Reference(Words.PERCENT * fractions[0], "all nodes alike"))
            : List.of();
    String silent =
        attacked.stream()
            .filter(
                g ->
                    g.runs().stream()
                        .flatMap(run -> run.rounds().stream())
                        .allMatch(row -> Double.isNaN(row.attackerShare())))
            .map(g -> g.key().letter() + " " + g.label())
            .collect(Collectors.joining(", "));
    return new Chart(
            "share",
            "Attackers’ weight",
            "How much of the aggregate is the attackers’, 0 being best."
                + (silent.isEmpty() ? "" : " No weights per node to tell it by: " + silent + "."),
            "weight of the attackers, %",
            row -> Words.PERCENT * row.attackerShare(),
            v -> Words.decimals(v, 1) + " %",
            "None of these rules weighs whole nodes (a median takes each coordinate from another"
                + " node), so there is no weight of the attackers to show.")
        .draw((title, values) -> Axis.linear(title, with(values, 0)), references);
  }

  private static double[] with(double[] values, double more) {
    return DoubleStream.concat(DoubleStream.of(values), DoubleStream.of(more)).toArray();
  }

  /** Makes an axis that holds values. */
  private interface AxisOf {
    Axis of(String title, double... values);
  }

  /** One value of the rounds, drawn for all groups that have it. */
  private final class Chart {

    private final String part;
    private final String heading;
    private final String explanation;
    private final String unit;
    private final Curves curves;
    private final DoubleFunction<String> words;
    private final String missing;

    Chart(
        String part,
        String heading,
        String explanation,
        String unit,
        ToDoubleFunction<RoundsFile.Row> value,
        DoubleFunction<String> words,
        String missing) {
      this.part = part;
      this.heading = heading;
      this.explanation = explanation;
      this.unit = unit;
      this.curves = new Curves(value);
      this.words = words;
      this.missing = missing;
    }

    List<DomContent> draw(AxisOf axis, List<LineChart.Reference> references) {
      int width = curves.width(groups.stream().flatMap(g -> g.runs().stream()).toList());
      List<RunGroup> shown = new ArrayList<>();
      List<LineChart.Curve> lines = new ArrayList<>();
      for (RunGroup group : groups) {
        List<LineChart.Point> points = curves.points(group.runs(), width);
        if (!points.isEmpty()) {
          shown.add(group);
          lines.add(new LineChart.Curve(group.key(), points));
        }
      }
      if (lines.isEmpty()) {
        return List.of(Figure.missing(heading, missing));
      }
      try {
        return draw(axis, references, width, shown, lines);
      } catch (IllegalArgumentException e) {
        return List.of(Figure.undrawn(heading, e));
      }
    }

    private List<DomContent> draw(
        AxisOf axis,
        List<LineChart.Reference> references,
        int width,
        List<RunGroup> shown,
        List<LineChart.Curve> lines) {
      Axis x = Axis.linear(ROUND, with(values(lines, p -> DoubleStream.of(p.x())), 0));
      Axis y = axis.of(unit, with(lines, references));
      List<DomContent> figures = new ArrayList<>();
      for (int from = 0; from < lines.size(); from += MOST_CURVES) {
        int to = Math.min(lines.size(), from + MOST_CURVES);
        List<LineChart.Curve> some = lines.subList(from, to);
        String range =
            lines.size() <= MOST_CURVES
                ? ""
                : ", "
                    + some.get(0).key().letter()
                    + " to "
                    + some.get(some.size() - 1).key().letter();
        LineChart chart =
            new LineChart(
                id + "-" + part + (from == 0 ? "" : "-" + from / MOST_CURVES),
                heading + range,
                description(shown.subList(from, to), some),
                Size.SMALL,
                x,
                y,
                references,
                some);
        figures.add(Figure.of(heading + range, explained(width, y, some), chart));
      }
      return figures;
    }

    private double[] with(double[] values, double more) {
      return RunCharts.with(values, more);
    }

    private double[] with(List<LineChart.Curve> lines, List<LineChart.Reference> references) {
      double[] values = values(lines, p -> DoubleStream.of(p.low(), p.high()));
      return DoubleStream.concat(
              DoubleStream.of(values), references.stream().mapToDouble(LineChart.Reference::y))
          .toArray();
    }

    private static double[] values(
        List<LineChart.Curve> lines, Function<LineChart.Point, DoubleStream> of) {
      return lines.stream().flatMap(c -> c.points().stream()).flatMapToDouble(of).toArray();
    }

    private String explained(int width, Axis y, List<LineChart.Curve> some) {
      boolean isBeyond =
          some.stream()
              .flatMap(c -> c.points().stream())
              .anyMatch(p -> !y.holds(p.middle()) && y.isLogarithmic());
      return explanation
          + (width == 1 ? "" : " Each point is the mean of " + width + " rounds.")
          + (isBeyond ? " What is beyond the scale is cut off." : "");
    }

    private String description(List<RunGroup> shown, List<LineChart.Curve> some) {
      StringBuilder text = new StringBuilder(unit).append(", at the end: ");
      for (int i = 0; i < some.size(); i++) {
        List<LineChart.Point> points = some.get(i).points();
        LineChart.Point last = points.get(points.size() - 1);
        text.append(i == 0 ? "" : "; ")
            .append(shown.get(i).key().letter())
            .append(' ')
            .append(shown.get(i).label())
            .append(' ')
            .append(words.apply(last.middle()));
        if (last.low() < last.high()) {
          text.append(" (")
              .append(words.apply(last.low()))
              .append(" to ")
              .append(words.apply(last.high()))
              .append(')');
        }
        text.append(" after round ").append((int) last.x());
      }
      return text.append('.').toString();
    }
  }
}
