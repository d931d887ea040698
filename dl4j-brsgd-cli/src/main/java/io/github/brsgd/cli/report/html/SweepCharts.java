package io.github.brsgd.cli.report.html;

import io.github.brsgd.cli.report.svg.Axis;
import io.github.brsgd.cli.report.svg.Key;
import io.github.brsgd.cli.report.svg.ScatterChart;
import io.github.brsgd.cli.report.svg.ScatterChart.Kind;
import io.github.brsgd.cli.report.svg.ScatterChart.Mark;
import io.github.brsgd.sweep.BrsgdChoice;
import io.github.brsgd.sweep.CandidateResult;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The score of every candidate over p and over alpha_0. */
final class SweepCharts {

  private final String id;
  private final List<CandidateResult> finished;
  private final Map<String, Key> keys;
  private final Scale scale;
  private final String what;

  SweepCharts(String id, SweepScores scores) {
    this.id = id;
    this.finished = scores.finished();
    this.keys = scores.keys();
    this.scale = scores.scale();
    this.what = scores.what();
  }

  List<DomContent> figures() {
    return List.of(
        figure("p", "p", BrsgdChoice::p, Axis::linear),
        figure("alpha_0", "alpha_0, logarithmic", BrsgdChoice::alpha0, SweepCharts::powers));
  }

  /** An axis that holds every candidate: a mark beyond it would be in another chart. */
  private static Axis powers(String title, double... values) {
    DoubleSummaryStatistics range = Arrays.stream(values).summaryStatistics();
    return Axis.powers(title, range.getMin(), range.getMax());
  }

  private interface AxisOf {
    Axis of(String title, double... values);
  }

  private DomContent figure(
      String name, String title, ToDoubleFunction<BrsgdChoice> value, AxisOf axis) {
    String heading = "Score by " + name;
    return Figure.orMissing(heading, () -> figure(heading, name, title, value, axis));
  }

  private DomContent figure(
      String heading, String name, String title, ToDoubleFunction<BrsgdChoice> value, AxisOf axis) {
    List<CandidateResult> scored =
        finished.stream().filter(c -> Double.isFinite(c.score())).toList();
    if (scored.isEmpty()) {
      return Figure.missing(heading, "No candidate got through all its runs.");
    }
    double[] values = finished.stream().mapToDouble(c -> value.applyAsDouble(c.choice())).toArray();
    if (Arrays.stream(values).distinct().count() == 1) {
      return Figure.missing(
          heading, "All candidates have " + name + "=" + values[0] + ": nothing to compare.");
    }
    Axis y =
        Axis.linear(
            what + (scale.isLoss() ? "" : ", %"),
            scored.stream().mapToDouble(c -> height(c.score())).toArray());
    double worst = scale.isLoss() ? y.high() : y.low();
    List<Mark> marks = new ArrayList<>();
    for (CandidateResult c : finished) {
      boolean isScored = Double.isFinite(c.score());
      marks.add(
          new Mark(
              keys.get(c.choice().chain()),
              value.applyAsDouble(c.choice()),
              isScored ? height(c.score()) : worst,
              !isScored
                  ? Kind.FAILED
                  : c.index() == finished.get(0).index() ? Kind.CHOSEN : Kind.PLAIN));
    }
    Collections.reverse(marks);
    int failed = finished.size() - scored.size();
    String explanation =
        "A letter per candidate; ringed: the best."
            + (failed == 0
                ? ""
                : " Crosses at the edge: "
                    + Words.count(failed, "candidate")
                    + " that ended early.");
    ScatterChart chart =
        new ScatterChart(
            id + "-" + name,
            heading,
            description(name, value, scored, failed),
            axis.of(title, values),
            y,
            marks);
    return Figure.of(heading, explanation, chart);
  }

  private double height(double score) {
    return scale.isLoss() ? score : Words.PERCENT * score;
  }

  private String description(
      String name, ToDoubleFunction<BrsgdChoice> value, List<CandidateResult> scored, int failed) {
    StringBuilder text = new StringBuilder();
    text.append(Words.count(finished.size(), "candidate"))
        .append(", ")
        .append(what)
        .append(". Best: ");
    describe(text, name, value, scored.get(0));
    Optional<CandidateResult> worst =
        scored.size() == 1 ? Optional.empty() : Optional.of(scored.get(scored.size() - 1));
    worst.ifPresent(
        c -> {
          text.append("; least: ");
          describe(text, name, value, c);
        });
    return text.append(failed == 0 ? "." : "; " + failed + " ended early.").toString();
  }

  private void describe(
      StringBuilder text, String name, ToDoubleFunction<BrsgdChoice> value, CandidateResult c) {
    text.append(c.choice().chain())
        .append(" at ")
        .append(name)
        .append('=')
        .append(Words.threeDigits(value.applyAsDouble(c.choice())))
        .append(" with ")
        .append(scale.phrase(c.score()));
  }
}
