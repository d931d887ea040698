package io.github.brsgd.cli;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.cli.report.LogLogPlot;
import io.github.brsgd.cli.report.TextTable;
import io.github.brsgd.diagnostics.MeasuredKappa;
import io.github.brsgd.files.AtomicFile;
import io.github.brsgd.theory.robustness.Minority;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The worst that a search finds against rules, beside what is proven, for every q. */
final class KappaStudy {

  /** Entries of a row: what is proven does not depend on it. */
  private static final int ENTRIES = 20;

  private static final long SEED = 1;

  private static final Pattern OWN_Q = Pattern.compile("[:,]\\s*q\\s*=");

  /** Beyond it a rule is carried away, and the figure says only how far the search went. */
  private static final double CARRIED_AWAY = 1e6;

  private final Screen screen;
  private final int nodes;
  private final List<String> rules;
  private final Catalog catalog = Catalog.standard();

  KappaStudy(Screen screen, int nodes, List<String> rules) {
    this.screen = screen;
    this.nodes = nodes;
    this.rules = List.copyOf(rules);
  }

  private record Found(
      String rule, Minority minority, MeasuredKappa measured, OptionalDouble proven) {

    boolean carriedAway() {
      return measured.kappa() > CARRIED_AWAY;
    }
  }

  /** Refuses what cannot be measured, before anything is. */
  void check(BaseCommand command) {
    if (nodes < 3) {
      throw command.usage("--nodes: need m >= 3 for one Byzantine node, got m=" + nodes);
    }
    for (String rule : rules) {
      if (OWN_Q.matcher(rule).find()) {
        throw command.usage("--rules: every q is tried, leave q out of " + rule);
      }
      Aggregator chosen = catalog.rule(rule, 1);
      if (chosen.needsTrustedRow()) {
        throw command.usage(
            "--rules: "
                + rule
                + " goes by a row of the server's own, and the rows searched have none; leave it"
                + " out");
      }
      chosen.checkNodes(nodes);
      chosen.check(nodes, 1);
    }
  }

  /** Measures, prints, writes table and picture. */
  void execute(Path out) throws IOException {
    List<Found> found = new ArrayList<>();
    int most = (nodes - 1) / 2;
    try (Progress progress = screen.progress("search", "rules", (long) rules.size() * most)) {
      int done = 0;
      for (String text : rules) {
        for (int q = 1; q <= most; q++) {
          progress.at(done++, text + ", q=" + q);
          Aggregator rule = catalog.rule(text, q);
          if (serves(rule, q)) {
            Minority minority = new Minority(nodes, q);
            found.add(
                new Found(
                    text,
                    minority,
                    MeasuredKappa.of(rule, minority, ENTRIES, SEED),
                    catalog.certificate(rule).kappa(minority)));
          }
        }
      }
    }
    TextTable table = table(found);
    screen.print(table);
    AtomicFile.write(out.resolve("kappa.csv"), table.toCsv());
    screen.picture(
        () ->
            LogLogPlot.write(
                out.resolve("kappa.png"),
                "Error over spread, squared, at m=" + nodes,
                "r = q/(m-2q)",
                "kappa",
                lines(found)));
    screen.print("results in %s", out);
  }

  private boolean serves(Aggregator rule, int q) {
    try {
      rule.checkNodes(nodes);
      rule.check(nodes, q);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static TextTable table(List<Found> found) {
    List<List<String>> rows = new ArrayList<>();
    for (Found f : found) {
      rows.add(
          List.of(
              f.rule(),
              Integer.toString(f.minority().byzantine()),
              number(f.minority().floor()),
              f.carriedAway() ? "carried away" : number(f.measured().kappa()),
              f.proven().isPresent() ? number(f.proven().getAsDouble()) : "-",
              f.measured().layout() + "; " + f.measured().family()));
    }
    return new TextTable(List.of("rule", "q", "r", "measured", "proven", "found by"), rows);
  }

  private List<LogLogPlot.Line> lines(List<Found> found) {
    List<LogLogPlot.Line> lines = new ArrayList<>();
    for (String rule : rules) {
      List<Found> of = found.stream().filter(f -> f.rule().equals(rule)).toList();
      lines.add(
          line(
              rule + " measured",
              of,
              f -> f.carriedAway() ? Double.NaN : f.measured().kappa(),
              false));
      lines.add(line(rule + " proven", of, f -> f.proven().orElse(Double.NaN), true));
    }
    double[] floor =
        IntStream.rangeClosed(1, (nodes - 1) / 2)
            .mapToDouble(q -> new Minority(nodes, q).floor())
            .toArray();
    lines.add(new LogLogPlot.Line("no rule below", floor, floor, true));
    return lines;
  }

  private static LogLogPlot.Line line(
      String name, List<Found> found, ToDoubleFunction<Found> value, boolean dashed) {
    return new LogLogPlot.Line(
        name,
        found.stream().mapToDouble(f -> f.minority().ratio()).toArray(),
        found.stream().mapToDouble(value).toArray(),
        dashed);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
