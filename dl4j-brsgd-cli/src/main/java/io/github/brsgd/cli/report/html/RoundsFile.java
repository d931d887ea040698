package io.github.brsgd.cli.report.html;

import io.github.brsgd.data.CorruptFileException;
import io.github.brsgd.files.TextFile;
import io.github.brsgd.training.RoundRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code rounds.csv} as a run writes it. */
final class RoundsFile {

  static final String NAME = "rounds.csv";

  private static final List<String> NEEDED =
      List.of("round", "honest_norm", "attacker_share", "accuracy", "attack_success");

  private final Path file;
  private final Map<String, Integer> columns = new LinkedHashMap<>();

  private RoundsFile(Path file) {
    this.file = file;
  }

  /**
   * A round; NaN stands for what is not known.
   *
   * @param number rounds done after it
   * @param honestNorm norm of the mean of the honest gradients
   * @param attackerShare weight of the attackers in the aggregate
   * @param accuracy on the test images, in [0, 1]
   * @param attackSuccess of a data poisoning, in [0, 1]
   */
  record Row(
      int number, double honestNorm, double attackerShare, double accuracy, double attackSuccess) {

    /** The row of a round that is in no file yet. */
    static Row of(RoundRecord round) {
      return new Row(
          round.round() + 1,
          round.honestNorm(),
          round.attackerShare().orElse(Double.NaN),
          round.accuracy().orElse(Double.NaN),
          round.attackSuccess().orElse(Double.NaN));
    }
  }

  /**
   * Reads all rounds.
   *
   * @param folder of the run
   * @return a row per round
   * @throws CorruptFileException if a column, a field or the end of the last line is missing, or a
   *     field is no number
   * @throws IOException if the file cannot be read
   */
  static List<Row> read(Path folder) throws IOException {
    return new RoundsFile(folder.resolve(NAME)).rows();
  }

  private List<Row> rows() throws IOException {
    String text = TextFile.read(file);
    if (!text.endsWith("\n")) {
      throw new CorruptFileException(file, "its last line has no end; it was cut off");
    }
    String[] lines = text.split("\n", -1);
    String[] header = fields(lines[0]);
    for (int i = 0; i < header.length; i++) {
      columns.put(header[i], i);
    }
    for (String needed : NEEDED) {
      if (!columns.containsKey(needed)) {
        throw new CorruptFileException(file, "line 1: there is no column " + needed);
      }
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i < lines.length - 1; i++) {
      rows.add(row(fields(lines[i]), i + 1, header.length));
    }
    return rows;
  }

  private static String[] fields(String line) {
    return line.split(",", -1);
  }

  private Row row(String[] fields, int line, int width) {
    if (fields.length != width) {
      throw new CorruptFileException(
          file, "line " + line + ": need " + width + " fields, got " + fields.length);
    }
    double round = number(fields, "round", line);
    if (round != Math.rint(round) || round < 0 || round >= Integer.MAX_VALUE) {
      throw new CorruptFileException(
          file, "line " + line + ": round: need a number of a round, got " + fields[0]);
    }
    return new Row(
        (int) round + 1,
        number(fields, "honest_norm", line),
        number(fields, "attacker_share", line),
        number(fields, "accuracy", line),
        number(fields, "attack_success", line));
  }

  private double number(String[] fields, String column, int line) {
    String field = fields[columns.get(column)];
    try {
      return field.isEmpty() ? Double.NaN : Double.parseDouble(field);
    } catch (NumberFormatException e) {
      throw new CorruptFileException(
          file, "line " + line + ": " + column + ": need a number, got '" + field + "'");
    }
  }
}
