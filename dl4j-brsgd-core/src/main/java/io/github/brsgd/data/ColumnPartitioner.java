package io.github.brsgd.data;

import io.github.brsgd.checks.Check;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Groups of examples with the same value of one feature, such as a hospital or a writer, are dealt
 * whole: the largest first (of equals the one of the lower value), each to the node that has least
 * then. Values count as the same only where they are equal in the features, scaled or not; all NaN
 * are one group. Sizes are as the groups have it. The seed changes nothing. O(n log n).
 *
 * @param column number of the feature, from 1; the label of a table is not among them
 * @since 0.2
 */
public record ColumnPartitioner(int column) implements Partitioner {

  /** Checks the number. */
  public ColumnPartitioner {
    Check.atLeast(1, "ColumnPartitioner: column", column);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if there is no such feature, or it has fewer values than there
   *     are nodes
   */
  @Override
  public int[][] partition(DataSet examples, int[] labels, int nodes, long seed) {
    Pieces.check("ColumnPartitioner", nodes, labels.length);
    List<List<Integer>> groups = groups(values(examples.getFeatures()));
    if (groups.size() < nodes) {
      throw new IllegalArgumentException(
          "ColumnPartitioner: need at least as many values of column "
              + column
              + " as nodes, got values="
              + groups.size()
              + ", nodes="
              + nodes);
    }
    groups.sort(Comparator.comparingInt(group -> -group.size()));
    Piles piles = new Piles(nodes);
    for (List<Integer> group : groups) {
      piles.add(piles.smallest(), group.stream().mapToInt(Integer::intValue).toArray());
    }
    return piles.shards();
  }

  private double[] values(INDArray features) {
    long width = features.length() / features.size(0);
    if (column > width) {
      throw new IllegalArgumentException(
          "ColumnPartitioner: need 1 <= column <= features, got column="
              + column
              + ", features="
              + width);
    }
    return features.reshape(features.size(0), width).getColumn(column - 1L).toDoubleVector();
  }

  /** Examples of equal values, in the order of the values. */
  private static List<List<Integer>> groups(double[] values) {
    Map<Double, List<Integer>> groups = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      // 0 is added so that there is one zero
      groups.computeIfAbsent(values[i] + 0.0, value -> new ArrayList<>()).add(i);
    }
    return new ArrayList<>(groups.values());
  }

  /**
   * Labels alone do not do.
   *
   * @throws IllegalArgumentException always
   */
  @Override
  public int[][] partition(int[] labels, int nodes, long seed) {
    throw new IllegalArgumentException(
        "ColumnPartitioner: needs the features of the examples, got their labels alone");
  }

  @Override
  public String toString() {
    return "by-column:column=" + column;
  }
}
