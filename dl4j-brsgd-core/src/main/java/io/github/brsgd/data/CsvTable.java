package io.github.brsgd.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Numbers and a class per line of a file, with or without a header: {@code csv:FILE,label=COLUMN}.
 * The class may be a word. A fifth of the lines is held out, the same of the same number of lines;
 * columns are scaled to mean 0 and deviation 1 on the rest, constant ones become 0.
 *
 * @param file comma-separated
 * @param label the column of the class, by its name in the header or its number from 1
 * @since 0.2
 */
public record CsvTable(Path file, String label) implements ExampleSource {

  /** Checks that both are given. */
  public CsvTable {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(label, "label");
  }

  @Override
  public void check(DatasetLocator locator) {
    NamedPath.checkExists(file);
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException("dataset: csv needs a file, " + file + " is a folder");
    }
  }

  @Override
  public DataParts load(DataRequest request) {
    check(request.locator());
    return LabelledLines.read(file, label).parts(request.examples()).from(file, List.of(file));
  }

  @Override
  public String toString() {
    return "csv:" + file + ",label=" + label;
  }
}
