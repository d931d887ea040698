package io.github.brsgd.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Examples in some order, cut into one contiguous piece per node. */
final class Pieces {

  private Pieces() {}

  /**
   * Refuses what leaves a node without an example.
   *
   * @throws IllegalArgumentException in the name of a partitioner
   */
  static void check(String partitioner, int nodes, int examples) {
    if (nodes < 1 || examples < nodes) {
      throw new IllegalArgumentException(
          partitioner
              + ": need 1 <= nodes <= examples, got nodes="
              + nodes
              + ", examples="
              + examples);
    }
  }

  /** Sizes that differ by at most one. */
  static int[] sizes(int examples, int nodes) {
    return IntStream.range(0, nodes)
        .map(
            node ->
                (int) ((node + 1L) * examples / nodes) - (int) ((long) node * examples / nodes))
        .toArray();
  }

  /** Cuts pieces of these sizes, in turn; together they are as long as the order. */
  static int[][] cut(int[] order, int[] sizes) {
    int[][] pieces = new int[sizes.length][];
    int from = 0;
    for (int i = 0; i < sizes.length; i++) {
      pieces[i] = Arrays.copyOfRange(order, from, from + sizes[i]);
      from += sizes[i];
    }
    return pieces;
  }

  /** By class, those of one class in the order in which they are given. */
  static int[] byLabel(int[] examples, int[] labels) {
    return Arrays.stream(examples)
        .boxed()
        .sorted(Comparator.comparingInt(example -> labels[example]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
