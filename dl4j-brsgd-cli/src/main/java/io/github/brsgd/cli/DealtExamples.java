package io.github.brsgd.cli;

import io.github.brsgd.cli.experiment.DataChoice;
import io.github.brsgd.cli.report.LabelsOfNodes;
import io.github.brsgd.data.LabelCounts;
import io.github.brsgd.files.AtomicFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What is said and written of how the examples are dealt to the nodes, where the nodes differ. */
final class DealtExamples {

  private static final String CSV = ".csv";

  private final Screen screen;
  private final DataChoice data;
  private final Map<Long, LabelCounts> bySeed;

  /**
   * Of one run or of several.
   *
   * @param bySeed examples per node and class for each seed, in order; empty where nodes do not
   *     differ
   */
  DealtExamples(Screen screen, DataChoice data, Map<Long, LabelCounts> bySeed) {
    this.screen = screen;
    this.data = data;
    this.bySeed = bySeed;
  }

  /** Says who holds what with the first seed. */
  void show() {
    bySeed.entrySet().stream().limit(1).forEach(first -> show(first.getKey(), first.getValue()));
  }

  private void show(long seed, LabelCounts counts) {
    LabelsOfNodes labels = new LabelsOfNodes(counts);
    screen.print("labels   %s%s", labels.summary(), bySeed.size() > 1 ? "; seed " + seed : "");
    screen.print("");
    screen.print(labels.table());
    screen.print("");
  }

  /** Writes a table and a picture for each seed, in place of those that were there. */
  void write(Path folder) throws IOException {
    clear(folder);
    for (Map.Entry<Long, LabelCounts> split : bySeed.entrySet()) {
      write(folder, split.getKey(), split.getValue());
    }
  }

  /** Deletes the tables and pictures that an earlier run has left. */
  static void clear(Path folder) throws IOException {
    try (DirectoryStream<Path> old =
        Files.newDirectoryStream(
            folder,
            file -> file.getFileName().toString().matches("partition(--?\\d+)?\\.(csv|png)"))) {
      for (Path file : old) {
        Files.delete(file);
      }
    }
  }

  private void write(Path folder, long seed, LabelCounts counts) throws IOException {
    String name = LabelsOfNodes.file(seed, bySeed.size());
    AtomicFile.write(folder.resolve(name), counts.toCsv());
    screen.picture(
        () ->
            new LabelsOfNodes(counts)
                .write(folder.resolve(name.replace(CSV, ".png")), data.title() + ", seed " + seed));
  }
}
