package io.github.brsgd.linalg;

/**
 * Inner products of the rows taken from their coordinate-wise median.
 *
 * <p>For weights a that sum to 1 the distance of a row to the weighted sum of all rows is {@code
 * ||x_i - sum_k a_k x_k||^2 = G_ii - 2 sum_k a_k G_ik + sum_k sum_l a_k a_l G_kl}, whatever the
 * centre. Around a robust centre the honest rows are short, so that a far row's small weight times
 * its huge entry in G has the size of the result and nothing cancels; with distances alone, or with
 * the origin as the centre, attackers of scale 1e6 leave no correct digit.
 *
 * @since 0.1
 */
public final class CentredGram {

  private CentredGram() {}

  /**
   * {@code G_ij = <x_i - c, x_j - c>} with c the coordinate-wise median of the rows. O(d m^2) on
   * the common pool, each row read from memory once.
   *
   * @param rows m rows of d
   * @return m x m, symmetric; entries of double rows longer than about 1e154 may be infinite or NaN
   * @throws IllegalArgumentException if a row has a NaN or infinite value
   */
  public static double[][] aroundMedian(Rows rows) {
    int m = rows.count();
    SortingNetwork network = CoordinateStatistics.medianNetwork(m);
    return PairSums.of(
        rows,
        (block, from, count) -> {
          block.load(rows, from, count);
          Block sorted = Block.scratch(rows.type(), m, Block.GROUP);
          sorted.copy(block, m);
          sorted.sort(network);
          double[] median = new double[Block.WIDTH];
          CoordinateStatistics.medianOf(sorted, m, median);
          block.subtract(m, median);
        },
        (group, i, j) -> group[0].dot(group, i, j));
  }
}
