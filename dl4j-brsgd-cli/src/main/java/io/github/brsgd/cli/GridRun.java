package io.github.brsgd.cli;

import io.github.brsgd.cli.compare.CellResult;
import io.github.brsgd.cli.compare.Grid;
import io.github.brsgd.cli.compare.GridCell;
import io.github.brsgd.cli.compare.GridRecord;
import io.github.brsgd.cli.compare.GridResult;
import io.github.brsgd.cli.compare.GridTable;
import io.github.brsgd.cli.experiment.ExperimentData;
import io.github.brsgd.cli.experiment.Provenance;
import io.github.brsgd.cli.experiment.Schedule;
import io.github.brsgd.cli.report.LabelsOfNodes;
import io.github.brsgd.cli.report.PngFile;
import io.github.brsgd.cli.report.svg.HeatGrid;
import io.github.brsgd.cli.report.svg.Picture;
import io.github.brsgd.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Runs the cells of a grid, several at a time, and shows the worst cases. */
final class GridRun {

  /** What is written, for a command that writes something else in its place. */
  static final List<String> FILES =
      List.of(
          "grid.csv",
          "grid.md",
          GridRecord.FILE,
          "grid.png",
          "grid.svg",
          "grid-best.png",
          "grid-best.svg");

  private static final double NANOS = 1e9;

  private final Screen screen;
  private final Grid grid;
  private final ExperimentData data;
  private final RunsAtATime atATime;
  private final Path out;
  private final long start = System.nanoTime();

  GridRun(Screen screen, Grid grid, ExperimentData data, RunsAtATime atATime, Path out) {
    this.screen = screen;
    this.grid = grid;
    this.data = data;
    this.atATime = atATime;
    this.out = out;
  }

  /** Runs, writes, shows; returns the exit code. */
  int execute(List<GridCell> cells, List<String> arguments) throws IOException {
    Provenance provenance =
        Provenance.now(
            Versions.brsgd(),
            Versions.dl4j(),
            BaseCommand.home(),
            data,
            atATime.threads(),
            arguments);
    split(cells);
    refusals(cells);
    try (StopSignal stop = new StopSignal(screen)) {
      CellRunner runner = new CellRunner(screen, data, atATime.workers(), stop::isRequested);
      List<GridCell> possible = cells.stream().filter(cell -> cell.run().isPresent()).toList();
      SideBySide.Done<Finished> done = run(possible, runner);
      List<GridResult> results = known(cells, done.results());
      GridTable table = new GridTable(grid, results);
      write(table, results, provenance);
      screen.print("");
      screen.print(table.worst());
      screen.print("%nthe best rule, its worst accuracy and the attack:");
      screen.print(table.best());
      screen.print("%n%s", caption(table, results));
      if (done.results().size() < possible.size()) {
        screen.print(
            "stopped after %d of %d runs; the files of what was done are complete",
            done.results().size(), possible.size());
      }
      screen.print("results in %s", out);
      done.orThrow();
      return runner.exitCode();
    }
  }

  /** Says how each split deals the examples, and refuses one that cannot. */
  private void split(List<GridCell> cells) {
    Set<List<Object>> seen = new HashSet<>();
    for (GridCell cell : cells) {
      String partition = cell.place().partition();
      if (cell.run().isPresent() && seen.add(List.of(partition, cell.seed()))) {
        cell.run()
            .get()
            .experiment()
            .labelCounts(data)
            .filter(counts -> cell.seed() == grid.schedule().seed())
            .ifPresent(
                counts ->
                    screen.print(
                        "labels   %s: %s", partition, new LabelsOfNodes(counts).summary()));
      }
    }
  }

  /** Says of what cannot be run why not, once for every rule and count. */
  private void refusals(List<GridCell> cells) {
    cells.stream()
        .filter(cell -> cell.run().isEmpty())
        .map(
            cell ->
                String.format(
                    Locale.ROOT,
                    "%s, %d attackers: %s",
                    cell.written(),
                    cell.place().byzantine(),
                    cell.refusal()))
        .distinct()
        .forEach(reason -> screen.note("%s", reason));
  }

  private SideBySide.Done<Finished> run(List<GridCell> cells, CellRunner runner) {
    int rounds = grid.schedule().rounds();
    try (Progress progress =
        screen.progress("comparing", " rounds", (long) rounds * cells.size())) {
      RoundsOfRuns bar = new RoundsOfRuns(progress, cells.size(), rounds);
      List<SideBySide.Job<Finished>> jobs = new ArrayList<>();
      for (GridCell cell : cells) {
        SideBySide.Job<CellResult> job = runner.job(cell.run().orElseThrow(), bar);
        jobs.add(
            interrupted ->
                job.run(interrupted).map(result -> new Finished(cell, cell.result(result))));
      }
      return new SideBySide(atATime.runs(), runner::isToEnd).run(jobs);
    }
  }

  /** A cell whose run came to its end. */
  private record Finished(GridCell cell, GridResult result) {}

  /** What is known of the cells, in their order: of those that cannot be run it is known before. */
  private static List<GridResult> known(List<GridCell> cells, List<Finished> finished) {
    IdentityHashMap<GridCell, GridResult> results = new IdentityHashMap<>();
    finished.forEach(one -> results.put(one.cell(), one.result()));
    return cells.stream()
        .map(cell -> cell.run().isEmpty() ? cell.impossible() : results.get(cell))
        .filter(Objects::nonNull)
        .toList();
  }

  private void write(GridTable table, List<GridResult> results, Provenance provenance)
      throws IOException {
    OutputFolder.clear(out, CompareRun.FILES);
    DealtExamples.clear(out);
    AtomicFile.write(out.resolve("grid.csv"), table.runs().toCsv());
    AtomicFile.write(
        out.resolve("grid.md"),
        table.worst().toMarkdown()
            + "\nThe best rule, its worst accuracy and the attack:\n\n"
            + table.best().toMarkdown()
            + "\n"
            + caption(table, results)
            + "\n");
    new GridRecord(grid, provenance.took(seconds()), results).write(out);
    draw("grid", title(table), table.worstGrid("grid"));
    draw("grid-best", "best rule by its worst case; " + title(table), table.bestGrid("grid-best"));
  }

  private void draw(String name, String title, HeatGrid chart) {
    screen.picture(
        () -> {
          Picture picture = new Picture(title, chart);
          AtomicFile.write(out.resolve(name + ".svg"), picture.svg());
          PngFile.write(out.resolve(name + ".png"), picture);
        });
  }

  private String title(GridTable table) {
    Schedule schedule = grid.schedule();
    return String.format(
        Locale.ROOT,
        "%s, %s: test accuracy in %% under the worst of %s, %d nodes, %d rounds",
        grid.data().dataset(),
        grid.network().model(),
        table.attacks(),
        schedule.nodes(),
        schedule.rounds());
  }

  private String caption(GridTable table, List<GridResult> results) {
    return String.format(
        Locale.ROOT,
        "%s, %s. n/a cannot be run, - not run to the end.%s%s Took %.0f s.",
        title(table),
        grid.schedule().words(grid.seeds()),
        FailedRoundOption.legend(
            grid.onFailedRound(), grid.schedule().rounds(), results.stream().map(GridResult::run)),
        table.legend(),
        seconds());
  }

  private double seconds() {
    return (System.nanoTime() - start) / NANOS;
  }
}
