package io.github.brsgd.cli;

import io.github.brsgd.cli.compare.CellResult;
import io.github.brsgd.cli.compare.Comparison;
import io.github.brsgd.cli.compare.ComparisonRecord;
import io.github.brsgd.cli.compare.ResultTable;
import io.github.brsgd.cli.experiment.ExperimentData;
import io.github.brsgd.cli.experiment.Provenance;
import io.github.brsgd.cli.experiment.Schedule;
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

/** Runs the cells of a table, several at a time, and shows them. */
final class CompareRun {

  /** What is written, for a command that writes something else in its place. */
  static final List<String> FILES =
      List.of("compare.csv", "compare.md", ComparisonRecord.FILE, "compare.png");

  private static final double NANOS = 1e9;

  private final Screen screen;
  private final Comparison comparison;
  private final ExperimentData data;
  private final RunsAtATime atATime;
  private final Path out;
  private final long start = System.nanoTime();

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
      CellRunner runner = new CellRunner(screen, data, atATime.workers(), stop::isRequested);
      SideBySide.Done<CellResult> done = run(cells, runner);
      List<CellResult> results = done.results();
      ResultTable table = new ResultTable(comparison, results);
      write(table, results, provenance);
      dealt.write(out);
      screen.print("");
      screen.print(table.table());
      screen.print("%n%s", caption(table, results));
      if (results.size() < cells.size()) {
        screen.print(
            "stopped after %d of %d runs; the files of what was done are complete",
            results.size(), cells.size());
      }
      screen.print("results in %s", out);
      done.orThrow();
      return runner.exitCode();
    }
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

  private SideBySide.Done<CellResult> run(List<Comparison.Cell> cells, CellRunner runner) {
    int rounds = comparison.schedule().rounds();
    try (Progress progress =
        screen.progress("comparing", " rounds", (long) rounds * cells.size())) {
      RoundsOfRuns bar = new RoundsOfRuns(progress, cells.size(), rounds);
      return new SideBySide(atATime.runs(), runner::isToEnd)
          .run(cells.stream().map(cell -> runner.job(cell, bar)).toList());
    }
  }

  private void write(ResultTable table, List<CellResult> results, Provenance provenance)
      throws IOException {
    OutputFolder.clear(out, GridRun.FILES);
    AtomicFile.write(out.resolve("compare.csv"), table.runs().toCsv());
    AtomicFile.write(
        out.resolve("compare.md"),
        table.table().toMarkdown() + "\n" + caption(table, results) + "\n");
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

  private String caption(ResultTable table, List<CellResult> results) {
    return String.format(
        Locale.ROOT,
        "%s, %s. worst: the least over the attacks.%s%s Took %.0f s.",
        title(),
        comparison.schedule().words(comparison.seeds()),
        FailedRoundOption.legend(
            comparison.onFailedRound(), comparison.schedule().rounds(), results.stream()),
        table.legend(),
        seconds());
  }

  private double seconds() {
    return (System.nanoTime() - start) / NANOS;
  }
}
