package io.github.brsgd.cli.report.html;

import io.github.brsgd.data.CorruptFileException;
import io.github.brsgd.data.LabelCounts;
import io.github.brsgd.files.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The file that tells the labels of each node. */
final class LabelsFile {

  private LabelsFile() {}

  /**
   * Reads it.
   *
   * @return empty if it is not there, as where nodes do not differ
   * @throws CorruptFileException if it is not such a file
   * @throws IOException if it cannot be read
   */
  static Optional<LabelCounts> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(LabelCounts.fromCsv(TextFile.read(file)));
    } catch (IllegalArgumentException e) {
      throw new CorruptFileException(file, e.getMessage());
    }
  }
}
