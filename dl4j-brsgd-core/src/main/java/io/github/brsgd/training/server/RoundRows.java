package io.github.brsgd.training.server;

import io.github.brsgd.linalg.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The rows of a round as the server received them: made once, when all that will answer have, and
 * passed on to whoever looks at them.
 *
 * <p>Rows may be given in any order. A node counts once, with its first row; a node that is absent
 * has none.
 *
 * @param rows as sent, one per entry of {@code nodes} ascending
 * @param nodes ids of the nodes that answered, ascending, each once
 * @param loss what the network's listeners are shown as its score; no rule sees it
 * @since 0.2
 */
public record RoundRows(Rows rows, List<Integer> nodes, double loss) {

  /** Brings the rows into the order of their nodes, each node once. */
  public RoundRows {
    Objects.requireNonNull(rows, "rows");
    if (rows.count() != nodes.size()) {
      throw new IllegalArgumentException(
          "nodes: need the id of each row, got " + nodes.size() + " ids for m=" + rows.count());
    }
    TreeMap<Integer, Integer> first = new TreeMap<>();
    for (int row = 0; row < nodes.size(); row++) {
      first.putIfAbsent(nodes.get(row), row);
    }
    rows = rows.select(first.values().stream().mapToInt(Integer::intValue).toArray());
    nodes = List.copyOf(first.keySet());
  }

  /** The rows of all but these nodes. */
  RoundRows without(List<Integer> excluded) {
    int[] kept =
        IntStream.range(0, nodes.size())
            .filter(row -> !excluded.contains(nodes.get(row)))
            .toArray();
    return kept.length == nodes.size()
        ? this
        : new RoundRows(rows.select(kept), IntStream.of(kept).mapToObj(nodes::get).toList(), loss);
  }

  /**
   * The nodes whose rows have a NaN or an infinite value, which no honest node sends.
   *
   * @return ids, ascending
   */
  public List<Integer> nonFinite() {
    return Arrays.stream(rows.nonFinite()).mapToObj(nodes::get).toList();
  }
}
