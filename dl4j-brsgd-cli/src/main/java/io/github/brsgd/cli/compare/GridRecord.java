package io.github.brsgd.cli.compare;

import io.github.brsgd.cli.experiment.Provenance;
import io.github.brsgd.cli.report.JsonFiles;
import io.github.brsgd.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A grid for the record, {@code grid.json}.
 *
 * @param grid rules, attacks, places, seeds and settings
 * @param provenance where it was made
 * @param results every run
 * @since 0.2
 */
public record GridRecord(Grid grid, Provenance provenance, List<GridResult> results) {

  /** The name of the file. */
  public static final String FILE = "grid.json";

  /** Checks that nothing is missing. */
  public GridRecord {
    Objects.requireNonNull(grid, "grid");
    Objects.requireNonNull(provenance, "provenance");
    results = List.copyOf(results);
  }

  /**
   * Writes {@code grid.json}, whole or not at all.
   *
   * @param folder where to
   * @throws IOException if it cannot be written
   */
  public void write(Path folder) throws IOException {
    AtomicFile.write(folder.resolve(FILE), JsonFiles.write(this));
  }
}
