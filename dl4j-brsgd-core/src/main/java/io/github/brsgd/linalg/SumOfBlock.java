package io.github.brsgd.linalg;

import java.util.Arrays;

/**
 * The weighted sum of the rows in a block, or of rows read through one, and of a point, which may
 * be one more.
 */
final class SumOfBlock {

  /** All rows have one weight: it is applied to their sum, floats in pairs of floats. */
  private final boolean isEqual;

  private final double[] weights;
  private final MatrixRows point;
  private final double pointWeight;

  /** All weights, the point's last; null where floats do not hold them. */
  private final FloatWeights scaled;

  private SumOfBlock(boolean isEqual, double[] weights, MatrixRows point, double pointWeight) {
    this.isEqual = isEqual;
    this.weights = weights;
    this.point = point;
    this.pointWeight = pointWeight;
    double[] all = Arrays.copyOf(weights, weights.length + 1);
    all[weights.length] = pointWeight;
    this.scaled = FloatWeights.of(all);
  }

  /** Pairs of floats where that is faster, doubles elsewhere. */
  static SumOfBlock fast(double[] weights) {
    boolean equal =
        weights.length > 0
            && weights[0] != 0
            && Arrays.stream(weights).allMatch(weight -> weight == weights[0]);
    return new SumOfBlock(equal, weights, null, 0);
  }

  /** The same and a point; of weight 0 it is not looked at. */
  SumOfBlock with(MatrixRows onePoint, double weight) {
    return new SumOfBlock(isEqual, weights, weight == 0 ? null : onePoint, weight);
  }

  /** Rows that take part, but for the point. */
  int count() {
    return weights.length;
  }

  /** Rows that a block must have room for. */
  int capacity() {
    return count() + 1;
  }

  /**
   * The sums of the block's columns, of which {@code from} is the first, in its scratch memory.
   *
   * @param block holds the rows; the one behind them may be overwritten
   */
  double[] of(Block block, int from) {
    int m = count();
    double[] sum = block.zeroed(0);
    if (isEqual) {
      block.setSum(0, m, weights[0], sum);
    } else {
      block.addWeighted(weights, sum);
    }
    addPoint(from, block, m, sum);
    return sum;
  }

  /**
   * The sums of rows that are read one after the other: memory is read in long runs, and little of
   * the cache is taken.
   *
   * @param rows not mixed
   * @param from the first of the columns
   * @param block for so many columns; its rows are overwritten
   */
  double[] stream(MatrixRows rows, int from, Block block) {
    double[] sum = block.accumulator(0);
    if (!(block instanceof FloatBlock floats && inPairs(rows, from, floats, sum))) {
      inDoubles(rows, from, block, block.zeroed(0));
    } else if (!isFinite(sum, block.columns())) {
      // A sum of floats has left their range, or a row is not finite.
      double[] wider = block.zeroed(1);
      inDoubles(rows, from, block, wider);
      Arrays.setAll(sum, c -> Double.isFinite(sum[c]) ? sum[c] : wider[c]);
    }
    return sum;
  }

  /**
   * Sets sums in pairs of floats, which hold twice the digits of one; false where they cannot, and
   * then nothing is set.
   */
  private boolean inPairs(MatrixRows rows, int from, FloatBlock block, double[] sum) {
    if (!isEqual && scaled == null) {
      return false;
    }
    block.beginSum();
    if (isEqual) {
      block.addToSum(rows, count(), from);
      block.endSum(weights[0], sum);
      addPoint(from, block, 0, sum);
      return true;
    }
    block.addWeightedToSum(rows, Arrays.copyOf(scaled.values(), count()), from);
    if (point != null) {
      block.addWeightedToSum(point, new double[] {scaled.values()[count()]}, from);
    }
    block.endSum(scaled.scale(), sum);
    return true;
  }

  /** Whether none of the first sums is NaN or infinite. */
  static boolean isFinite(double[] sum, int count) {
    // Independent additions, where those of one sum wait for each other.
    double zero0 = 0;
    double zero1 = 0;
    double zero2 = 0;
    double zero3 = 0;
    int c = 0;
    for (; c + 4 <= count; c += 4) {
      zero0 += 0 * sum[c];
      zero1 += 0 * sum[c + 1];
      zero2 += 0 * sum[c + 2];
      zero3 += 0 * sum[c + 3];
    }
    for (; c < count; c++) {
      zero0 += 0 * sum[c];
    }
    return zero0 + zero1 + zero2 + zero3 == 0;
  }

  /** Adds the point, by way of a row of the block. */
  private void addPoint(int from, Block block, int row, double[] sum) {
    if (point != null) {
      block.read(point, 0, from, block.columns(), row);
      block.addScaled(row, pointWeight, sum);
    }
  }

  /** Adds all to zeros. */
  private void inDoubles(MatrixRows rows, int from, Block block, double[] sum) {
    for (int row = 0; row < count(); row += Block.FOUR) {
      int some = block.readSome(rows, row, count(), from);
      block.addWeighted(Arrays.copyOfRange(weights, row, row + some), sum);
    }
    addPoint(from, block, 0, sum);
  }
}
