package io.github.brsgd.cli.report.html;

import io.github.brsgd.cli.experiment.RunRecord;
import io.github.brsgd.cli.report.JsonFiles;
import io.github.brsgd.cli.sweep.SweepConfig;
import io.github.brsgd.cli.sweep.SweepRecord;
import io.github.brsgd.sweep.CandidateResult;
import io.github.brsgd.sweep.SweepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a {@code brsgd sweep} left in its folder, or has left there so far.
 *
 * @param folder where it is
 * @param record configuration, provenance, and the outcome if it has come to one
 * @param result every candidate that is there, best first
 * @param winner the winner's runs on the test images that are there
 */
record SweepFolder(Path folder, SweepRecord record, SweepResult result, List<RunFolder> winner) {

  private static final String CANDIDATES = "candidates";
  private static final String CANDIDATE = "candidate-[0-9]+\\.json";

  /** Copies the list. */
  SweepFolder {
    winner = List.copyOf(winner);
  }

  /**
   * Reads a folder.
   *
   * @param folder one that has a {@code sweep.json}
   * @return its sweep
   * @throws IllegalArgumentException if a file is not what its name says
   * @throws IOException if a file cannot be read
   */
  static SweepFolder read(Path folder) throws IOException {
    SweepRecord record = JsonFiles.read(folder.resolve(SweepRecord.FILE), SweepRecord.class);
    List<CandidateResult> candidates = new ArrayList<>();
    for (Path file : candidates(folder.resolve(CANDIDATES))) {
      candidates.add(JsonFiles.read(file, CandidateResult.class));
    }
    boolean isLoss = record.configuration().measure() == SweepConfig.Measure.LOSS;
    boolean isComplete = record.outcome() != null && record.outcome().complete();
    if (isComplete) {
      candidates.removeIf(c -> c.index() >= record.outcome().candidates());
    }
    return new SweepFolder(
        folder, record, new SweepResult(candidates, isLoss, isComplete), winner(folder, record));
  }

  private static List<Path> candidates(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().matches(CANDIDATE)).sorted().toList();
    }
  }

  private static List<RunFolder> winner(Path folder, SweepRecord record) throws IOException {
    List<RunFolder> runs = new ArrayList<>();
    for (SweepRecord.Test test :
        record.outcome() == null ? List.<SweepRecord.Test>of() : record.outcome().tests()) {
      Path run = folder.resolve(test.folder());
      if (Files.exists(run.resolve(RunRecord.FILE))) {
        runs.add(RunFolder.read(run));
      }
    }
    return runs;
  }

  /** The winner's runs as the record tells them; none before the end. */
  List<SweepRecord.Test> tests() {
    return record.outcome() == null ? List.of() : record.outcome().tests();
  }
}
