package io.github.brsgd.cli;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.theory.robustness.HonestNoise;
import io.github.brsgd.theory.robustness.Minority;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** The options about what is proven of rules. */
final class CertificateOptions {

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      description = "A rule: what is proven of it, and what the theorem promises with it.")
  private String rule;

  @Option(names = "--nodes", paramLabel = "M", description = "Number of nodes m.")
  private Integer nodes;

  @Option(
      names = "--byzantine",
      paramLabel = "Q",
      description = "q, for a rule whose text has none.")
  private Integer byzantine;

  @Option(
      names = "--sigma",
      paramLabel = "S",
      description =
          "Deviation of one honest gradient, sqrt(E||g_i - grad F_i||^2) over all d entries"
              + " together. Default: 0.")
  private double sigma;

  @Option(
      names = "--zeta",
      paramLabel = "Z",
      description =
          "How far the nodes' gradients differ where grad F is 0: (1/h) sum ||grad F_i - grad F||^2"
              + " <= Z^2 + B2 ||grad F||^2. Default: 0.")
  private double zeta;

  @Option(names = "--slope", paramLabel = "B2", description = "B2 of --zeta. Default: 0.")
  private double slope;

  @Option(
      names = "--sine",
      arity = "1..*",
      paramLabel = "X",
      description = "Values of sin alpha, in (0, 1). Default: 0.5 0.7 0.9 0.99.")
  private List<Double> sines = List.of(0.5, 0.7, 0.9, 0.99);

  @Option(
      names = "--kappa",
      description =
          "Search for the worst error over spread of --rules for every q, beside what is proven and"
              + " what no rule can escape; kappa.csv and kappa.png.")
  private boolean kappa;

  @Option(
      names = "--rules",
      arity = "1..*",
      paramLabel = "RULE",
      description =
          "Rules for --kappa, without q. Default: krum median trimmed-mean geometric-median"
              + " nnm+trimmed-mean.")
  private List<String> rules;

  /** Whether rules are to be measured. */
  boolean ofMany(BaseCommand command) {
    if (!kappa && rules != null) {
      throw command.usage("--rules: is for --kappa");
    }
    return kappa;
  }

  /** Whether one rule is named. */
  boolean ofOne() {
    return rule != null;
  }

  /** m. */
  int nodes(BaseCommand command) {
    return command
        .positive("--nodes", nodes)
        .orElseThrow(() -> command.usage("how many nodes? --nodes M is needed"));
  }

  /** The rules to be measured. */
  List<String> rules() {
    return rules == null
        ? List.of("krum", "median", "trimmed-mean", "geometric-median", "nnm+trimmed-mean")
        : rules;
  }

  /** What is to be told of the rule that is named. */
  TheoryOfRule theory(BaseCommand command, Optional<TheoryOfRule.Problem> problem) {
    int m = nodes(command);
    Catalog catalog = Catalog.standard();
    Aggregator named = byzantine == null ? catalog.rule(rule) : catalog.rule(rule, byzantine);
    OptionalInt own = named.byzantine();
    if (byzantine == null && own.isEmpty()) {
      throw command.usage("--byzantine Q is needed: " + rule + " has no q of its own");
    }
    if (byzantine != null && own.isPresent() && own.getAsInt() != byzantine) {
      throw command.usage(
          "--byzantine: " + rule + " has q=" + own.getAsInt() + ", got q=" + byzantine);
    }
    for (double sine : sines) {
      if (!(sine > 0 && sine < 1)) {
        throw command.usage("--sine: need 0 < sin alpha < 1, got " + sine);
      }
    }
    int q = own.orElseGet(() -> byzantine);
    named.checkNodes(m);
    named.check(m, q);
    return new TheoryOfRule(
        command.screen(),
        named.toString(),
        new Minority(m, q),
        catalog.certificate(named),
        new HonestNoise(squared("--sigma", sigma), squared("--zeta", zeta), slope),
        sines,
        problem);
  }

  private static double squared(String option, double value) {
    double square = value * value;
    if (!(value >= 0) || Double.isInfinite(square)) {
      throw new IllegalArgumentException(
          option + ": need a non-negative value with a finite square, got " + value);
    }
    return square;
  }
}
