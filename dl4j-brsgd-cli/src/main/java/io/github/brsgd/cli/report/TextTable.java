package io.github.brsgd.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table of text: for the screen, for Markdown, and as CSV. Immutable.
 *
 * @since 0.1
 */
public final class TextTable {

  private static final String GAP = "  ";

  private final List<String> header;
  private final List<List<String>> rows;

  /**
   * A table.
   *
   * @param header one title per column
   * @param rows cells, as many per row as there are titles
   * @throws IllegalArgumentException if a row has another number of cells
   */
  public TextTable(List<String> header, List<List<String>> rows) {
    this.header = List.copyOf(header);
    List<List<String>> copy = new ArrayList<>();
    for (List<String> row : Objects.requireNonNull(rows, "rows")) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(
            "row " + copy.size() + ": need " + header.size() + " cells, got " + row.size());
      }
      copy.add(List.copyOf(row));
    }
    this.rows = List.copyOf(copy);
  }

  /**
   * The same table in other words.
   *
   * @param rewrite makes a title or cell of another
   * @return a new table
   */
  public TextTable map(UnaryOperator<String> rewrite) {
    return new TextTable(
        header.stream().map(rewrite).toList(),
        rows.stream().map(row -> row.stream().map(rewrite).toList()).toList());
  }

  /**
   * The table for a screen: columns aligned, numbers to the right.
   *
   * @return lines, each ended by a line feed
   */
  public String toText() {
    int[] width = widths();
    StringBuilder text = new StringBuilder();
    appendLine(text, header, width);
    appendLine(text, IntStream.of(width).mapToObj("-"::repeat).toList(), width);
    rows.forEach(row -> appendLine(text, row, width));
    return text.toString();
  }

  /**
   * The table in Markdown.
   *
   * @return lines, each ended by a line feed
   */
  public String toMarkdown() {
    StringBuilder text = new StringBuilder(markdown(header));
    text.append(
        IntStream.range(0, header.size())
            .mapToObj(c -> isRight(c) ? "---:" : "---")
            .collect(Collectors.joining("|", "|", "|\n")));
    rows.forEach(row -> text.append(markdown(row)));
    return text.toString();
  }

  /**
   * The table as comma-separated values (RFC 4180), lines ended by a line feed.
   *
   * @return a line for the titles and one per row
   */
  public String toCsv() {
    StringBuilder text = new StringBuilder(csv(header));
    rows.forEach(row -> text.append(csv(row)));
    return text.toString();
  }

  private void appendLine(StringBuilder text, List<String> cells, int[] width) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < cells.size(); c++) {
      String cell = cells.get(c);
      String fill = " ".repeat(width[c] - length(cell));
      line.append(c == 0 ? "" : GAP).append(isRight(c) ? fill + cell : cell + fill);
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private int[] widths() {
    return IntStream.range(0, header.size())
        .map(
            c ->
                rows.stream()
                    .mapToInt(row -> length(row.get(c)))
                    .reduce(length(header.get(c)), Math::max))
        .toArray();
  }

  /** A column is set to the right if it holds a number somewhere and no sentence. */
  private boolean isRight(int column) {
    return rows.stream().anyMatch(row -> isNumber(row.get(column)))
        && rows.stream().noneMatch(row -> row.get(column).contains(" "));
  }

  private static boolean isNumber(String cell) {
    return cell.matches("[-+]?[0-9][0-9,.]*([eE][-+]?[0-9]+)?((±|\\+-)[0-9.]+)?[%*]?");
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  private static String markdown(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String csv(List<String> cells) {
    return cells.stream().map(TextTable::quoted).collect(Collectors.joining(",", "", "\n"));
  }

  private static String quoted(String cell) {
    return cell.matches("(?s).*[\",\r\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }
}
