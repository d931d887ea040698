package io.github.brsgd.cli;

import io.github.brsgd.cli.report.LogLogPlot;
import io.github.brsgd.cli.report.TextTable;
import io.github.brsgd.files.AtomicFile;
import io.github.brsgd.theory.ByzantineResilience;
import io.github.brsgd.theory.ConvergenceConstants;
import io.github.brsgd.theory.ConvergenceRate;
import io.github.brsgd.theory.ExpectedSmoothness;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The bound of Corollary 4.1 for given constants. */
@Command(
    name = "theory",
    sortOptions = false,
    description = {
      "Takes the constants of the convergence theorem and prints what it promises: the first step,"
          + " the bound on the least expected gradient norm after K rounds for several p, the"
          + " rounds needed for an epsilon. Also as theory.csv and theory.png.",
      "With --rule: what is proven of a rule, and what the theorem promises with it. With --kappa:"
          + " the worst that a search finds against rules, beside what is proven.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  brsgd theory --smoothness 1.5 --gap 21 --margin 0.7",
      "  brsgd theory --smoothness 10 --gap 2.3 --margin 0.5 --b 2 --c 0.1 --epsilon 0.5",
      "  brsgd theory --run runs/a               constants as a run of train --observe showed them",
      "  brsgd theory --rule nnm:q=4+trimmed-mean:q=4 --nodes 20 --sigma 0.1",
      "  brsgd theory --rule median --byzantine 4 --nodes 20 --sigma 0.1 --smoothness 1.5 --gap 21",
      "  brsgd theory --kappa --nodes 20 --rules median nnm+trimmed-mean",
      "",
      "F is L-smooth, E||G||^2 <= 2A(F - F_low) + B||grad F||^2 + C for honest gradients,",
      "<E A_k, grad F> >= (1 - sin alpha)||grad F||^2 and E||A_k||^2 <= E E||G||^2 for the rule.",
      "docs/theory.md tells what is assumed, and what is not promised."
    })
final class TheoryCommand extends BaseCommand {

  private static final int PER_DECADE = 10;

  /** What belongs to the constants of the theorem. */
  private static final List<String> CONSTANTS = List.of("--margin", "--e", "--a", "--b", "--c");

  /** What they share with a certified rule. */
  private static final List<String> PROBLEM =
      List.of("--smoothness", "--gap", "--p", "--rounds", "--epsilon");

  private static final List<String> ONE_RULE =
      List.of("--rule", "--byzantine", "--sigma", "--zeta", "--slope", "--sine");

  @Option(
      names = "--smoothness",
      paramLabel = "L",
      description = "L, the Lipschitz constant of grad F.")
  private Double smoothness;

  @Option(
      names = "--gap",
      paramLabel = "G",
      description = "F(w_0) - F_low, how far down it can go.")
  private Double gap;

  @Option(
      names = "--margin",
      paramLabel = "X",
      description = "1 - sin alpha of the rule, in (0, 1].")
  private Double margin;

  @Option(names = "--e", paramLabel = "E", description = "E of the rule. Default: 1.")
  private double e = 1;

  @Option(names = "--a", paramLabel = "A", description = "A of honest gradients. Default: 0.")
  private double a;

  @Option(names = "--b", paramLabel = "B", description = "B of honest gradients. Default: 1.")
  private double b = 1;

  @Option(names = "--c", paramLabel = "C", description = "C of honest gradients. Default: 0.")
  private double c;

  @Option(
      names = "--p",
      arity = "1..*",
      paramLabel = "P",
      description = "Decay exponents, separated by blanks. Default: 0.55 0.65 0.75 0.9.")
  private List<Double> exponents = List.of(0.55, 0.65, 0.75, 0.9);

  @Option(
      names = "--rounds",
      paramLabel = "K",
      description = "How far the bound is shown, at least 10. Default: 10000.")
  private int rounds = 10_000;

