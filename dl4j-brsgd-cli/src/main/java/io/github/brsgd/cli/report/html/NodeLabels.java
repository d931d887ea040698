package io.github.brsgd.cli.report.html;

import static j2html.TagCreator.div;
import static j2html.TagCreator.text;

import io.github.brsgd.cli.report.LabelsOfNodes;
import io.github.brsgd.data.LabelCounts;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The labels of each node: a chart, and a table for those who ask. */
final class NodeLabels {

  private static final String HEADING = "Labels per node";

  private final String id;
  private final long seed;
  private final LabelCounts counts;

  /** Of runs with a seed. */
  NodeLabels(String id, long seed, LabelCounts counts) {
    this.id = id;
    this.seed = seed;
    this.counts = counts;
  }

  DomContent element() {
    LabelsOfNodes labels = new LabelsOfNodes(counts);
    return div(
        Figure.wide(
            HEADING,
            labels.summary()
                + "; seed "
                + seed
                + ". The area of a square is how many examples of a class a node holds, the bar below"
                + " how many it holds in all.",
            labels.chart(id + "-labels")),
        Section.folded("Labels per node as a table", table()));
  }

  private DomContent table() {
    DataTable table = new DataTable(HEADING).number("node").number("examples");
    counts.classes().forEach(table::number);
    for (int node = 0; node < counts.nodes(); node++) {
      List<DomContent> row = new ArrayList<>();
      row.add(text(String.valueOf(node)));
      row.add(number(counts.examples(node)));
      counts.counts().get(node).forEach(count -> row.add(number(count)));
      table.row(row);
    }
    return table.element();
  }

  private static DomContent number(int count) {
    return text(String.format(Locale.ROOT, "%,d", count));
  }
}
