package io.github.brsgd.cli.sweep;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.brsgd.cli.experiment.Provenance;
import io.github.brsgd.cli.report.JsonFiles;
import io.github.brsgd.files.AtomicFile;
import io.github.brsgd.files.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What was searched, with what, and what came out: {@code sweep.json}. It is there from the start,
 * so that a sweep that was killed can go on.
 *
 * @param configuration repeats the sweep
 * @param provenance of the last start
 * @param outcome null while it runs
 * @since 0.1
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SweepRecord(SweepConfig configuration, Provenance provenance, Outcome outcome) {

  /** The name of the file. */
  public static final String FILE = "sweep.json";

  /**
   * What came out, in short; candidates are in {@code leaderboard.csv}.
   *
   * @param complete whether the search came to its end
   * @param candidates how many count; where patience ended the search, some behind them were run
   * @param finished candidates that were run and scored, those that diverged or aborted among them
   * @param endedEarly those of them of which a run diverged or aborted
   * @param invalid candidates that cannot be run
   * @param failed candidates that failed for another reason
   * @param winner index of the best candidate; null if there is none
   * @param tests the winner on the test images
   * @since 0.1
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Outcome(
      boolean complete,
      int candidates,
      long finished,
      long endedEarly,
      long invalid,
      long failed,
      Integer winner,
      List<Test> tests) {

    /** Copies the list. */
    public Outcome {
      tests = List.copyOf(tests);
    }
  }

  /**
   * The winner under one attack, trained on all training images.
   *
   * @param attack its text; empty if nobody attacked
   * @param seed of the run
   * @param accuracy on the test images, in [0, 1]; null if the run failed closed
   * @param folder with the run's record
   * @since 0.1
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Test(String attack, long seed, Double accuracy, String folder) {}

  /** Checks that nothing is missing. */
  public SweepRecord {
    Objects.requireNonNull(configuration, "configuration");
    Objects.requireNonNull(provenance, "provenance");
  }

  /**
   * Writes {@code sweep.json}, whole or not at all.
   *
   * @param folder where to
   * @throws IOException if it cannot be written
   */
  public void write(Path folder) throws IOException {
    AtomicFile.write(folder.resolve(FILE), JsonFiles.write(this));
  }

  /**
   * Reads a configuration, alone or in the record of a sweep.
   *
   * @param file a configuration or a {@code sweep.json}
   * @return the configuration
   * @throws IllegalArgumentException if it is neither
   * @throws IOException if it cannot be read
   */
  public static SweepConfig readConfiguration(Path file) throws IOException {
    return isRecord(file)
        ? JsonFiles.read(file, SweepRecord.class).configuration()
        : JsonFiles.read(file, SweepConfig.class);
  }

  /**
   * Reads what a sweep was run with, if the file is the record of one.
   *
   * @param file a configuration or a {@code sweep.json}
   * @return of its last start; empty for a configuration alone
   * @throws IllegalArgumentException if it is neither
   * @throws IOException if it cannot be read
   */
  public static Optional<Provenance> readProvenance(Path file) throws IOException {
    return isRecord(file)
        ? Optional.of(JsonFiles.read(file, SweepRecord.class).provenance())
        : Optional.empty();
  }

  private static boolean isRecord(Path file) throws IOException {
    return TextFile.read(file).contains("\"configuration\"");
  }

  /**
   * Reads the record of a folder.
   *
   * @param folder of a sweep
   * @return its record; empty if there is none
   * @throws IllegalArgumentException if the file is not a record
   * @throws IOException if it cannot be read
   */
  public static Optional<SweepRecord> find(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    return Files.exists(file)
        ? Optional.of(JsonFiles.read(file, SweepRecord.class))
        : Optional.empty();
  }
}
