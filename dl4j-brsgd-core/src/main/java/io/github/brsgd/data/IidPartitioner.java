package io.github.brsgd.data;

import io.github.brsgd.random.Purpose;
import io.github.brsgd.random.RandomOrder;
import io.github.brsgd.random.Seeds;
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
    Pieces.check("IidPartitioner", nodes, n);
    SplittableRandom random = new SplittableRandom(Seeds.derive(seed, Purpose.PARTITION));
    return Pieces.cut(RandomOrder.of(n, random), Pieces.sizes(n, nodes));
  }

  @Override
  public String toString() {
    return "iid";
  }
}
