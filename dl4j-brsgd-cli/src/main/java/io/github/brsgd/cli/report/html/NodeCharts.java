package io.github.brsgd.cli.report.html;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.text;

import io.github.brsgd.cli.report.svg.Axis;
import io.github.brsgd.cli.report.svg.Key;
import io.github.brsgd.cli.report.svg.LineChart;
import io.github.brsgd.cli.report.svg.Size;
import io.github.brsgd.diagnostics.SuspicionSettings;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** What a run found of each node: a plot per node of the evidence against it, and a table. */
final class NodeCharts {

  /** More points than this are more than a small chart can show. */
  private static final int MOST_POINTS = 100;

  private final String id;
  private final RunFolder run;
  private final TreeMap<Integer, List<NodeRoundsFile.Row>> nodes = new TreeMap<>();

  /** Charts of a run, whose pictures have ids that begin with this one. */
  NodeCharts(String id, RunFolder run) {
    this.id = id;
    this.run = run;
    run.nodeRounds().forEach(r -> nodes.computeIfAbsent(r.node(), n -> new ArrayList<>()).add(r));
  }

  /** Heading, table and charts; nothing for a run that did not look for suspects. */
  DomContent content() {
    if (nodes.isEmpty()) {
      return each();
    }
    List<DomContent> figures = new ArrayList<>();
    nodes.forEach((node, rows) -> figures.add(figure(node, rows)));
    return each(
        h3("Suspected nodes of " + run.folder()), table(), div().withClass("charts").with(figures));
  }

  private DomContent table() {
    DataTable table =
        new DataTable("Nodes, as the server saw them")
            .number("node")
            .text("suspected")
            .text("excluded")
            .number("evidence")
            .number("rounds")
            .number("used")
            .number("z");
    nodes.forEach(
        (node, rows) -> {
          NodeRoundsFile.Row last = rows.get(rows.size() - 1);
          table.row(
              List.of(
                  text(String.valueOf(node)),
                  text(since(rows)),
                  text(excluded(node)),
                  text(
                      Double.isInfinite(last.logEvidence())
                          ? "proof"
                          : "10^" + Words.decimals(toTen(last.logEvidence()), 1)),
                  text(String.valueOf(rows.size())),
                  text(mean(rows.stream().mapToDouble(NodeRoundsFile.Row::used))),
                  text(mean(rows.stream().mapToDouble(NodeRoundsFile.Row::z)))));
        });
    return table.element();
  }

  private static String since(List<NodeRoundsFile.Row> rows) {
    return rows.stream()
        .filter(NodeRoundsFile.Row::isSuspected)
        .findFirst()
        .map(row -> "since round " + (row.round() - 1))
        .orElse("");
  }

  private String excluded(int node) {
    return run.record().result().excluded().stream()
        .filter(exclusion -> exclusion.node() == node)
        .findFirst()
        .map(exclusion -> "after round " + exclusion.round())
        .orElse("");
  }

  private static String mean(DoubleStream values) {
    double[] known = values.filter(Double::isFinite).toArray();
    return known.length == 0 ? "" : Words.decimals(Arrays.stream(known).average().orElseThrow(), 2);
  }

  private static double toTen(double logarithm) {
    return logarithm / Math.log(10);
  }

  private DomContent figure(int node, List<NodeRoundsFile.Row> rows) {
    String heading = "Node " + node;
    List<NodeRoundsFile.Row> known =
        rows.stream().filter(row -> Double.isFinite(row.logEvidence())).toList();
    if (known.isEmpty()) {
      return Figure.missing(heading, "It sent NaN or infinite values, which is proof.");
    }
    int step = (known.size() + MOST_POINTS - 1) / MOST_POINTS;
    List<LineChart.Point> points = new ArrayList<>();
    for (int i = known.size() - 1; i >= 0; i -= step) {
      points.add(0, new LineChart.Point(known.get(i).round(), toTen(known.get(i).logEvidence())));
    }
    double limit =
        Math.log10(
            run.record().configuration().schedule().nodes()
                / new SuspicionSettings().falseAlarmRate());
    String since = since(rows);
    return Figure.orMissing(
        heading,
        () ->
            Figure.of(
                heading + (since.isEmpty() ? "" : ", suspected " + since),
                "",
                new LineChart(
                    id + "-node-" + node,
                    heading,
                    "evidence at the end: 10^"
                        + Words.decimals(points.get(points.size() - 1).middle(), 1),
                    Size.SMALL,
                    Axis.linear("round", 0, points.get(0).x(), points.get(points.size() - 1).x()),
                    Axis.linear(
                        "evidence, power of ten",
                        DoubleStream.concat(
                                DoubleStream.of(0, limit),
                                points.stream().mapToDouble(LineChart.Point::middle))
                            .toArray()),
                    List.of(new LineChart.Reference(limit, "suspected from here")),
                    List.of(new LineChart.Curve(new Key(node), points)))));
  }
}
