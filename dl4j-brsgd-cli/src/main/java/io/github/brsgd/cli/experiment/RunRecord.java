package io.github.brsgd.cli.experiment;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.OptBoolean;
import io.github.brsgd.cli.report.JsonFiles;
import io.github.brsgd.files.AtomicFile;
import io.github.brsgd.training.server.Exclusion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A run for the record, {@code run.json}: enough to repeat it bit for bit.
 *
 * @param configuration what decides the result
 * @param provenance where it was made
 * @param result what came out, in short
 * @since 0.1
 */
public record RunRecord(ExperimentConfig configuration, Provenance provenance, Result result) {

  /** The name of the file. */
  public static final String FILE = "run.json";

  /**
   * What came out, in short; the rounds are in {@code rounds.csv}.
   *
   * @param rounds how many took place
   * @param stopped whether the run was stopped before its last round
   * @param aborted why it failed closed; empty if it did not
   * @param accuracy on the test images, in [0, 1]; null if it was not evaluated
   * @param excluded nodes whose rows were no longer taken; not written where there are none
   * @since 0.1
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Result(
      int rounds,
      boolean stopped,
      String aborted,
      Double accuracy,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Exclusion> excluded) {

    /**
     * A result; copies the list.
     *
     * @param rounds how many took place
     * @param stopped whether the run was stopped before its last round
     * @param aborted why it failed closed; empty if it did not
     * @param accuracy on the test images, in [0, 1]; null if it was not evaluated
     * @param excluded nodes whose rows were no longer taken; null if there are none
     */
    public Result(
        int rounds,
        boolean stopped,
        String aborted,
        Double accuracy,
        @JacksonInject(value = NodeChoice.UNSAID, useInput = OptBoolean.TRUE)
            List<Exclusion> excluded) {
      this.rounds = rounds;
      this.stopped = stopped;
      this.aborted = aborted;
      this.accuracy = accuracy;
      this.excluded = excluded == null ? List.of() : List.copyOf(excluded);
    }
  }

  /** Checks that nothing is missing. */
  public RunRecord {
    Objects.requireNonNull(configuration, "configuration");
    Objects.requireNonNull(provenance, "provenance");
    Objects.requireNonNull(result, "result");
  }

  /**
   * The record of a run that begins, of which nothing has come out yet.
   *
   * @param configuration what is to be run
   * @param provenance what it is run with
   * @return the record
   */
  public static RunRecord begun(ExperimentConfig configuration, Provenance provenance) {
    return new RunRecord(configuration, provenance, new Result(0, true, "", null, List.of()));
  }

  /**
   * The record of a run that ended.
   *
   * @param configuration what was run
   * @param provenance what it was run with, from its start
   * @param outcome how it ended
   * @return the record
   */
  public static RunRecord of(
      ExperimentConfig configuration, Provenance provenance, Outcome outcome) {
    OptionalDouble last = outcome.history().lastAccuracy();
    return new RunRecord(
        configuration,
        provenance.took(outcome.seconds()),
        new Result(
            outcome.history().rounds().size(),
            outcome.stopped(),
            outcome.aborted().orElse(""),
            last.isPresent() ? last.getAsDouble() : null,
            outcome.history().exclusions()));
  }

  /**
   * Writes {@code run.json}, whole or not at all.
   *
   * @param folder where to
   * @throws IOException if it cannot be written
   */
  public void write(Path folder) throws IOException {
    AtomicFile.write(folder.resolve(FILE), JsonFiles.write(this));
  }

  /**
   * Reads a record.
   *
   * @param file a {@code run.json}
   * @return its content
   * @throws IllegalArgumentException if it is not a record: a key is missing, unknown or of the
   *     wrong type
   * @throws IOException if it cannot be read
   */
  public static RunRecord read(Path file) throws IOException {
    return JsonFiles.read(file, RunRecord.class);
  }
}
