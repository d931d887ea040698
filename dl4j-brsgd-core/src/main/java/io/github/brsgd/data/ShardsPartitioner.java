package io.github.brsgd.data;

import io.github.brsgd.checks.Check;
import io.github.brsgd.random.Purpose;
import io.github.brsgd.random.RandomOrder;
import io.github.brsgd.random.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Sorts the examples by label, cuts them into m s shards of equal size and gives each node s of
 * them at random: most nodes have s classes or fewer. The larger s, the more alike are the nodes.
 * Sizes differ by at most s.
 *
 * <p>McMahan, Moore, Ramage, Hampson and Agüera y Arcas, "Communication-efficient learning of deep
 * networks from decentralized data", AISTATS 2017 (s = 2). O(n log n).
 *
 * @param classes s, the shards of each node, at least 1
 * @since 0.2
 */
public record ShardsPartitioner(int classes) implements Partitioner {

  /** Checks the number of shards. */
  public ShardsPartitioner {
    Check.atLeast(1, "ShardsPartitioner: classes", classes);
  }

  @Override
  public int[][] partition(int[] labels, int nodes, long seed) {
    int n = labels.length;
    Pieces.check("ShardsPartitioner", nodes, n);
    if ((long) nodes * classes > n) {
      throw new IllegalArgumentException(
          "ShardsPartitioner: need nodes * classes <= examples, got nodes="
              + nodes
              + ", classes="
              + classes
              + ", examples="
              + n);
    }
    SplittableRandom random = new SplittableRandom(Seeds.derive(seed, Purpose.PARTITION));
    int[] sorted = Pieces.byLabel(RandomOrder.of(n, random), labels);
    int[][] shards = Pieces.cut(sorted, Pieces.sizes(n, nodes * classes));
    int[] order = RandomOrder.of(shards.length, random);
    return IntStream.range(0, nodes)
        .mapToObj(
            node ->
                Arrays.stream(order, node * classes, (node + 1) * classes)
                    .flatMap(shard -> Arrays.stream(shards[shard]))
                    .toArray())
        .toArray(int[][]::new);
  }

  @Override
  public String toString() {
    return "shards:classes=" + classes;
  }
}
