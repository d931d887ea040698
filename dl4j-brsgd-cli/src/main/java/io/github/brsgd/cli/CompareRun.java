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
import io.github.brsgd.data.LabelCounts;
import io.github.brsgd.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.nn.api.Model;

/** Runs the cells of a table, several at a time, and shows them. */
final class CompareRun {

  private static final double NANOS = 1e9;

  private final Screen screen;
  private final Comparison comparison;
  private final ExperimentData data;
  private final RunsAtATime atATime;
  private final Path out;
  private final long start = System.nanoTime();

  /** The run that broke, which ends the comparison: it says nothing of its rule and attack. */
  private final AtomicReference<Outcome> broken = new AtomicReference<>();

  CompareRun(
      Screen screen, Comparison comparison, ExperimentData data, RunsAtATime atATime, Path out) {
    this.screen = screen;
    this.comparison = comparison;
    this.data = data;
    this.atATime = atATime;
    this.out = out;
  }

  /** Runs, writes, shows; returns the exit code. */
  int execute(List<Comparison.Cell> cells, List<String> arguments) throws IOException {
    Provenance provenance =
        Provenance.now(
            Versions.brsgd(),
            Versions.dl4j(),
            BaseCommand.home(),
            data,
            atATime.threads(),
            arguments);
    DealtExamples dealt = new DealtExamples(screen, comparison.data(), split(cells));
    dealt.show();
    try (StopSignal stop = new StopSignal(screen)) {
      SideBySide.Done<CellResult> done = run(cells, stop);
      List<CellResult> results = done.results();
      ResultTable table = new ResultTable(comparison, results);
      write(table, results, provenance);
      dealt.write(out);
      screen.print("");
      screen.print(table.table());
      screen.print("%n%s", caption(table));
      if (results.size() < cells.size()) {
        screen.print(
            "stopped after %d of %d runs; the files of what was done are complete",
            results.size(), cells.size());
      }
      screen.print("results in %s", out);
      done.orThrow();
    }
    Optional<Throwable> cause = Optional.ofNullable(broken.get()).flatMap(Outcome::broken);
    if (cause.isPresent() && cause.get() instanceof Error e) {
      throw e;
    }
    return cause.isPresent() ? 1 : 0;
  }

  /** Cells of one seed deal the examples alike. */
  private Map<Long, LabelCounts> split(List<Comparison.Cell> cells) {
    Map<Long, LabelCounts> split = new LinkedHashMap<>();
    for (Comparison.Cell cell : cells) {
      if (!split.containsKey(cell.seed())) {
        cell.experiment().labelCounts(data).ifPresent(counts -> split.put(cell.seed(), counts));
      }
    }
    return split;
  }

  private SideBySide.Done<CellResult> run(List<Comparison.Cell> cells, StopSignal stop) {
    int rounds = comparison.schedule().rounds();
    try (Progress progress =
        screen.progress("comparing", " rounds", (long) rounds * cells.size())) {
      RoundsOfRuns bar = new RoundsOfRuns(progress, cells.size(), rounds);
      return new SideBySide(atATime.runs(), () -> stop.isRequested() || broken.get() != null)
          .run(cells.stream().map(cell -> job(cell, stop, bar)).toList());
    }
  }

  private SideBySide.Job<CellResult> job(Comparison.Cell cell, StopSignal stop, RoundsOfRuns bar) {
    return interrupted -> {
      Optional<CellResult> result =
          result(cell, () -> stop.isRequested() || interrupted.getAsBoolean(), bar);
      result.ifPresent(r -> bar.ended(r.rounds()));
      return result;
    };
  }

  /** The result of a cell; nothing if it was stopped before its end, or broke. */
  private Optional<CellResult> result(Comparison.Cell cell, BooleanSupplier stop, RoundsOfRuns bar)
      throws IOException {
    Experiment experiment = cell.experiment();
    try {
      Model network = experiment.network(data);
      Outcome outcome =
          experiment.run(network, data, atATime.workers(), (round, model) -> bar.round(), stop);
      if (outcome.broken().isPresent()) {
        screen.note("%s under %s: %s", cell.rule(), cell.attack(), outcome.aborted().orElseThrow());
        broken.compareAndSet(null, outcome);
        return Optional.empty();
      }
      if (outcome.stopped()) {
        return Optional.empty();
      }
      boolean aborted = outcome.aborted().isPresent();
      return Optional.of(
          result(
              cell,
              aborted ? CellResult.State.ABORTED : CellResult.State.DONE,
              aborted
                  ? ClassAccuracy.of(network, data.test(), data.classNames()).total()
                  : outcome.history().lastAccuracy().orElseThrow(),
              outcome.history().rounds().size(),
              outcome.seconds()));
    } catch (IllegalArgumentException e) {
      screen.note("%s under %s: %s", cell.rule(), cell.attack(), e.getMessage());
      return Optional.of(result(cell, CellResult.State.IMPOSSIBLE, Double.NaN, 0, 0));
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

  private void write(ResultTable table, List<CellResult> results, Provenance provenance)
      throws IOException {
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
