package io.github.brsgd.linalg;

import java.util.Arrays;

/** The weighted sum of the rows in a block, and of a point, which may be one more. */
final class SumOfBlock {

  private final double[] weights;
  private final boolean equal;
  private final MatrixRows point;
  private final double pointWeight;

  private SumOfBlock(double[] weights, boolean equal, MatrixRows point, double pointWeight) {
    this.weights = weights;
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
    return new SumOfBlock(weights, equal, null, 0);
  }

  /** One row after the other in double, with the bits of {@link Block}'s mixed rows. */
  static SumOfBlock oneByOne(double[] weights) {
    return new SumOfBlock(weights, false, null, 0);
  }

  /** The same and a point; of weight 0 it is not looked at. */
  SumOfBlock with(MatrixRows onePoint, double weight) {
    return new SumOfBlock(weights, equal, weight == 0 ? null : onePoint, weight);
  }

  /** Rows that a block must have room for. */
  int capacity() {
    return weights.length + 1;
  }

  /**
   * The sums of columns {@code from..from+count-1}, in scratch memory of the block.
   *
   * @param block holds the rows; the one behind them may be overwritten
   */
  double[] of(Block block, int from, int count) {
    int m = weights.length;
    double[] sum = block.zeroed(0);
    if (equal) {
      block.setSum(0, m, weights[0], sum);
    } else {
      block.addWeighted(weights, sum);
    }
    if (point != null) {
      block.read(point, 0, from, count, m);
      block.addScaled(m, pointWeight, sum);
    }
    return sum;
  }
}
