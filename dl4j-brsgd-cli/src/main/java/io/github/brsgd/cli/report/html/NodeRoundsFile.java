package io.github.brsgd.cli.report.html;

import io.github.brsgd.cli.experiment.SuspectedNodes;
import io.github.brsgd.data.CorruptFileException;
import io.github.brsgd.files.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads {@code node-rounds.csv} as {@code brsgd train --suspect} writes it. */
final class NodeRoundsFile {

  private static final List<String> NEEDED =
      List.of("round", "node", "used", "z", "log_evidence", "suspected");

  private NodeRoundsFile() {}

  /**
   * A node in a round; NaN stands for what is not known.
   *
   * @param round rounds done after it
   * @param node its id
   * @param used how much of its row was used
   * @param z robust z-score of its distance
   * @param logEvidence natural logarithm of its e-value
   * @param isSuspected whether it is suspected
   */
  record Row(int round, int node, double used, double z, double logEvidence, boolean isSuspected) {}

  /**
   * Reads all rows.
   *
   * @param folder of a run
   * @return rows in the file's order; empty if the run did not look for suspects
   * @throws CorruptFileException if a column, a field or the end of the last line is missing, or a
   *     field is no number
   * @throws IOException if the file cannot be read
   */
  static List<Row> read(Path folder) throws IOException {
    Path file = folder.resolve(SuspectedNodes.ROUNDS);
    if (!Files.exists(file)) {
      return List.of();
    }
    String text = TextFile.read(file);
    if (!text.endsWith("\n")) {
      throw new CorruptFileException(file, "its last line has no end; it was cut off");
    }
    String[] lines = text.split("\n", -1);
    List<String> header = Arrays.asList(lines[0].split(",", -1));
    int[] columns = NEEDED.stream().mapToInt(header::indexOf).toArray();
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] < 0) {
        throw new CorruptFileException(file, "line 1: there is no column " + NEEDED.get(i));
      }
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i < lines.length - 1; i++) {
      String[] fields = lines[i].split(",", -1);
      if (fields.length != header.size()) {
        throw new CorruptFileException(
            file, "line " + (i + 1) + ": need " + header.size() + " fields, got " + fields.length);
      }
      String[] needed = Arrays.stream(columns).mapToObj(c -> fields[c]).toArray(String[]::new);
      try {
        rows.add(row(needed));
      } catch (NumberFormatException e) {
        throw new CorruptFileException(
            file, "line " + (i + 1) + ": need numbers, got " + String.join(",", needed));
      }
    }
    return rows;
  }

  private static Row row(String... fields) {
    return new Row(
        Integer.parseInt(fields[0]) + 1,
        Integer.parseInt(fields[1]),
        number(fields[2]),
        number(fields[3]),
        number(fields[4]),
        Boolean.parseBoolean(fields[5]));
  }

  private static double number(String field) {
    return field.isEmpty() ? Double.NaN : Double.parseDouble(field);
  }
}
