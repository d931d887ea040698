package io.github.brsgd.data;

import io.github.brsgd.random.Purpose;
import io.github.brsgd.random.RandomOrder;
import io.github.brsgd.random.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Deals the shuffled examples to the nodes: every node draws from the same distribution, as the
 * paper's analysis assumes. Sizes differ by at most one.
 *
 * @since 0.1
 */
public record IidPartitioner() implements Partitioner {

  @Override
  public int[][] partition(int[] labels, int nodes, long seed) {
    int n = labels.length;
    if (nodes < 1 || n < nodes) {
      throw new IllegalArgumentException(
          "IidPartitioner: need 1 <= nodes <= examples, got nodes=" + nodes + ", examples=" + n);
    }
    SplittableRandom random = new SplittableRandom(Seeds.derive(seed, Purpose.PARTITION));
    int[] shuffled = RandomOrder.of(n, random);
    int[][] shards = new int[nodes][];
    for (int node = 0; node < nodes; node++) {
      shards[node] =
          Arrays.copyOfRange(
              shuffled, (int) ((long) node * n / nodes), (int) ((node + 1L) * n / nodes));
    }
    return shards;
  }

  @Override
  public String toString() {
    return "iid";
  }
}
