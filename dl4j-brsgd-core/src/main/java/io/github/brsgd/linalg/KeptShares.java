package io.github.brsgd.linalg;

import io.github.brsgd.linalg.CoordinateStatistic.Deviation;
import io.github.brsgd.linalg.CoordinateStatistic.Mean;
import io.github.brsgd.linalg.CoordinateStatistic.MeanAround;
import io.github.brsgd.linalg.CoordinateStatistic.Median;
import io.github.brsgd.linalg.CoordinateStatistic.TrimmedMean;
import io.github.brsgd.linalg.CoordinateStatistic.Weighted;
import java.util.Arrays;

/** In how many coordinates a row's value is among those that a statistic keeps. */
final class KeptShares {

  private KeptShares() {}

  static double[] of(MatrixRows rows, CoordinateStatistic statistic) {
    int m = rows.count();
    statistic.check(m);
    int[][] partial = new int[Blocks.chunks(rows.length())][m];
    Ends ends = ends(statistic, m);
    Blocks.forEach(
        rows,
        (chunk, from, count) -> {
          Block block = Block.scratch(rows.type(), m, rows.length(), 0);
          block.load(rows, from, count);
          double[] low = block.zeroed(1);
          double[] high = block.zeroed(2);
          ends.set(block, rows, low, high);
          for (int c = 0; c < count; c++) {
            for (int i = 0; i < m; i++) {
              double value = block.get(i, c);
              partial[chunk][i] += value >= low[c] && value <= high[c] ? 1 : 0;
            }
          }
        });
    double[] shares = new double[m];
    for (int i = 0; i < m; i++) {
      int row = i;
      shares[i] = Arrays.stream(partial).mapToLong(chunk -> chunk[row]).sum();
      shares[i] /= rows.length();
    }
    return shares;
  }

  /** Sets the least and the largest value kept in each column of a block. */
  @FunctionalInterface
  private interface Ends {
    void set(Block block, MatrixRows rows, double[] low, double[] high);
  }

  private static Ends ends(CoordinateStatistic statistic, int m) {
    if (statistic instanceof Weighted weighted) {
      WeightedOrder order = new WeightedOrder(weighted);
      return (block, rows, low, high) -> order.of(block).setEnds(low, high);
    }
    SortingNetwork network = SortingNetwork.forRanks(m, 0, m - 1);
    return (block, rows, low, high) -> {
      Block sorted = Block.scratch(rows.type(), m, rows.length(), Block.GROUP);
      sorted.copy(block, m);
      sorted.sort(network);
      int[] first = new int[Block.WIDTH];
      int kept = window(sorted, m, statistic, first);
      for (int c = 0; c < block.columns(); c++) {
        low[c] = sorted.get(first[c], c);
        high[c] = sorted.get(first[c] + kept - 1, c);
      }
    };
  }

  /** The first rank kept in each column; returns how many ranks are. */
  private static int window(Block sorted, int m, CoordinateStatistic statistic, int[] first) {
    if (statistic instanceof MeanAround around) {
      double[] centre = sorted.zeroed(0);
      CoordinateStatistics.centreOf(around, sorted, m, centre);
      CoordinateStatistics.firstNearest(sorted, m, around.keep(), centre, first);
      return around.keep();
    }
    if (statistic instanceof Median) {
      Arrays.fill(first, (m - 1) / 2);
      return m / 2 - (m - 1) / 2 + 1;
    }
    if (statistic instanceof TrimmedMean trimmed) {
      Arrays.fill(first, trimmed.cut());
      return m - 2 * trimmed.cut();
    }
    assert statistic instanceof Mean || statistic instanceof Deviation;
    return m;
  }
}
