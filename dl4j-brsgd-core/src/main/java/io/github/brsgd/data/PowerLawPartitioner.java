package io.github.brsgd.data;

import io.github.brsgd.checks.Check;
import io.github.brsgd.checks.ValueText;
import io.github.brsgd.random.Purpose;
import io.github.brsgd.random.RandomOrder;
import io.github.brsgd.random.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Nodes of unequal size that draw from the same distribution: in a random order of the nodes the
 * i-th, from 0, has a share proportional to (i+1)^-exponent of the shuffled examples. The larger
 * the exponent, the more unequal are the sizes; with 0 they differ by at most one. A node that is
 * left with fewer than {@code least} examples is given random ones of the largest nodes. O(n).
 *
 * @param exponent not negative, finite
 * @param least the examples each node has at least, at least 1
 * @since 0.2
 */
public record PowerLawPartitioner(double exponent, int least) implements Partitioner {

  /** {@link #least} unless set. */
  public static final int DEFAULT_LEAST = 1;

  /** Checks the parameters. */
  public PowerLawPartitioner {
    Check.nonNegative("PowerLawPartitioner: exponent", exponent);
    Check.atLeast(1, "PowerLawPartitioner: least", least);
  }

  /**
   * No node without examples.
   *
   * @param exponent not negative, finite
   */
  public PowerLawPartitioner(double exponent) {
    this(exponent, DEFAULT_LEAST);
  }

  @Override
  public int[][] partition(int[] labels, int nodes, long seed) {
    int n = labels.length;
    Pieces.check("PowerLawPartitioner", nodes, least, n);
    SplittableRandom random = new SplittableRandom(Seeds.derive(seed, Purpose.PARTITION));
    double[] weights =
        Arrays.stream(RandomOrder.of(nodes, random))
            .mapToDouble(rank -> Math.pow(rank + 1.0, -exponent))
            .toArray();
    int[][] pieces = Pieces.cut(RandomOrder.of(n, random), Pieces.sizes(n, weights));
    Piles piles = new Piles(nodes);
    for (int node = 0; node < nodes; node++) {
      piles.add(node, pieces[node]);
    }
    piles.fill(least, random);
    return piles.shards();
  }

  @Override
  public String toString() {
    return "power-law:exponent="
        + ValueText.of(exponent)
        + (least == DEFAULT_LEAST ? "" : ",least=" + least);
  }
}
