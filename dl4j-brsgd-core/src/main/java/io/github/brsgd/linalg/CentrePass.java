package io.github.brsgd.linalg;

/**
 * A weighted sum of all rows and their squared distances to it, in one pass: while a block of the
 * rows is in the cache, its columns of the sum are formed and the distances to them taken.
 */
final class CentrePass {

  private CentrePass() {}

  /**
   * The sum and the distances. O(d m).
   *
   * @param rows not mixed
   * @param terms of the sum, all rows
   * @throws NonFiniteException if a row or the sum is not finite
   */
  static Centre over(MatrixRows rows, SumOfBlock terms) {
    int m = rows.count();
    VectorBuilder vector = new VectorBuilder(rows.type(), rows.length());
    double[] squared =
        GroupSums.of(
            rows,
            terms.capacity(),
            m,
            (block, from, count) -> {
              block.load(rows, from, count);
              double[] sum = terms.of(block, from, count);
              block.set(m, sum);
              if (!block.isFinite(m)) {
                throw new NonFiniteException();
              }
              vector.write(from, count, sum);
            },
            (group, sums) -> RowDistances.addSquared(group, m, sums));
    return new Centre(vector.build(), squared);
  }
}
