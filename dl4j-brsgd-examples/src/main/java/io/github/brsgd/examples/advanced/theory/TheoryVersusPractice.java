package io.github.brsgd.examples.advanced.theory;

import io.github.brsgd.cli.report.LogLogPlot;
import io.github.brsgd.cli.report.TextTable;
import io.github.brsgd.files.AtomicFile;
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
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
@Command(
    name = "theory-versus-practice",
    mixinStandardHelpOptions = true,
    description = "Rules and attacks on a problem with known constants, beside the bound.")
public final class TheoryVersusPractice implements Callable<Integer> {

  /** The attack that noise of its own hides best. */
  private static final String HIDING = "alie";

  /** What the mean and the end of the assumption are shown with. */
  private static final String BREAKING = "ipm:tau=10";

  private static final double ADDITIVE = 1;

  @Option(names = "--rounds", paramLabel = "K", description = "Default: 10000.")
  private int rounds = 10_000;

  @Option(names = "--seeds", paramLabel = "N", description = "Default: 20.")
  private int seeds = 20;

  @Option(
      names = "--rules",
      arity = "1..*",
      paramLabel = "RULE",
      description = "Default: krum:q=3 median geometric-median bulyan:q=3.")
  private List<String> rules = List.of("krum:q=3", "median", "geometric-median", "bulyan:q=3");

  @Option(
      names = "--attacks",
      arity = "1..*",
      paramLabel = "ATTACK",
      description = "Default: sign-flip:scale=4 ipm:tau=0.5 alie min-max.")
  private List<String> attacks = List.of("sign-flip:scale=4", "ipm:tau=0.5", "alie", "min-max");

  @Option(
      names = "--exponents",
      arity = "1..*",
      paramLabel = "P",
      description = "Default: 0.55 0.65 0.75 0.9.")
  private List<Double> exponents = List.of(0.55, 0.65, 0.75, 0.9);

  @Option(
      names = "--draws",
      paramLabel = "N",
      description = "Draws per attack to estimate c where it is not known. Default: 2000.")
  private int draws = 2_000;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Default: runs/theory-versus-practice.")
  private Path out = Path.of("runs", "theory-versus-practice");

  private final PrintWriter screen;

  /**
   * The example.
   *
   * @param screen where the table goes
   */
  public TheoryVersusPractice(PrintWriter screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws IOException {
    if (rounds < 10 || seeds < 1 || draws < 1) {
      throw new IllegalArgumentException(
          "need rounds >= 10, seeds >= 1, draws >= 1, got rounds="
              + rounds
              + ", seeds="
              + seeds
              + ", draws="
              + draws);
    }
    Files.createDirectories(out);
    Map<String, RelativeError> errors = new HashMap<>();
    for (String rule : rules) {
      errors.put(rule, RelativeError.of(rule, attacks, draws));
    }
    // c of the mean if everybody is honest
    errors.put("mean", new RelativeError(1 / Math.sqrt(Contest.NODES), false));
    List<Measurement> results =
        contests().parallelStream()
            .map(contest -> Measurement.of(contest, errors.get(contest.rule()), rounds, seeds))
            .toList();
    TextTable table = table(results, errors);
    screen.print(table.toText());
    screen.flush();
    AtomicFile.write(out.resolve("theory.md"), table.toMarkdown());
    AtomicFile.write(out.resolve("theory.csv"), curves(results).toCsv());
    LogLogPlot.write(
        out.resolve("theory.png"),
        "15 nodes, 3 attack: measured (solid) and Corollary 4.1 (dashed)",
        lines(results));
    return 0;
  }

  private List<Contest> contests() {
    List<Contest> contests = new ArrayList<>();
    for (String rule : rules) {
      for (String attack : attacks) {
        for (double p : exponents) {
          contests.add(new Contest(rule, attack, p, 0));
        }
      }
    }
    contests.add(new Contest("mean", BREAKING, exponents.get(0), 0));
    contests.add(new Contest(rules.get(0), HIDING, exponents.get(0), ADDITIVE));
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
      if (covered(r.contest()) && r.contest().p() == exponents.get(0)) {
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
   * @param args options; see {@code --help}
   */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    PrintWriter screen = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    System.exit(new CommandLine(new TheoryVersusPractice(screen)).execute(args));
  }
}
