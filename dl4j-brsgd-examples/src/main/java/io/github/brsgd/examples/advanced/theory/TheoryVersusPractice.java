package io.github.brsgd.examples.advanced.theory;

import io.github.brsgd.cli.report.LogLogPlot;
import io.github.brsgd.cli.report.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Corollary 4.1 beside Algorithm 1 on a problem that is known to the last constant.
 *
 * <p>Honest gradients are {@code G = grad F + sigma ||grad F|| xi / sqrt(d)}, so {@code E ||G -
 * grad F||^2 = sigma^2 ||grad F||^2} and expected smoothness holds with A = C = 0, B = 1 + sigma^2.
 * If a rule keeps {@code E ||Agg - grad F||^2 <= c^2 sigma^2 ||grad F||^2}, then by Jensen and
 * Cauchy-Schwarz {@code <E Agg, grad F> >= (1 - c sigma) ||grad F||^2}: sin alpha = c sigma; and by
 * the triangle inequality {@code E ||Agg||^2 <= (1 + c sigma)^2 ||grad F||^2}: E = (1 + c sigma)^2
 * / (1 + sigma^2), B' = (1 + c sigma)^2. L and F_low: {@link Landscape}. c: {@link RelativeError}.
 * Then (4.1) gives alpha_0 and (4.2) the bound, and nothing is left to choose but p.
 *
 * <p>Two more rows show where the theorem ends. The mean under attack has no c at all. Noise that
 * does not shrink with the gradient (tau &gt; 0) breaks Assumption 2.2 near the solution, where the
 * attackers' rows hide in it: the slope flattens.
 *
 * @since 0.1
 */
public final class TheoryVersusPractice {

  /** The attack that noise of its own hides best. */
  private static final String HIDING = "alie";

  /** What the mean and the end of the assumption are shown with. */
  private static final String BREAKING = "ipm:tau=10";

  private static final double ADDITIVE = 1;

  private static final String LEGEND =
      """
      Least gradient norm of the first K rounds, 15 nodes of which 3 attack, beside Corollary 4.1.

      tau            noise that does not shrink with the gradient; the theorem is about tau = 0
      c              how far the rule is led astray, in standard deviations; *: estimated
      mean, spread   measured at the last round, over the seeds
      bound          what the theorem promises at the last round; -: nothing
      largest ratio  measured over bound, at the worst round; expected: below 1
      slope          of the last decade, log-log; expected: at most -(1-p)/2 where there is a bound

      The last two rows show where the theorem ends. Expected: the mean gets nowhere, slope 0;
      with tau = 1 the slope is above -(1-p)/2.

      """;

  private final Extent extent;
  private final Path out;
  private final PrintWriter screen;

  /**
   * The example.
   *
   * @param extent how much is run
   * @param out the folder for the table, the curves and the picture
   * @param screen where the table goes
   */
  TheoryVersusPractice(Extent extent, Path out, PrintWriter screen) {
    this.extent = extent;
    this.out = out;
    this.screen = screen;
  }

  void run() throws IOException {
    Files.createDirectories(out);
    Map<String, RelativeError> errors = new HashMap<>();
    for (String rule : extent.rules()) {
      errors.put(rule, RelativeError.of(rule, extent.attacks(), extent.draws()));
    }
    // c of the mean if everybody is honest
    errors.put("mean", new RelativeError(1 / Math.sqrt(Contest.NODES), false));
    List<Measurement> results =
        contests().parallelStream()
            .map(
                contest ->
                    Measurement.of(
                        contest, errors.get(contest.rule()), extent.rounds(), extent.seeds()))
            .toList();
    TextTable table = table(results, errors);
    screen.print(LEGEND);
    screen.print(table.toText());
    screen.println("table, curves and a picture are in " + out);
    screen.flush();
    Files.writeString(out.resolve("theory.md"), table.toMarkdown());
    Files.writeString(out.resolve("theory.csv"), curves(results).toCsv());
    LogLogPlot.write(
        out.resolve("theory.png"),
        "15 nodes, 3 attack: measured (solid) and Corollary 4.1 (dashed)",
        lines(results));
  }

  private List<Contest> contests() {
    List<Contest> contests = new ArrayList<>();
    for (String rule : extent.rules()) {
      for (String attack : extent.attacks()) {
        for (double p : extent.exponents()) {
          contests.add(new Contest(rule, attack, p, 0));
        }
      }
    }
    contests.add(new Contest("mean", BREAKING, extent.exponents().get(0), 0));
    contests.add(new Contest(extent.rules().get(0), HIDING, extent.exponents().get(0), ADDITIVE));
    return contests;
  }

