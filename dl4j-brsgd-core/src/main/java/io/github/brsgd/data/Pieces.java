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

  /**
   * Refuses what leaves a node with fewer examples than it must have.
   *
   * @throws IllegalArgumentException in the name of a partitioner
   */
  static void check(String partitioner, int nodes, int least, int examples) {
    check(partitioner, nodes, examples);
    if ((long) nodes * least > examples) {
      throw new IllegalArgumentException(
          partitioner
              + ": need nodes * least <= examples, got nodes="
              + nodes
              + ", least="
              + least
              + ", examples="
              + examples);
    }
  }

  /** Sizes that differ by at most one. */
  static int[] sizes(int examples, int nodes) {
    return IntStream.range(0, nodes)
        .map(
            node -> (int) ((node + 1L) * examples / nodes) - (int) ((long) node * examples / nodes))
        .toArray();
  }

  /** Sizes in these proportions, each less than one off. */
  static int[] sizes(int examples, double[] weights) {
    double sum = Arrays.stream(weights).sum();
    int[] sizes = new int[weights.length];
    double upTo = 0;
    int from = 0;
    for (int i = 0; i < sizes.length; i++) {
      upTo += weights[i];
      int to = i == sizes.length - 1 ? examples : (int) Math.round(upTo / sum * examples);
      sizes[i] = to - from;
      from = to;
    }
    return sizes;
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

  /** The examples of each class that is there, by ascending label, in the order given. */
  static int[][] ofClasses(int[] examples, int[] labels) {
    int[] sorted = byLabel(examples, labels);
    int[] starts =
        IntStream.rangeClosed(0, sorted.length)
            .filter(i -> i == 0 || i == sorted.length || labels[sorted[i]] != labels[sorted[i - 1]])
            .toArray();
    return IntStream.range(1, starts.length)
        .mapToObj(i -> Arrays.copyOfRange(sorted, starts[i - 1], starts[i]))
        .toArray(int[][]::new);
  }
}
