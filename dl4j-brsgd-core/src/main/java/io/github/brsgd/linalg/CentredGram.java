package io.github.brsgd.linalg;

/** Inner products of the rows taken from their coordinate-wise median. */
final class CentredGram {

  private CentredGram() {}

  /** {@code G_ij = <x_i - c, x_j - c>} with c the median; each row is read from memory once. */
  static double[][] aroundMedian(MatrixRows rows) {
    int m = rows.count();
    SortingNetwork network = CoordinateStatistics.medianNetwork(m);
    return PairSums.of(
        rows,
        GroupSums.Loader.byBlocks(
            (block, from, count) -> {
              block.load(rows, from, count);
              Block sorted = Block.scratch(rows.type(), m, rows.length(), Block.GROUP);
              sorted.copy(block, m);
              sorted.sort(network);
              double[] median = sorted.zeroed(0);
              CoordinateStatistics.medianOf(sorted, m, median);
              block.subtract(m, median);
            }),
        (group, i, j) -> group[0].dot(group, i, j));
  }
}
