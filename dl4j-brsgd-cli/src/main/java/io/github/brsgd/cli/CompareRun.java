package io.github.brsgd.cli;

import io.github.brsgd.cli.compare.CellResult;
import io.github.brsgd.cli.compare.Comparison;
import io.github.brsgd.cli.compare.ComparisonRecord;
import io.github.brsgd.cli.compare.ResultTable;
import io.github.brsgd.cli.experiment.Experiment;
import io.github.brsgd.cli.experiment.ExperimentData;
import io.github.brsgd.cli.experiment.Outcome;
import io.github.brsgd.cli.experiment.Provenance;
import io.github.brsgd.cli.experiment.Schedule;
import io.github.brsgd.cli.report.ClassAccuracy;
import io.github.brsgd.cli.report.PngFile;
import io.github.brsgd.cli.report.svg.Picture;
import io.github.brsgd.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;

/** Runs the cells of a table one after another, each on all workers, and shows them. */
final class CompareRun {

  private static final double NANOS = 1e9;

  private final Screen screen;
  private final Comparison comparison;
  private final ExperimentData data;
  private final int workers;
  private final Path out;
  private final List<CellResult> results = new ArrayList<>();
  private final long start = System.nanoTime();

  /** The run that broke, which ends the comparison: it says nothing of its rule and attack. */
  private Optional<Outcome> broken = Optional.empty();

  CompareRun(Screen screen, Comparison comparison, ExperimentData data, int workers, Path out) {
    this.screen = screen;
    this.comparison = comparison;
    this.data = data;
    this.workers = workers;
    this.out = out;
  }

  /** Runs, writes, shows; returns the exit code. */
  int execute(List<Comparison.Cell> cells, List<String> arguments) throws IOException {
    // A network that these data do not fit is no fault of a cell.
    cells.get(0).experiment().network(data);
    Provenance provenance =
        Provenance.now(
            Versions.brsgd(), Versions.dl4j(), BaseCommand.home(), data, workers, arguments);
    screen.print("data: %s, %s", comparison.data().title(), data.origin());
    try (StopSignal stop = new StopSignal(screen)) {
      run(cells, stop);
      ResultTable table = new ResultTable(comparison, results);
      write(table, provenance);
      screen.print("");
      screen.print(table.table());
      screen.print("%n%s", caption(table));
      if (stop.isRequested() || broken.isPresent()) {
        screen.print(
            "stopped after %d of %d runs; the files of what was done are complete",
            results.size(), cells.size());
      }
      screen.print("results in %s", out);
    }
    broken.filter(outcome -> outcome.broken().get() instanceof Error).ifPresent(Outcome::orThrow);
    return broken.isPresent() ? 1 : 0;
  }

  private void run(List<Comparison.Cell> cells, StopSignal stop) throws IOException {
    int rounds = comparison.schedule().rounds();
    try (Progress progress =
        screen.progress("comparing", " rounds", (long) rounds * cells.size())) {
      for (int i = 0; i < cells.size() && !stop.isRequested() && broken.isEmpty(); i++) {
        Comparison.Cell cell = cells.get(i);
        long[] done = {(long) i * rounds};
        String what = cell.rule() + ", " + cell.attack();
        CellResult result = result(cell, stop, () -> progress.at(++done[0], what));
        if (result != null) {
          results.add(result);
        }
      }
    }
  }

  /** The result of a cell; null if it was stopped before its end, or broke. */
  private CellResult result(Comparison.Cell cell, StopSignal stop, Runnable tick)
      throws IOException {
    Experiment experiment = cell.experiment();
    try {
      Model network = experiment.network(data);
      Outcome outcome =
          experiment.run(network, data, workers, (round, model) -> tick.run(), stop::isRequested);
      if (outcome.broken().isPresent()) {
        screen.note("%s under %s: %s", cell.rule(), cell.attack(), outcome.aborted().orElseThrow());
        broken = Optional.of(outcome);
        return null;
      }
      if (outcome.stopped()) {
        return null;
      }
      boolean aborted = outcome.aborted().isPresent();
      return result(
          cell,
          aborted ? CellResult.State.ABORTED : CellResult.State.DONE,
          aborted
              ? ClassAccuracy.of(network, data.test(), data.classNames()).total()
              : outcome.history().lastAccuracy().orElseThrow(),
          outcome.history().rounds().size(),
          outcome.seconds());
    } catch (IllegalArgumentException e) {
      screen.note("%s under %s: %s", cell.rule(), cell.attack(), e.getMessage());
      return result(cell, CellResult.State.IMPOSSIBLE, Double.NaN, 0, 0);
    }
  }

  private static CellResult result(
      Comparison.Cell cell, CellResult.State state, double accuracy, int rounds, double seconds) {
    return new CellResult(
        cell.rule(),
        cell.attack(),
        cell.seed(),
        cell.experiment().config().adversary().attackers(),
        state,
        accuracy,
        rounds,
        seconds);
  }

  private void write(ResultTable table, Provenance provenance) throws IOException {
    AtomicFile.write(out.resolve("compare.csv"), table.runs().toCsv());
    AtomicFile.write(
        out.resolve("compare.md"), table.table().toMarkdown() + "\n" + caption(table) + "\n");
    new ComparisonRecord(comparison, provenance.took(seconds()), results).write(out);
    screen.picture(
        () -> PngFile.write(out.resolve("compare.png"), new Picture(title(), table.grid("grid"))));
  }

  private String title() {
    Schedule schedule = comparison.schedule();
    return String.format(
        Locale.ROOT,
        "%s, %s: test accuracy in %%, %d nodes, %d attackers, %d rounds",
        comparison.data().title(),
        comparison.model(),
        schedule.nodes(),
        comparison.attackers(),
        schedule.rounds());
  }

  private String caption(ResultTable table) {
    Schedule schedule = comparison.schedule();
    return String.format(
        Locale.ROOT,
        "%s, batch %d,%nalpha_k = %s/(k+1)^%s, %s. worst: the least over the attacks."
            + "%s Took %.0f s.",
        title(),
        schedule.batch(),
        schedule.alpha0(),
        schedule.p(),
        comparison.seeds() == 1
            ? "seed " + schedule.seed()
            : "mean and standard deviation over "
                + comparison.seeds()
                + " seeds from "
                + schedule.seed(),
        table.legend(),
        seconds());
  }

  private double seconds() {
    return (System.nanoTime() - start) / NANOS;
  }
}
