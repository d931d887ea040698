package io.github.brsgd.cli;

import io.github.brsgd.cli.experiment.ExperimentData;
import io.github.brsgd.cli.experiment.Provenance;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The data that a record was made with, by their checksums: what runs on others is neither the same
 * run again nor the same sweep going on.
 *
 * @param record the file that tells the checksums
 * @param checksums file name to SHA-256; empty for data that are in no file
 */
record RecordedData(Path record, Map<String, String> checksums) {

  private static final String NONE = "none";

  static RecordedData of(Path record, Provenance provenance) {
    return new RecordedData(record, provenance.checksums());
  }

  /**
   * Checks that the same files were read.
   *
   * @throws IllegalArgumentException if one differs, is gone or is new
   */
  void check(ExperimentData data, String remedy) {
    Map<String, String> now = new TreeMap<>(data.checksums());
    TreeSet<String> names = new TreeSet<>(now.keySet());
    names.addAll(checksums.keySet());
    for (String name : names) {
      String before = checksums.getOrDefault(name, NONE);
      String found = now.getOrDefault(name, NONE);
      if (!before.equals(found)) {
        throw new IllegalArgumentException(
            "data: "
                + name
                + " of "
                + data.origin()
                + " is not what "
                + record
                + " was made with: its SHA-256 is "
                + found
                + ", recorded is "
                + before
                + ". "
                + remedy);
      }
    }
  }
}
