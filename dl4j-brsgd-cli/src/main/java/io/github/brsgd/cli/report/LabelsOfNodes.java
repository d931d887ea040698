package io.github.brsgd.cli.report;

import io.github.brsgd.cli.report.svg.CountGrid;
import io.github.brsgd.cli.report.svg.Picture;
import io.github.brsgd.data.LabelCounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which node holds how many examples of which class, for people: a short table, a sentence, a
 * picture.
 *
 * @since 0.2
 */
public final class LabelsOfNodes {

  /** The file beside a run. */
  public static final String FILE = "partition.csv";

  /**
   * The file beside runs with one seed or several, which deal the examples otherwise.
   *
   * @param seed of one of the runs
   * @param seeds how many there are
   * @return its name
   */
  public static String file(long seed, int seeds) {
    return seeds == 1 ? FILE : "partition-" + seed + ".csv";
  }

  private static final int MOST_ROWS = 12;
  private static final int MOST_COLUMNS = 12;
  private static final int MOST_CHARACTERS = 72;
  private static final int COMMONEST = 3;

  /** More nodes or classes than these are not drawn. */
  private static final int MOST_DRAWN = 200;

  private final LabelCounts counts;

  /**
   * Shows counts.
   *
   * @param counts of a split over at least one node
   */
  public LabelsOfNodes(LabelCounts counts) {
    this.counts = counts;
  }

  /**
   * The first nodes: with few classes a column for each, with many the commonest.
   *
   * @return at most {@value #MOST_ROWS} rows
   */
  public TextTable table() {
    boolean isWide =
        counts.classes().size() > MOST_COLUMNS
            || counts.classes().stream().mapToInt(name -> Math.max(4, name.length()) + 2).sum()
                > MOST_CHARACTERS;
    List<String> header = new ArrayList<>(List.of("node", "examples"));
    header.addAll(isWide ? List.of("classes", "commonest") : counts.classes());
    return new TextTable(
        header,
        IntStream.range(0, Math.min(MOST_ROWS, counts.nodes()))
            .mapToObj(
                node -> {
                  List<String> row = new ArrayList<>();
                  row.add(String.valueOf(node));
                  row.add(String.valueOf(counts.examples(node)));
                  if (isWide) {
                    row.add(String.valueOf(counts.held(node)));
                    row.add(commonest(node));
                  } else {
                    counts.counts().get(node).forEach(count -> row.add(String.valueOf(count)));
                  }
                  return row;
                })
            .toList());
  }

  private String commonest(int node) {
    List<Integer> row = counts.counts().get(node);
    return IntStream.range(0, row.size())
        .boxed()
        .filter(label -> row.get(label) > 0)
        .sorted(Comparator.comparingInt(label -> -row.get(label)))
        .limit(COMMONEST)
        .map(label -> counts.classes().get(label) + ": " + row.get(label))
        .collect(Collectors.joining(", "));
  }

  /**
   * The least and the most of all nodes.
   *
   * @return for instance {@code 50 nodes of 8 to 3,201 examples and 1 to 9 of 10 classes}
   */
  public String summary() {
    IntSummaryStatistics sizes =
        IntStream.range(0, counts.nodes()).map(counts::examples).summaryStatistics();
    IntSummaryStatistics held =
        IntStream.range(0, counts.nodes()).map(counts::held).summaryStatistics();
    String more = counts.nodes() > MOST_ROWS ? "all " : "";
    return String.format(
        Locale.ROOT,
        "%s%d %s: %s examples and %s of %d classes each",
        more,
        counts.nodes(),
        counts.nodes() == 1 ? "node" : "nodes",
        range(sizes),
        range(held),
        counts.classes().size());
  }

  private static String range(IntSummaryStatistics values) {
    return values.getMin() == values.getMax()
        ? String.format(Locale.ROOT, "%,d", values.getMin())
        : String.format(Locale.ROOT, "%,d to %,d", values.getMin(), values.getMax());
  }

  /**
   * A row of squares per class, a column per node.
   *
   * @param id of the picture in its page
   * @return a chart of the first {@value #MOST_DRAWN} nodes and classes
   */
  public CountGrid chart(String id) {
    int nodes = Math.min(MOST_DRAWN, counts.nodes());
    int classes = Math.min(MOST_DRAWN, counts.classes().size());
    return new CountGrid(
        id,
        "Labels per node",
        summary() + ".",
        "class" + (classes < counts.classes().size() ? " (the first)" : ""),
        counts.classes().subList(0, classes),
        "node" + (nodes < counts.nodes() ? ", the first of " + counts.nodes() : ""),
        "examples",
        IntStream.range(0, classes)
            .mapToObj(
                label ->
                    IntStream.range(0, nodes)
                        .mapToObj(node -> counts.counts().get(node).get(label))
                        .toList())
            .toList());
  }

  /**
   * Draws and writes the picture.
   *
   * @param file a PNG file, replaced as a whole
   * @param title what was split, and how
   * @throws IOException if it cannot be written
   */
  public void write(Path file, String title) throws IOException {
    PngFile.write(file, new Picture(title, chart("labels")));
  }
}
