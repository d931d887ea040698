package io.github.brsgd.linalg;

import java.util.Arrays;

/**
 * Squared distances between all pairs of rows.
 *
 * <p>Taken from differences, never from inner products: {@code x.x + y.y - 2 x.y} loses all digits
 * where two rows are close to each other and far from 0, which is where rules have to tell them
 * apart. Differences of floats are squared and added in float over short runs and in double beyond,
 * relative error about 1e-7; squares that leave the range of float are taken of scaled rows.
 */
final class PairwiseDistances {

  private PairwiseDistances() {}

  /**
   * Equal rows are ordinary, attackers send them. They are told from others first: squares of their
   * differences look like ones that have been lost to underflow, and would be taken again.
   */
  static final PairSums.Term TERM =
      new PairSums.Term() {
        @Override
        public double of(Block[] group, int i, int j) {
          return i == j || Block.areEqual(group, i, j) ? 0 : group[0].squaredDistance(group, i, j);
        }

        @Override
        public boolean setFour(Block[] group, int i, int j, double[] four) {
          return !Block.areEqual(group, i, j)
              && !Block.areEqual(group, i, j + 1)
              && !Block.areEqual(group, i + 1, j)
              && !Block.areEqual(group, i + 1, j + 1)
              && group[0].setSquaredDistances(group, i, j, four);
        }
      };

  /** {@code D_ij = ||x_i - x_j||^2}; each row is read from memory once. */
  static double[][] squared(MatrixRows rows) {
    StayingRows staying = rows.staying();
    double[][] squared =
        staying != null
            ? staying.squaredDistances(rows)
            : PairSums.of(rows, (group, from, count) -> Block.load(group, rows, from, count), TERM);
    // Finite, so that rules can take differences of them.
    for (double[] row : squared) {
      Arrays.setAll(row, j -> Math.min(row[j], Double.MAX_VALUE));
    }
    return squared;
  }
}
