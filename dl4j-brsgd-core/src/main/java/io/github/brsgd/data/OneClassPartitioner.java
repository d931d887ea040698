package io.github.brsgd.data;

import io.github.brsgd.random.Purpose;
import io.github.brsgd.random.RandomOrder;
import io.github.brsgd.random.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Each node has examples of one class only, the first classes on the first nodes. Where there are
 * more nodes than classes, several share one: the next node always goes to the class with most
 * examples per node (the first of equals). Nodes of one class differ by at most one example.
 *
 * <p>Attackers are the last nodes unless set otherwise, so a class may be theirs alone. O(n log n +
 * m classes).
 *
 * @since 0.2
 */
public record OneClassPartitioner() implements Partitioner {

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if there are fewer nodes than classes among the labels, or
   *     fewer examples than nodes
   */
  @Override
  public int[][] partition(int[] labels, int nodes, long seed) {
    Pieces.check("OneClassPartitioner", nodes, labels.length);
    SplittableRandom random = new SplittableRandom(Seeds.derive(seed, Purpose.PARTITION));
    int[][] classes = Pieces.ofClasses(RandomOrder.of(labels.length, random), labels);
    if (nodes < classes.length) {
      throw new IllegalArgumentException(
          "OneClassPartitioner: need nodes >= classes, got nodes="
              + nodes
              + ", classes="
              + classes.length);
    }
    int[] shares = shares(classes, nodes);
    int[][] shards = new int[nodes][];
    int node = 0;
    for (int i = 0; i < classes.length; i++) {
      for (int[] shard : Pieces.cut(classes[i], Pieces.sizes(classes[i].length, shares[i]))) {
        shards[node++] = shard;
      }
    }
    return shards;
  }

  /** How many nodes share each class. */
  private static int[] shares(int[][] classes, int nodes) {
    int[] shares = new int[classes.length];
    Arrays.fill(shares, 1);
    for (int node = classes.length; node < nodes; node++) {
      int fullest = 0;
      for (int i = 1; i < classes.length; i++) {
        if ((long) classes[i].length * shares[fullest]
            > (long) classes[fullest].length * shares[i]) {
          fullest = i;
        }
      }
      shares[fullest]++;
    }
    return shares;
  }

  @Override
  public String toString() {
    return "one-class";
  }
}
