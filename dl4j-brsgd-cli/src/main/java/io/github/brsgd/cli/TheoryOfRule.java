package io.github.brsgd.cli;

import io.github.brsgd.catalog.Certification;
import io.github.brsgd.checks.Check;
import io.github.brsgd.cli.report.TextTable;
import io.github.brsgd.files.AtomicFile;
import io.github.brsgd.schedule.BrsgdSchedule;
import io.github.brsgd.theory.ConvergenceConstants;
import io.github.brsgd.theory.ConvergenceRate;
import io.github.brsgd.theory.robustness.CertifiedConvergence;
import io.github.brsgd.theory.robustness.HonestNoise;
import io.github.brsgd.theory.robustness.Minority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is proven of a rule, and what the theorem promises with it. */
final class TheoryOfRule {

  private static final String FILE = "certificate.csv";

  private static final String NONE = "-";

  private final Screen screen;
  private final String rule;
  private final Minority minority;
  private final Certification certification;
  private final HonestNoise noise;
  private final List<Double> sines;
  private final Optional<Problem> problem;

  /** What step and bound are computed for: L, the gap, the p, and K. */
  record Problem(double smoothness, double gap, List<Double> exponents, int rounds) {

    /** Checks all numbers, of which nothing is computed where nothing is promised. */
    Problem {
      Check.positive("L", smoothness);
      Check.nonNegative("gap", gap);
      exponents.forEach(p -> new BrsgdSchedule(1, p));
    }
  }

  TheoryOfRule(
      Screen screen,
      String rule,
      Minority minority,
      Certification certification,
      HonestNoise noise,
      List<Double> sines,
      Optional<Problem> problem) {
    this.screen = screen;
    this.rule = rule;
    this.minority = minority;
    this.certification = certification;
    this.noise = noise;
    this.sines = sines;
    this.problem = problem;
  }

  /** Prints it; certificate.csv has the table, and is gone where there is none. */
  void execute(Path out) throws IOException {
    OptionalDouble kappa = certification.kappa(minority);
    screen.print("%s", headline(rule, minority, certification));
    screen.print(
        "no rule has less than r = q/(m-2q) = %.4g; price without attack: q/(m-q) = %.4g",
        minority.floor(), minority.price());
    if (kappa.isEmpty()) {
      Files.deleteIfExists(out.resolve(FILE));
      return;
    }
    CertifiedConvergence promised = new CertifiedConvergence(kappa.getAsDouble(), noise);
    TextTable table = table(promised);
    screen.print("");
    screen.print(table);
    OptionalDouble least = promised.leastRadius();
    screen.print(
        "%s",
        least.isEmpty()
            ? String.format(
                Locale.ROOT,
                "nothing is promised anywhere: kappa b2 = %.4g is not below 1",
                kappa.getAsDouble() * noise.slope())
            : String.format(
                Locale.ROOT,
                "nothing is promised where ||grad F|| < %.4g; a bound counts the rounds before the"
                    + " first inside the radius",
                least.getAsDouble()));
    AtomicFile.write(out.resolve(FILE), table.toCsv());
    screen.print("results in %s", out);
  }

  /** The certificate of a rule in one line. */
  static String headline(String rule, Minority minority, Certification certification) {
    String who =
        String.format(
            Locale.ROOT, "%s at m=%d, q=%d: ", rule, minority.nodes(), minority.byzantine());
    OptionalDouble kappa = certification.kappa(minority);
    if (kappa.isPresent()) {
      return who
          + String.format(
              Locale.ROOT, "kappa = %s = %.4g", certification.text(), kappa.getAsDouble());
    }
    return who
        + (certification.certificate().isPresent()
            ? "no certificate: the proof does not reach, " + certification.text()
            : "no certificate: " + certification.text());
  }

  private TextTable table(CertifiedConvergence promised) {
    List<String> header =
        new ArrayList<>(List.of("sin alpha", "||grad F|| at least", "1 - sin alpha", "E"));
    problem.ifPresent(
        p -> {
          header.add("alpha_0 at most");
          p.exponents().forEach(x -> header.add("K=" + p.rounds() + " p=" + x));
        });
    List<List<String>> rows = new ArrayList<>();
    for (double sine : sines) {
      List<String> row = new ArrayList<>(List.of(Double.toString(sine)));
      OptionalDouble radius = promised.radius(sine);
      row.add(radius.isPresent() ? number(radius.getAsDouble()) : "none is enough");
      row.add(radius.isPresent() ? number(promised.resilience(sine).margin()) : NONE);
      row.add(radius.isPresent() ? number(promised.resilience(sine).e()) : NONE);
      problem.ifPresent(p -> row.addAll(cells(promised, sine, radius.isPresent(), p)));
      rows.add(row);
    }
    return new TextTable(header, rows);
  }

  private static List<String> cells(
      CertifiedConvergence promised, double sine, boolean exists, Problem problem) {
    List<String> cells = new ArrayList<>();
    if (!exists) {
      cells.add(NONE);
      problem.exponents().forEach(p -> cells.add(NONE));
      return cells;
    }
    ConvergenceConstants constants = promised.constants(problem.smoothness(), problem.gap(), sine);
    cells.add(number(constants.largestFirstStep()));
    problem
        .exponents()
        .forEach(
            p ->
                cells.add(
                    number(ConvergenceRate.largestSteps(constants, p).bound(problem.rounds()))));
    return cells;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
