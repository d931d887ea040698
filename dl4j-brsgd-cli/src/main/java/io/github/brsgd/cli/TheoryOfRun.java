package io.github.brsgd.cli;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.catalog.Certification;
import io.github.brsgd.cli.experiment.DataChoice;
import io.github.brsgd.cli.experiment.EstimatedRun;
import io.github.brsgd.cli.experiment.ExperimentConfig;
import io.github.brsgd.cli.experiment.NodeChoice;
import io.github.brsgd.cli.experiment.RunRecord;
import io.github.brsgd.cli.report.LogLogPlot;
import io.github.brsgd.diagnostics.HonestNoiseFit;
import io.github.brsgd.diagnostics.Observation;
import io.github.brsgd.diagnostics.RunEstimates;
import io.github.brsgd.theory.ConvergenceConstants;
import io.github.brsgd.theory.ConvergenceRate;
import io.github.brsgd.theory.robustness.CertifiedConvergence;
import io.github.brsgd.theory.robustness.HonestNoise;
import io.github.brsgd.theory.robustness.Minority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** The theorem beside a run whose constants were estimated. */
final class TheoryOfRun {

  private final Screen screen;
  private final EstimatedRun run;
  private final Path folder;

  TheoryOfRun(Screen screen, Path folder) throws IOException {
    this.screen = screen;
    this.folder = folder;
    try {
      this.run = EstimatedRun.read(folder);
    } catch (NoSuchFileException e) {
      throw new Failure(
          "--run: there is no "
              + EstimatedRun.FILE
              + " in "
              + folder
              + "; 'brsgd train --observe R --out "
              + folder
              + "' writes it",
          e);
    }
  }

  /** Tells what was seen and draws it beside bound and slope. */
  void execute(Path out) throws IOException {
    RunEstimates seen = run.estimates();
    screen.print("%s", run.table().toText());
    screen.print("%s", run.report().strip());
    Optional<ConvergenceRate> rate =
        seen.constants().map(c -> ConvergenceRate.largestSteps(c, run.p()));
    boolean allowed =
        seen.constants().map(ConvergenceConstants::largestFirstStep).orElse(0.0) >= run.alpha0();
    screen.print(
        "Assumption 2.2 was %s to hold in the rounds observed",
        seen.constants().isPresent() ? "seen" : "not seen");
    screen.print(
        "alpha_0 <= (1 - sin alpha)/(L B') %s for the alpha_0=%s of the run%s",
        allowed ? "holds" : "does not hold",
        run.alpha0(),
        allowed ? "" : ": the bound drawn is for the step allowed, not for this run");
    certificate();
    screen.picture(
        () ->
            LogLogPlot.write(
                out.resolve("theory.png"),
                "Least gradient norm of the run, Corollary 4.1",
                lines(rate)));
    screen.print("results in %s", out);
  }

