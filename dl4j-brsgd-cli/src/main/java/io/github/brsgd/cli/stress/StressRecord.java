package io.github.brsgd.cli.stress;

import io.github.brsgd.cli.experiment.Provenance;
import io.github.brsgd.cli.report.JsonFiles;
import io.github.brsgd.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A stress test for the record, {@code stress.json}.
 *
 * @param configuration what was searched, with which budget and seeds
 * @param provenance where it was made, and the command
 * @param outcome what came out
 * @since 0.2
 */
public record StressRecord(
    StressConfig configuration, Provenance provenance, StressOutcome outcome) {

  /** The name of the file. */
  public static final String FILE = "stress.json";

  /** Checks that nothing is missing. */
  public StressRecord {
    Objects.requireNonNull(configuration, "configuration");
    Objects.requireNonNull(provenance, "provenance");
    Objects.requireNonNull(outcome, "outcome");
  }

  /**
   * Writes {@code stress.json}, whole or not at all.
   *
   * @param folder where to
   * @throws IOException if it cannot be written
   */
  public void write(Path folder) throws IOException {
    AtomicFile.write(folder.resolve(FILE), JsonFiles.write(this));
  }
}
