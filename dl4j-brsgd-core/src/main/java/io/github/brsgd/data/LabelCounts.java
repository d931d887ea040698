package io.github.brsgd.data;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * How many examples of each class each node holds.
 *
 * @param classes what the classes are called, at least one, no two alike
 * @param counts a row per node, a column per class
 * @since 0.2
 */
public record LabelCounts(List<String> classes, List<List<Integer>> counts) {

  private static final String NODE = "node";
  private static final String EXAMPLES = "examples";
  private static final int FIRST_CLASS = 2;
  private static final CSVFormat CSV = CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

  /** Checks that the counts fit the classes. */
  public LabelCounts {
    classes = List.copyOf(classes);
    counts = counts.stream().map(List::copyOf).toList();
    int width = classes.size();
    if (width == 0 || new HashSet<>(classes).size() < width) {
      throw new IllegalArgumentException(
          "classes: need at least one, all different, got " + classes);
    }
    for (int node = 0; node < counts.size(); node++) {
      List<Integer> row = counts.get(node);
      if (row.size() != width || row.stream().anyMatch(count -> count < 0)) {
        throw new IllegalArgumentException(
            "counts: need " + width + " counts >= 0 of node " + node + ", got " + row);
      }
    }
  }

  /**
   * Counts what a {@link Partitioner} has dealt.
   *
   * @param shards the examples of each node, as indices into the labels
   * @param labels the class of each example, from 0
   * @param classes what the classes are called, one for each label
   * @return a row per shard; O(n + m classes)
   * @throws IllegalArgumentException if a shard names an example, or an example a class, that is
   *     not there
   */
  public static LabelCounts of(int[][] shards, int[] labels, List<String> classes) {
    List<List<Integer>> counts = new ArrayList<>();
    for (int[] shard : shards) {
      int[] row = new int[classes.size()];
      for (int example : shard) {
        if (example < 0 || example >= labels.length) {
          throw new IllegalArgumentException(
              "shards: there are examples 0.." + (labels.length - 1) + ", got " + example);
        }
        int label = labels[example];
        if (label < 0 || label >= row.length) {
          throw new IllegalArgumentException(
              "labels: there are classes 0.."
                  + (row.length - 1)
                  + ", example "
                  + example
                  + " has "
                  + label);
        }
        row[label]++;
      }
      counts.add(IntStream.of(row).boxed().toList());
    }
    return new LabelCounts(classes, counts);
  }

  /**
   * The same counts under other names.
   *
   * @param names a name per class
   * @return new counts
   * @throws IllegalArgumentException if there is not one for each, or two are alike
   */
  public LabelCounts named(List<String> names) {
    return new LabelCounts(names, counts);
  }

  /**
   * The number of nodes.
   *
   * @return m
   */
  public int nodes() {
    return counts.size();
  }

  /**
   * The examples that a node holds.
   *
   * @param node in 0..m-1
   * @return their number
   */
  public int examples(int node) {
    return counts.get(node).stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * The classes that a node has examples of.
   *
   * @param node in 0..m-1
   * @return their number
   */
  public int held(int node) {
    return (int) counts.get(node).stream().filter(count -> count > 0).count();
  }

  /**
   * Comma-separated values (RFC 4180), lines ended by a line feed.
   *
   * @return {@code node,examples} and the classes; a line per node
   */
  public String toCsv() {
    return rows().map(row -> CSV.format(row.toArray()) + "\n").collect(Collectors.joining());
  }

  /**
   * Reads what {@link #toCsv} writes.
   *
   * @param csv all lines
   * @return the counts
   * @throws IllegalArgumentException if it is none, or was cut off
   */
  public static LabelCounts fromCsv(String csv) {
    if (!csv.endsWith("\n")) {
      throw new IllegalArgumentException("its last line has no end; it was cut off");
    }
    try (CSVParser parser = CSVParser.parse(new StringReader(csv), CSV)) {
      List<CSVRecord> lines = parser.getRecords();
      List<String> header = lines.isEmpty() ? List.of() : lines.get(0).toList();
      if (header.size() <= FIRST_CLASS
          || !header.subList(0, FIRST_CLASS).equals(List.of(NODE, EXAMPLES))) {
        throw new IllegalArgumentException(
            "line 1: need " + NODE + "," + EXAMPLES + " and the classes, got " + header);
      }
      LabelCounts counts =
          new LabelCounts(
              header.subList(FIRST_CLASS, header.size()),
              lines.stream()
                  .skip(1)
                  .map(line -> line.stream().skip(FIRST_CLASS).map(LabelCounts::number).toList())
                  .toList());
      for (int node = 0; node < counts.nodes(); node++) {
        List<String> read = lines.get(node + 1).toList().subList(0, FIRST_CLASS);
        List<String> due = List.of(String.valueOf(node), String.valueOf(counts.examples(node)));
        if (!read.equals(due)) {
          throw new IllegalArgumentException(
              "line " + (node + 2) + ": need node and examples " + due + ", got " + read);
        }
      }
      return counts;
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalArgumentException("is no CSV: " + e.getMessage(), e);
    }
  }

  private static int number(String field) {
    try {
      return Integer.parseInt(field);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("need whole numbers, got '" + field + "'", e);
    }
  }

  private Stream<List<String>> rows() {
    return Stream.concat(
        Stream.of(Stream.concat(Stream.of(NODE, EXAMPLES), classes.stream()).toList()),
        IntStream.range(0, nodes())
            .mapToObj(
                node ->
                    Stream.concat(Stream.of(node, examples(node)), counts.get(node).stream())
                        .map(String::valueOf)
                        .toList()));
  }

  /** A table: a line per node, columns to the right. */
  @Override
  public String toString() {
    List<List<String>> rows = rows().toList();
    int[] widths =
        IntStream.range(0, classes.size() + FIRST_CLASS)
            .map(c -> rows.stream().mapToInt(row -> row.get(c).length()).max().orElseThrow())
            .toArray();
    return rows.stream()
        .map(
            row ->
                IntStream.range(0, widths.length)
                    .mapToObj(c -> " ".repeat(widths[c] - row.get(c).length()) + row.get(c))
                    .collect(Collectors.joining("  ")))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