  /** Whether the bound speaks of this contest. */
  private static boolean covered(Contest contest) {
    return contest.additive() == 0 && !contest.rule().equals("mean");
  }

  private static TextTable table(List<Measurement> results, Map<String, RelativeError> errors) {
    List<List<String>> rows =
        results.stream()
            .map(
                r -> {
                  Contest contest = r.contest();
                  RelativeError error = errors.get(contest.rule());
                  boolean covered = covered(contest);
                  return List.of(
                      contest.rule(),
                      contest.attack(),
                      contest.additive() == 0 ? "0" : number("%.2f", contest.additive()),
                      number("%.2f", contest.p()),
                      covered ? number(error.proved() ? "%.3f" : "%.3f*", error.c()) : "-",
                      number("%.3f", r.rate().steps().alpha0()),
                      number("%.4f", r.lastMean()),
                      number("%.4f", r.lastDeviation()),
                      covered ? number("%.4f", r.lastBound()) : "-",
                      covered ? number("%.3f", r.largestRatio()) : "-",
                      number("%.3f", r.slope()),
                      number("%.3f", -r.rate().exponent()));
                })
            .toList();
    return new TextTable(
        List.of(
            "rule",
            "attack",
            "tau",
            "p",
            "c",
            "alpha0",
            "mean",
            "spread",
            "bound",
            "largest ratio",
            "slope",
            "-(1-p)/2"),
        rows);
  }

  private static TextTable curves(List<Measurement> results) {
    List<List<String>> rows = new ArrayList<>();
    for (Measurement r : results) {
      for (int c = 0; c < r.rounds().length; c++) {
        rows.add(
            List.of(
                r.contest().rule(),
                r.contest().attack(),
                Double.toString(r.contest().additive()),
                Double.toString(r.contest().p()),
                Integer.toString(r.rounds()[c]),
                Double.toString(r.mean()[c]),
                Double.toString(r.deviation()[c]),
                covered(r.contest()) ? Double.toString(r.bound()[c]) : ""));
      }
    }
    return new TextTable(
        List.of("rule", "attack", "tau", "p", "rounds", "mean", "spread", "bound"), rows);
  }

  /** For every rule the least p with the attack that did most, and its bound; the two others. */
  private List<LogLogPlot.Line> lines(List<Measurement> results) {
    Map<String, Measurement> worst = new LinkedHashMap<>();
    for (Measurement r : results) {
      if (covered(r.contest()) && r.contest().p() == extent.exponents().get(0)) {
        worst.merge(
            r.contest().rule() + " p=" + r.contest().p(),
            r,
            (a, b) -> a.lastMean() >= b.lastMean() ? a : b);
      }
    }
    List<LogLogPlot.Line> lines = new ArrayList<>();
    worst.forEach(
        (name, r) -> {
          double[] x = Arrays.stream(r.rounds()).asDoubleStream().toArray();
          lines.add(new LogLogPlot.Line(name + ", " + r.contest().attack(), x, r.mean(), false));
          lines.add(new LogLogPlot.Line(name + ", bound", x, r.bound(), true));
        });
    for (Measurement r : results) {
      if (!covered(r.contest())) {
        double[] x = Arrays.stream(r.rounds()).asDoubleStream().toArray();
        lines.add(
            new LogLogPlot.Line(
                r.contest().rule()
                    + ", "
                    + r.contest().attack()
                    + (r.contest().additive() > 0 ? ", tau=" + r.contest().additive() : ""),
                x,
                r.mean(),
                false));
      }
    }
    return lines;
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  /**
   * Runs the example.
   *
   * @param args {@code short} for half a minute or {@code long} for three quarters of an hour, and
   *     a folder for results; none for short and {@code runs/theory-versus-practice}
   * @throws IOException if a result cannot be written
   */
  public static void main(String[] args) throws IOException {
    System.setProperty("java.awt.headless", "true");
    Extent extent = args.length == 0 ? Extent.SHORT : Extent.of(args[0]);
    Path out = Path.of(args.length < 2 ? "runs/theory-versus-practice" : args[1]);
    PrintWriter screen = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    new TheoryVersusPractice(extent, out, screen).run();
  }
}