  /** What is proven of the run's rule, held against the noise that the run showed. */
  private void certificate() throws IOException {
    Path record = folder.resolve(RunRecord.FILE);
    if (!Files.exists(record)) {
      screen.print("certificate: the rule is not known, there is no %s", RunRecord.FILE);
      return;
    }
    ExperimentConfig config = RunRecord.read(record).configuration();
    if (run.nodes() < 2L * run.byzantine() + 1) {
      screen.print("no certificate: needs m >= 2q+1, got m=%d, q=%d", run.nodes(), run.byzantine());
      return;
    }
    Minority minority = new Minority(run.nodes(), run.byzantine());
    Catalog catalog = Catalog.standard();
    Aggregator rule;
    try {
      rule = catalog.rule(config.defence().rule(), run.byzantine());
    } catch (IllegalArgumentException e) {
      // Runs are looked at where a rule of a user's own is not at hand.
      screen.print("certificate: the rule is not known here: %s", e.getMessage());
      return;
    }
    Certification certification = catalog.certificate(rule);
    screen.print("%s", TheoryOfRule.headline(rule.toString(), minority, certification));
    OptionalDouble kappa = certification.kappa(minority);
    if (kappa.isEmpty()) {
      return;
    }
    Optional<String> reason = inTheWay(config);
    if (reason.isPresent()) {
      screen.print("Assumption 2.2 is not promised: %s", reason.get());
      return;
    }
    Optional<String> bias = bias(config);
    double counted = kappa.getAsDouble() + (bias.isPresent() ? 1 : 0);
    List<Observation> seen = run.estimates().observations();
    HonestNoise noise = HonestNoiseFit.of(seen);
    CertifiedConvergence promised = new CertifiedConvergence(counted, noise);
    OptionalDouble radius = promised.leastRadius();
    screen.print("noise of the run: s2 + Z2 %.3g, b2 %.3g", noise.variance(), noise.slope());
    bias.ifPresent(
        text -> screen.print("rows are no unbiased draws of grad F (%s): kappa + 1 counts", text));
    screen.print(
        "%s",
        radius.isPresent()
            ? String.format(
                Locale.ROOT,
                "Assumption 2.2 is promised where ||grad F|| > %.3g: %d of %d rounds observed",
                radius.getAsDouble(),
                seen.stream().filter(o -> o.gradientNorm() > radius.getAsDouble()).count(),
                seen.size())
            : String.format(
                Locale.ROOT,
                "Assumption 2.2 is promised nowhere: kappa b2 = %.3g is not below 1",
                counted * noise.slope()));
  }

  /** What a certificate for m rows, at most q of them Byzantine, does not hold of. */
  private Optional<String> inTheWay(ExperimentConfig config) {
    int attackers = config.adversary().attackers();
    if (attackers > run.byzantine()) {
      return Optional.of(
          "a certificate is for at most q=" + run.byzantine() + " attackers, got " + attackers);
    }
    NodeChoice nodes = config.nodes();
    return nodes.cached() || nodes.dropOut() > 0 || nodes.late() > 0
        ? Optional.of("in some rounds rows are missing, or are those of earlier rounds")
        : Optional.empty();
  }

  /**
   * Why the mean of honest rows is on average another vector than grad F over all examples. Then
   * {@code ||A - grad F||^2 <= (sqrt(kappa spread) + ||gbar - grad F||)^2 <= (kappa + 1) mean ||g_i
   * - grad F||^2} serves, for every draw.
   */
  private static Optional<String> bias(ExperimentConfig config) {
    String update = config.nodes().update();
    String partition = config.data().partition();
    if (!update.equals(NodeChoice.PLAIN.update())) {
      return Optional.of("update " + update);
    }
    return partition.equals(DataChoice.IID)
        ? Optional.empty()
        : Optional.of("partition " + partition);
  }

  private List<LogLogPlot.Line> lines(Optional<ConvergenceRate> rate) {
    double[] rounds = run.rows().stream().mapToDouble(row -> row.round() + 1.0).toArray();
    double[] norms = run.rows().stream().mapToDouble(EstimatedRun.Row::gradientNorm).toArray();
    for (int i = 1; i < norms.length; i++) {
      norms[i] = Math.min(norms[i], norms[i - 1]);
    }
    double exponent = (1 - run.p()) / 2;
    double[] slope =
        Arrays.stream(rounds).map(k -> norms[0] * Math.pow(k / rounds[0], -exponent)).toArray();
    List<LogLogPlot.Line> lines = new ArrayList<>();
    lines.add(new LogLogPlot.Line("run", rounds, norms, false));
    lines.add(new LogLogPlot.Line("slope -(1-p)/2", rounds, slope, true));
    rate.ifPresent(
        r ->
            lines.add(
                new LogLogPlot.Line(
                    "bound (4.2)",
                    rounds,
                    Arrays.stream(rounds).map(k -> r.bound((long) k)).toArray(),
                    true)));
    return lines;
  }
}
