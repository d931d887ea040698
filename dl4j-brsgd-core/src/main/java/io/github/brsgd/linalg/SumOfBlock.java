package io.github.brsgd.linalg;

import java.util.Arrays;

/** The weighted sum of the rows in a block, and of a point, which may be one more. */
final class SumOfBlock {

  private final double[][] turns;
  private final boolean equal;
  private final MatrixRows point;
  private final double pointWeight;

  private SumOfBlock(double[][] turns, boolean equal, MatrixRows point, double pointWeight) {
    this.turns = turns;
    this.equal = equal;
    this.point = point;
    this.pointWeight = pointWeight;
  }

  /** Equal weights in pairs of floats, which is faster, others in double. */
  static SumOfBlock fast(double[] weights) {
    boolean equal =
        weights.length > 0
            && weights[0] != 0
            && Arrays.stream(weights).allMatch(weight -> weight == weights[0]);
    return new SumOfBlock(new double[][] {weights}, equal, null, 0);
  }

  /**
   * One row after the other in double, with the bits of {@link Block}'s mixed rows.
   *
   * @param turns weights of all rows, at least once; each adds a sum of all
   */
  static SumOfBlock oneByOne(double[]... turns) {
    return new SumOfBlock(turns, false, null, 0);
  }

  /** The same and a point; of weight 0 it is not looked at. */
  SumOfBlock with(MatrixRows onePoint, double weight) {
    return new SumOfBlock(turns, equal, weight == 0 ? null : onePoint, weight);
  }

  /** Rows that take part, but for the point. */
  int count() {
    return turns[0].length;
  }

  /** Rows that a block must have room for. */
  int capacity() {
    return count() + 1;
  }

  /**
   * The sums of columns {@code from..from+count-1}, in scratch memory of the block.
   *
   * @param block holds the rows; the one behind them may be overwritten
   */
  double[] of(Block block, int from, int count) {
    int m = count();
    double[] sum = block.zeroed(0);
    if (equal) {
      block.setSum(0, m, turns[0][0], sum);
    } else {
      for (double[] weights : turns) {
        block.addWeighted(weights, sum);
      }
    }
    if (point != null) {
      block.read(point, 0, from, count, m);
      block.addScaled(m, pointWeight, sum);
    }
    return sum;
  }
}
