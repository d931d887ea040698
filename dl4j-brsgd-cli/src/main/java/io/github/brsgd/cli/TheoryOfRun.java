package io.github.brsgd.cli;

import io.github.brsgd.cli.experiment.EstimatedRun;
import io.github.brsgd.cli.report.LogLogPlot;
import io.github.brsgd.diagnostics.RunEstimates;
import io.github.brsgd.theory.ConvergenceConstants;
import io.github.brsgd.theory.ConvergenceRate;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The theorem beside a run whose constants were estimated. */
final class TheoryOfRun {

  private final Screen screen;
  private final EstimatedRun run;

  TheoryOfRun(Screen screen, Path folder) throws IOException {
    this.screen = screen;
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
    screen.picture(
        () ->
            LogLogPlot.write(
                out.resolve("theory.png"),
                "Least gradient norm of the run, Corollary 4.1",
                lines(rate)));
    screen.print("results in %s", out);
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