  @Option(
      names = "--epsilon",
      paramLabel = "X",
      description = "Also the rounds until the bound is at most X, and the p that needs fewest.")
  private Double epsilon;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description =
          "Take the constants that train --observe estimated in a run, say which assumptions were"
              + " seen to hold, and draw the run beside bound and slope.")
  private Path run;

  @Mixin private CertificateOptions certificate;
  @Mixin private OutputFolder output;

  @Override
  int execute() throws IOException {
    if (run != null) {
      refuse("--run: brings its own constants", PROBLEM, CONSTANTS, ONE_RULE, List.of("--nodes"));
      refuse("--run: is of one run", List.of("--kappa", "--rules"));
      TheoryOfRun theory = new TheoryOfRun(screen(), run);
      theory.execute(output.prepare(this, "theory"));
      return 0;
    }
    if (certificate.ofMany(this)) {
      refuse("--kappa: measures rules, no problem", PROBLEM, CONSTANTS, ONE_RULE);
      KappaStudy study = new KappaStudy(screen(), certificate.nodes(this), certificate.rules());
      study.check(this);
      study.execute(output.prepare(this, "theory"));
      return 0;
    }
    if (certificate.ofOne()) {
      refuse("--rule: brings what is proven of it", CONSTANTS, List.of("--epsilon"));
      return theoryOfRule();
    }
    refuse("without --rule", ONE_RULE.subList(1, ONE_RULE.size()), List.of("--nodes"));
    if (smoothness == null || gap == null || margin == null) {
      throw usage(
          "which problem? --smoothness L --gap G --margin X are needed, or --rule RULE"
              + " --nodes M, --kappa, --run DIR");
    }
    checkRounds();
    ConvergenceConstants constants =
        new ConvergenceConstants(
            smoothness, gap, new ExpectedSmoothness(a, b, c), new ByzantineResilience(margin, e));
    List<ConvergenceRate> rates =
        exponents.stream().map(p -> ConvergenceRate.largestSteps(constants, p)).toList();
    Path out = output.prepare(this, "theory");
    screen().print("alpha_0 at most %.6g", constants.largestFirstStep());
    screen().print("");
    screen().print(table(rates));
    if (epsilon != null) {
      ConvergenceRate best = ConvergenceRate.fewestRounds(constants, epsilon);
      screen()
          .print(
              "%nfewest rounds to %s: %s, with p=%s",
              epsilon, rounds(best, epsilon), best.steps().p());
    }
    double[] at = checkpoints();
    AtomicFile.write(out.resolve("theory.csv"), curves(rates, at).toCsv());
    screen()
        .picture(
            () -> LogLogPlot.write(out.resolve("theory.png"), "Corollary 4.1", lines(rates, at)));
    screen().print("results in %s", out);
    return 0;
  }

  private int theoryOfRule() throws IOException {
    if ((smoothness == null) != (gap == null)) {
      throw usage("--smoothness L and --gap G go together, the step and the bound need both");
    }
    if (smoothness == null) {
      refuse("without --smoothness and --gap", List.of("--p", "--rounds"));
    }
    checkRounds();
    Optional<TheoryOfRule.Problem> problem =
        smoothness == null
            ? Optional.empty()
            : Optional.of(new TheoryOfRule.Problem(smoothness, gap, exponents, rounds));
    TheoryOfRule theory = certificate.theory(this, problem);
    theory.execute(output.prepare(this, "theory"));
    return 0;
  }

  private void checkRounds() {
    if (rounds < PER_DECADE) {
      throw usage("--rounds: need K >= 10, got K=" + rounds);
    }
  }

  /** Refuses options that would mean nothing. */
  @SafeVarargs
  private void refuse(String reason, List<String>... groups) {
    for (List<String> group : groups) {
      for (String option : group) {
        if (isGiven(option)) {
          throw usage(reason + ", give no " + option);
        }
      }
    }
  }

  private TextTable table(List<ConvergenceRate> rates) {
    List<String> header = new ArrayList<>(List.of("p", "rate"));
    List<Integer> shown = new ArrayList<>();
    for (long k = PER_DECADE; k < rounds; k *= PER_DECADE) {
      shown.add((int) k);
    }
    shown.add(rounds);
    shown.forEach(k -> header.add("K=" + k));
    if (epsilon != null) {
      header.add("rounds to " + epsilon);
    }
    List<List<String>> rows = new ArrayList<>();
    for (ConvergenceRate rate : rates) {
      List<String> row = new ArrayList<>();
      row.add(Double.toString(rate.steps().p()));
      row.add(String.format(Locale.ROOT, "K^-%.3f", rate.exponent()));
      shown.forEach(k -> row.add(String.format(Locale.ROOT, "%.4g", rate.bound(k))));
      if (epsilon != null) {
        row.add(rounds(rate, epsilon));
      }
      rows.add(row);
    }
    return new TextTable(header, rows);
  }

  private static String rounds(ConvergenceRate rate, double epsilon) {
    OptionalLong needed = rate.rounds(epsilon);
    return needed.isPresent() ? Long.toString(needed.getAsLong()) : "above 2^62";
  }

  private double[] checkpoints() {
    int steps = (int) Math.ceil(PER_DECADE * Math.log10(rounds));
    return IntStream.rangeClosed(0, steps)
        .mapToDouble(i -> Math.min(rounds, Math.rint(Math.pow(10, (double) i / PER_DECADE))))
        .distinct()
        .toArray();
  }

  private static TextTable curves(List<ConvergenceRate> rates, double[] at) {
    List<List<String>> rows = new ArrayList<>();
    for (ConvergenceRate rate : rates) {
      for (double k : at) {
        rows.add(
            List.of(
                Double.toString(rate.steps().p()),
                Long.toString((long) k),
                Double.toString(rate.bound((long) k))));
      }
    }
    return new TextTable(List.of("p", "rounds", "bound"), rows);
  }

  private static List<LogLogPlot.Line> lines(List<ConvergenceRate> rates, double[] at) {
    return rates.stream()
        .map(
            rate ->
                new LogLogPlot.Line(
                    "p=" + rate.steps().p(),
                    at,
                    IntStream.range(0, at.length)
                        .mapToDouble(i -> rate.bound((long) at[i]))
                        .toArray(),
                    true))
        .toList();
  }
}
