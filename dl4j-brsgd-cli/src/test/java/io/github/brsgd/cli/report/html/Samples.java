package io.github.brsgd.cli.report.html;

import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.cli.compare.CellResult;
import io.github.brsgd.cli.compare.CellResult.State;
import io.github.brsgd.cli.compare.Comparison;
import io.github.brsgd.cli.compare.ComparisonRecord;
import io.github.brsgd.cli.compare.Grid;
import io.github.brsgd.cli.compare.GridRecord;
import io.github.brsgd.cli.compare.GridResult;
import io.github.brsgd.cli.compare.ResultTable;
import io.github.brsgd.cli.experiment.Adversary;
import io.github.brsgd.cli.experiment.DataChoice;
import io.github.brsgd.cli.experiment.Defence;
import io.github.brsgd.cli.experiment.ExperimentConfig;
import io.github.brsgd.cli.experiment.IterateChoice;
import io.github.brsgd.cli.experiment.NetworkChoice;
import io.github.brsgd.cli.experiment.NodeChoice;
import io.github.brsgd.cli.experiment.Provenance;
import io.github.brsgd.cli.experiment.RunRecord;
import io.github.brsgd.cli.experiment.Schedule;
import io.github.brsgd.cli.sweep.SweepConfig;
import io.github.brsgd.cli.sweep.SweepRecord;
import io.github.brsgd.sweep.BrsgdChoice;
import io.github.brsgd.sweep.CandidateFolder;
import io.github.brsgd.sweep.CandidateResult;
import io.github.brsgd.sweep.Reduction;
import io.github.brsgd.sweep.Search;
import io.github.brsgd.sweep.TrialResult;
import io.github.brsgd.training.RoundRecord;
import io.github.brsgd.training.TrainingHistory;
import io.github.brsgd.training.server.FailedRound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Folders as the commands leave them, without the training. */
final class Samples {

  static final String SHA = "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db";

  private Samples() {}

  static Provenance provenance(String... command) {
    return new Provenance(
        "0.2.0",
        "1.0.0-M2.1",
        "CpuBackend",
        "2 x Processor, Linux, Java 17",
        "0123456789abcdef0123+changes",
        "DIR/mnist",
        Map.of("train-images", SHA),
        2,
        "2026-11-23T15:02:53Z",
        75.7,
        List.of(command));
  }

  /** A run whose accuracy rises by its seed and whose rounds are all there. */
  static Path run(Path folder, String rule, String attack, long seed, int rounds)
      throws IOException {
    return run(folder, rule, attack, seed, history(rounds, seed, !rule.contains("median")), "");
  }

  static Path run(
      Path folder, String rule, String attack, long seed, List<RoundRecord> rounds, String aborted)
      throws IOException {
    Files.createDirectories(folder);
    TrainingHistory history = new TrainingHistory(rounds);
    Files.writeString(folder.resolve(RoundsFile.NAME), history.toCsv());
    OptionalDouble last = history.lastAccuracy();
    new RunRecord(
            config(rule, attack, seed, Math.max(1, rounds.size())),
            provenance("train", "--rule", rule),
            new RunRecord.Result(
                rounds.size(),
                false,
                aborted,
                last.isPresent() ? last.getAsDouble() : null,
                List.of()))
        .write(folder);
    return folder;
  }

  private static ExperimentConfig config(String rule, String attack, long seed, int rounds) {
    return new ExperimentConfig(
        new DataChoice("mnist", 0, false),
        new NetworkChoice("mlp", "", "", true),
        new Defence(rule, 3, FailedRound.THROW),
        new Adversary(attack, attack.isEmpty() ? 0 : 3, false),
        new Schedule(15, 32, rounds, 1, 0.55, seed, 5),
        IterateChoice.NONE,
        0);
  }

  static List<RoundRecord> history(int rounds, long seed, boolean isWeighted) {
    List<RoundRecord> history = new ArrayList<>();
    for (int k = 0; k < rounds; k++) {
      history.add(
          round(
              k,
              1.0 / (k + seed),
              isWeighted ? OptionalDouble.of(0.1) : OptionalDouble.empty(),
              k % 5 == 4 || k == rounds - 1
                  ? OptionalDouble.of(0.8 + 0.01 * seed)
                  : OptionalDouble.empty()));
    }
    return history;
  }

