package io.github.brsgd.linalg;

/**
 * A weighted sum of all rows and their squared distances to it, in one pass: while some columns of
 * the rows are in the cache, those of the sum are formed and the distances to them taken.
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
    VectorBuilder vector = new VectorBuilder(rows.type(), rows.length());
    double[] squared =
        GroupSums.streamed(
            rows,
            rows.count(),
            (block, from, sums) -> {
              double[] sum = terms.stream(rows, from, block);
              vector.write(from, block.columns(), sum);
              block.set(RowDistances.POINT, sum);
              if (!block.isFinite(RowDistances.POINT)) {
                throw new NonFiniteException();
              }
              block.addSquaredDistances(rows, from, RowDistances.POINT, RowDistances.ROW, sums);
            });
    return new Centre(vector.build(), squared);
  }
}
