package io.github.brsgd.linalg;

import io.github.brsgd.linalg.CoordinateStatistic.Weighted;
import io.github.brsgd.linalg.CoordinateStatistic.WeightedTrimmedMean;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Statistics of weighted values: each column in ascending order with its weights beside it, and the
 * weight up to each value.
 *
 * <p>The network that sorts values takes the weights along. Values are widened to double, for both
 * types: a comparison has to choose between two weights, for which the JIT has vector code only in
 * arithmetic of one type. Order among equal values does not matter.
 */
final class WeightedOrder {

  /** The square of it takes any positive difference of two doubles beyond 1. */
  private static final double STEEP = 0x1p1000;

  /** Of the total; sums of weights nearer to each other than this are equal but for rounding. */
  private static final double SAME = 1e-12;

  private static final ThreadLocal<double[][][]> SCRATCH =
      ThreadLocal.withInitial(() -> new double[2][0][]);

  private final double[] weights;
  private final SortingNetwork network;

  /** The weight below which nothing is kept, and that beyond which nothing is. */
  private final double from;

  private final double to;
  private final double same;
  private final boolean isMedian;

  WeightedOrder(Weighted statistic) {
    weights = scaled(statistic.weights());
    network = SortingNetwork.forRanks(weights.length, 0, weights.length - 1);
    double total = Arrays.stream(weights).sum();
    isMedian = !(statistic instanceof WeightedTrimmedMean);
    double share = statistic instanceof WeightedTrimmedMean trimmed ? trimmed.share() : 0.5;
    from = share * total;
    to = total - from;
    same = SAME * total;
  }

  /** The largest becomes 1: equal weights are whole numbers, whose sums are exact. */
  private static double[] scaled(List<Double> weights) {
    double largest = Collections.max(weights);
    return weights.stream().mapToDouble(weight -> weight / largest).toArray();
  }

  /** The sorted columns of one block, until the thread asks for another's. */
  Columns of(Block block) {
    int m = weights.length;
    double[][][] scratch = SCRATCH.get();
    for (int k = 0; k < scratch.length; k++) {
      if (scratch[k].length < m) {
        scratch[k] = new double[m][Block.WIDTH];
      }
    }
    Columns columns = new Columns(scratch[0], scratch[1], block.width());
    for (int i = 0; i < m; i++) {
      Arrays.fill(columns.values[i], 0);
      block.addScaled(i, 1, columns.values[i]);
      Arrays.fill(columns.own[i], weights[i]);
    }
    for (int c = 0; c < network.size(); c++) {
      columns.exchange(network.low(c), network.high(c));
    }
    return columns;
  }

  /** Ranks of values and the weights that belong to them. */
  final class Columns {

    private final double[][] values;
    private final double[][] own;
    private final int width;

    private Columns(double[][] values, double[][] own, int width) {
      this.values = values;
      this.own = own;
      this.width = width;
    }

    private void exchange(int low, int high) {
      exchange(values[low], values[high], own[low], own[high], width);
    }

    private static void exchange(
        double[] low, double[] high, double[] lowWeights, double[] highWeights, int width) {
      for (int c = 0; c < width; c++) {
        double x = low[c];
        double y = high[c];
        double swap = Math.min(1, Math.max(0, (x - y) * STEEP * STEEP));
        low[c] = Math.min(x, y);
        high[c] = Math.max(x, y);
        double a = lowWeights[c];
        double b = highWeights[c];
        lowWeights[c] = swap * b + (1 - swap) * a;
        highWeights[c] = swap * a + (1 - swap) * b;
      }
    }

    /** Sets the statistic of each column. */
    void set(double[] result) {
      for (int c = 0; c < width; c++) {
        result[c] = isMedian ? median(c) : trimmedMean(c);
      }
    }

    /** Sets the least and the largest value kept in each column. */
    void setEnds(double[] low, double[] high) {
      for (int c = 0; c < width; c++) {
        int first = rank(c, isMedian ? from - same : from + same, !isMedian);
        int last = rank(c, isMedian ? to + same : to - same, isMedian);
        low[c] = values[first][c];
        high[c] = values[last][c];
      }
    }

    /** The first rank at which the weight reaches a bound, or passes it. */
    private int rank(int column, double bound, boolean passes) {
      double reached = 0;
      int rank = -1;
      do {
        rank++;
        reached += own[rank][column];
      } while (rank < weights.length - 1 && (passes ? reached <= bound : reached < bound));
      return rank;
    }

    private double median(int column) {
      double low = values[rank(column, from - same, false)][column];
      double high = values[rank(column, to + same, true)][column];
      double sum = low + high;
      // The sum of two finite values may overflow, their mean does not.
      return Double.isInfinite(sum) ? low / 2 + high / 2 : sum / 2;
    }

    private double trimmedMean(int column) {
      double before = 0;
      double total = 0;
      double sum = 0;
      for (int rank = 0; rank < weights.length; rank++) {
        double kept = kept(before, own[rank][column]);
        if (kept > 0) {
          total += kept;
          sum += kept * values[rank][column];
        }
        before += own[rank][column];
      }
      return Double.isFinite(sum) ? sum / total : hugeMean(column, total);
    }

    /** Where the sum overflows; half of the mean does not, and the mean is between the values. */
    private double hugeMean(int column, double total) {
      double before = 0;
      double half = 0;
      for (int rank = 0; rank < weights.length; rank++) {
        half += kept(before, own[rank][column]) / total * 0.5 * values[rank][column];
        before += own[rank][column];
      }
      double least = values[0][column];
      return Math.max(least, Math.min(values[weights.length - 1][column], 2 * half));
    }

    /** How much of a weight is left; all or nothing where rounding alone says otherwise. */
    private double kept(double before, double weight) {
      double left = Math.min(before + weight, to) - Math.max(before, from);
      return left <= same ? 0 : left >= weight - same ? weight : left;
    }
  }
}