  static RoundRecord round(int k, double norm, OptionalDouble share, OptionalDouble accuracy) {
    return new RoundRecord(
        k,
        0.5,
        0.7,
        norm,
        norm,
        0.9,
        share,
        9,
        List.of(),
        false,
        accuracy,
        OptionalDouble.empty(),
        List.of());
  }

  static CellResult cell(String rule, String attack, long seed, State state, double accuracy) {
    return new CellResult(
        rule,
        attack,
        seed,
        attack.equals(Comparison.NOBODY) ? 0 : 3,
        state,
        accuracy,
        state == State.DONE ? 100 : 0,
        1.5);
  }

  static Path comparison(
      Path folder, List<String> rules, List<String> attacks, int seeds, List<CellResult> results)
      throws IOException {
    Files.createDirectories(folder);
    Comparison comparison =
        new Comparison(
            rules,
            attacks,
            3,
            new DataChoice("mnist", 0, false),
            "mlp",
            new Schedule(15, 32, 100, 1, 0.55, 1, 100),
            seeds,
            true,
            NodeChoice.PLAIN,
            FailedRound.THROW);
    new ComparisonRecord(comparison, provenance("compare"), results).write(folder);
    Files.writeString(
        folder.resolve("compare.csv"), new ResultTable(comparison, results).runs().toCsv());
    return folder;
  }

  /** A grid in which the more attack, the worse it is. */
  static Path grid(
      Path folder,
      List<String> rules,
      List<String> attacks,
      List<Integer> byzantine,
      List<String> partitions)
      throws IOException {
    Files.createDirectories(folder);
    Grid grid =
        new Grid(
            rules,
            attacks,
            byzantine,
            partitions,
            new DataChoice("mnist", 0, false),
            new NetworkChoice("mlp", "", "", true),
            new Schedule(15, 32, 100, 1, 0.55, 1, 100),
            1,
            NodeChoice.PLAIN,
            FailedRound.THROW);
    List<GridResult> results =
        grid.cells(Catalog.standard()).stream()
            .map(
                cell ->
                    cell.run().isEmpty()
                        ? cell.impossible()
                        : cell.result(
                            cell(
                                cell.written(),
                                cell.attack(),
                                cell.seed(),
                                State.DONE,
                                0.9 - 0.1 * cell.place().byzantine())))
            .toList();
    new GridRecord(grid, provenance("compare"), results).write(folder);
    return folder;
  }

  static CandidateResult candidate(
      int index, String rule, int q, double p, double alpha0, TrialResult... trials) {
    List<TrialResult> all = List.of(trials);
    CandidateResult.State state =
        all.isEmpty() ? CandidateResult.State.INVALID : CandidateResult.State.FINISHED;
    return new CandidateResult(
        index,
        new BrsgdChoice(p, alpha0, rule, "", q, 32, ""),
        "",
        state,
        all.isEmpty() ? Double.NEGATIVE_INFINITY : Reduction.WORST.of(all, false),
        all,
        all.isEmpty() ? "Bulyan: need m >= 4q+3" : "",
        1.5);
  }

  static TrialResult trial(String attack, double score) {
    boolean isFinite = Double.isFinite(score);
    return new TrialResult(
        attack,
        1,
        isFinite ? TrialResult.State.FINISHED : TrialResult.State.DIVERGED,
        score,
        100,
        isFinite ? "" : "the loss ran away");
  }

  static Path sweep(
      Path folder,
      SweepConfig.Measure measure,
      SweepRecord.Outcome outcome,
      CandidateResult... candidates)
      throws IOException {
    CandidateFolder kept = new CandidateFolder(folder.resolve("candidates").toString());
    for (CandidateResult candidate : candidates) {
      kept.save(candidate);
    }
    Files.createDirectories(folder);
    SweepConfig config =
        new SweepConfig(
            new DataChoice("mnist", 0, false),
            "mlp",
            15,
            3,
            List.of("none", "ipm:tau=10"),
            List.of(1L),
            100,
            new SweepConfig.Space(
                new SweepConfig.Range(0.55, 0.9),
                new SweepConfig.Range(0.1, 10),
                List.of("krum", "median", "bulyan"),
                List.of(""),
                List.of(1, 2, 3),
                List.of(32)),
            Search.random(8, 1),
            measure,
            Reduction.WORST,
            0.1,
            true,
            NodeChoice.PLAIN,
            FailedRound.THROW);
    new SweepRecord(config, provenance("sweep", "--out", "a b"), outcome).write(folder);
    return folder;
  }
}
