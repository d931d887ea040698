package io.github.brsgd.linalg;

import io.github.brsgd.linalg.CoordinateStatistic.Deviation;
import io.github.brsgd.linalg.CoordinateStatistic.MeanAround;
import io.github.brsgd.linalg.CoordinateStatistic.Median;
import io.github.brsgd.linalg.CoordinateStatistic.TrimmedMean;
import io.github.brsgd.linalg.CoordinateStatistic.Weighted;
import java.util.function.IntUnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Statistics of each coordinate over m rows, but for the mean, which is a {@link WeightedSum}.
 *
 * <p>Order statistics come from sorting networks over blocks of columns, O(d m log^2 m) compare and
 * exchange steps without a branch, each row read from memory once.
 */
final class CoordinateStatistics {

  private CoordinateStatistics() {}

  /** Turns a block into one value per column; its result holds zeros before. */
  private interface Reduction {
    void apply(Block block, double[] result);
  }

  static INDArray of(MatrixRows rows, CoordinateStatistic statistic) {
    int m = rows.count();
    statistic.check(m);
    if (statistic instanceof Deviation) {
      return reduce(rows, (block, result) -> deviationOf(block, m, result));
    }
    if (statistic instanceof Weighted weighted) {
      WeightedOrder order = new WeightedOrder(weighted);
      return reduce(rows, (block, result) -> order.of(block).set(result));
    }
    SortingNetwork network = network(statistic, m);
    return reduce(
        rows,
        (block, result) -> {
          block.sort(network);
          ofSorted(statistic, block, m, result);
        });
  }

  /** The comparators that a statistic of sorted values needs. */
  private static SortingNetwork network(CoordinateStatistic statistic, int m) {
    if (statistic instanceof Median) {
      return medianNetwork(m);
    }
    return statistic instanceof TrimmedMean trimmed
        ? SortingNetwork.forRanks(m, trimmed.cut(), m - 1 - trimmed.cut())
        : SortingNetwork.forRanks(m, 0, m - 1);
  }

  static void ofSorted(CoordinateStatistic statistic, Block sorted, int m, double[] result) {
    if (statistic instanceof Median) {
      medianOf(sorted, m, result);
    } else if (statistic instanceof TrimmedMean trimmed) {
      trimmedMeanOf(sorted, m, trimmed.cut(), result);
    } else {
      MeanAround around = (MeanAround) statistic;
      double[] point = sorted.zeroed(1);
      centreOf(around, sorted, m, point);
      sorted.setMeanNearest(m, around.keep(), point, result);
    }
  }

  private static void deviationOf(Block block, int m, double[] variance) {
    double[] mean = block.zeroed(1);
    block.setSum(0, m, 1.0 / m, mean);
    double[] squares = block.zeroed(2);
    int count = block.columns();
    for (int i = 0; i < m; i++) {
      block.setSquaredDeviation(i, mean, squares);
      for (int c = 0; c < count; c++) {
        variance[c] += squares[c] / (m - 1);
      }
    }
    for (int c = 0; c < count; c++) {
      variance[c] = Math.sqrt(variance[c]);
    }
  }

  /**
   * The centre of each column. A trimmed mean here is its sum divided once: in shares, which are
   * rounded, it may be next to the value that is equally far from two others.
   */
  static void centreOf(MeanAround around, Block sorted, int m, double[] result) {
    if (around.centre() instanceof TrimmedMean trimmed) {
      int cut = trimmed.cut();
      for (int i = cut; i < m - cut; i++) {
        sorted.addScaled(i, 1, result);
      }
      divide(sorted, c -> cut, m - 2 * cut, result);
    } else {
      ofSorted(around.centre(), sorted, m, result);
    }
  }

  private static void trimmedMeanOf(Block sorted, int m, int cut, double[] result) {
    sorted.setSum(cut, m - cut, 1.0 / (m - 2 * cut), result);
  }

  static SortingNetwork medianNetwork(int m) {
    return SortingNetwork.forRanks(m, (m - 1) / 2, m / 2);
  }

  static void medianOf(Block sorted, int m, double[] result) {
    if (m % 2 == 1) {
      sorted.addScaled(m / 2, 1, result);
      return;
    }
    sorted.addScaled(m / 2 - 1, 1, result);
    sorted.addScaled(m / 2, 1, result);
    divide(sorted, c -> m / 2 - 1, 2, result);
  }

  /** Makes sums of {@code count} ranks, from the first in each column on, their means. */
  static void divide(Block sorted, IntUnaryOperator first, int count, double[] sums) {
    for (int c = 0; c < sorted.columns(); c++) {
      sums[c] /= count;
      if (Double.isInfinite(sums[c])) {
        // The sum overflowed, the mean of finite values does not.
        sums[c] = 0;
        int start = first.applyAsInt(c);
        for (int i = start; i < start + count; i++) {
          sums[c] += sorted.get(i, c) / count;
        }
      }
    }
  }

  /**
   * The {@code keep} values nearest a centre are neighbours in the sorted column. The window starts
   * at the smallest and moves up while the value it loses is farther than the one it gains; as that
   * comparison is monotone in the start, counting where it holds gives the start.
   */
  static void firstNearest(Block sorted, int m, int keep, double[] centre, int[] start) {
    for (int s = 0; s + keep < m; s++) {
      sorted.countFartherBelow(s, s + keep, centre, start);
    }
  }

  private static INDArray reduce(MatrixRows rows, Reduction reduction) {
    VectorBuilder vector = new VectorBuilder(rows.type(), rows.length());
    Blocks.forEach(
        rows,
        (chunk, from, count) -> {
          Block block = Block.scratch(rows.type(), rows.count(), rows.length(), 0);
          block.load(rows, from, count);
          double[] result = block.zeroed(0);
          reduction.apply(block, result);
          vector.write(from, count, result);
        });
    return vector.build();
  }
}
