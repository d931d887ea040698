package io.github.brsgd.linalg;

import io.github.brsgd.linalg.CoordinateStatistic.Deviation;
import io.github.brsgd.linalg.CoordinateStatistic.Mean;
import io.github.brsgd.linalg.CoordinateStatistic.MeanAround;
import io.github.brsgd.linalg.CoordinateStatistic.Median;
import io.github.brsgd.linalg.CoordinateStatistic.TrimmedMean;
import java.util.Arrays;

/** In how many coordinates a row's value is among those that a statistic keeps. */
final class KeptShares {

  private KeptShares() {}

  static double[] of(MatrixRows rows, CoordinateStatistic statistic) {
    int m = rows.count();
    statistic.check(m);
    int[][] partial = new int[Blocks.chunks(rows.length())][m];
    SortingNetwork network = SortingNetwork.forRanks(m, 0, m - 1);
    Blocks.forEach(
        rows,
        (chunk, from, count) -> {
          Block block = Block.scratch(rows.type(), m, rows.length(), 0);
          block.load(rows, from, count);
          Block sorted = Block.scratch(rows.type(), m, rows.length(), Block.GROUP);
          sorted.copy(block, m);
          sorted.sort(network);
          int[] first = new int[Block.WIDTH];
          int kept = window(sorted, m, statistic, first);
          for (int c = 0; c < count; c++) {
            double low = sorted.get(first[c], c);
            double high = sorted.get(first[c] + kept - 1, c);
            for (int i = 0; i < m; i++) {
              double value = block.get(i, c);
              partial[chunk][i] += value >= low && value <= high ? 1 : 0;
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
