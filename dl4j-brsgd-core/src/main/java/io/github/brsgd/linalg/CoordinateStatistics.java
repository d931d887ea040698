package io.github.brsgd.linalg;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Statistics of each coordinate over m rows: mean, deviation and order statistics.
 *
 * <p>Order statistics come from sorting networks over blocks of columns, O(d m log^2 m) compare and
 * exchange steps without a branch, each row read from memory once. Sums are taken in double. All
 * methods run on the common pool and return a new 1 x d vector of the rows' type; a row with a NaN
 * or infinite value is an {@link IllegalArgumentException}.
 *
 * @since 0.1
 */
public final class CoordinateStatistics {

  private CoordinateStatistics() {}

  /** Turns a block whose columns are sorted into one value per column. */
  private interface Reduction {
    void apply(Block sorted, double[] result);
  }

  /**
   * The mean of each coordinate.
   *
   * @param rows m >= 1 rows
   * @return 1 x d
   */
  public static INDArray mean(Rows rows) {
    double[] weights = new double[rows.count()];
    Arrays.fill(weights, 1.0 / rows.count());
    return WeightedSum.of(rows, weights);
  }

  /**
   * The standard deviation of each coordinate with divisor m - 1, around the mean.
   *
   * @param rows m >= 2 rows
   * @return 1 x d
   * @throws IllegalArgumentException if m is 1
   */
  public static INDArray deviation(Rows rows) {
    int m = rows.count();
    if (m < 2) {
      throw new IllegalArgumentException("deviation: need at least 2 rows, got " + m);
    }
    VectorBuilder result = new VectorBuilder(rows.type(), rows.length());
    Blocks.forEach(
        rows.length(),
        (chunk, from, count) -> {
          Block block = Block.scratch(rows.type(), m, 0);
          block.load(rows, from, count);
          double[] mean = new double[Block.WIDTH];
          for (int i = 0; i < m; i++) {
            block.addScaled(i, 1.0 / m, mean);
          }
          double[] squares = new double[Block.WIDTH];
          double[] variance = new double[Block.WIDTH];
          for (int i = 0; i < m; i++) {
            block.setSquaredDeviation(i, mean, squares);
            for (int c = 0; c < count; c++) {
              variance[c] += squares[c] / (m - 1);
            }
          }
          for (int c = 0; c < count; c++) {
            variance[c] = Math.sqrt(variance[c]);
          }
          result.write(from, count, variance);
        });
    return result.build();
  }

  /**
   * The median of each coordinate; for even m the mean of the two middle values.
   *
   * @param rows m >= 1 rows
   * @return 1 x d
   */
  public static INDArray median(Rows rows) {
    int m = rows.count();
    return reduce(rows, medianNetwork(m), (sorted, result) -> medianOf(sorted, m, result));
  }

  /**
   * The mean of each coordinate without its {@code cut} smallest and {@code cut} largest values.
   *
   * @param rows m >= 2 cut + 1 rows
   * @param cut values dropped at either end, at least 0
   * @return 1 x d
   * @throws IllegalArgumentException if nothing would be left
   */
  public static INDArray trimmedMean(Rows rows, int cut) {
    int m = rows.count();
    checkCut(m, cut);
    return reduce(
        rows,
        SortingNetwork.forRanks(m, cut, m - 1 - cut),
        (sorted, result) -> trimmedMeanOf(sorted, m, cut, result));
  }

  /**
   * The mean of the {@code keep} values of each coordinate nearest its median; of two values
   * equally near the smaller comes first.
   *
   * @param rows m rows
   * @param keep values averaged, in 1..m
   * @return 1 x d
   * @throws IllegalArgumentException if {@code keep} is out of range
   */
  public static INDArray meanAroundMedian(Rows rows, int keep) {
    int m = rows.count();
    return meanAround(rows, keep, (sorted, median) -> medianOf(sorted, m, median));
  }

  /**
   * The mean of the {@code keep} values of each coordinate nearest its trimmed mean; of two values
   * equally near the smaller comes first.
   *
   * @param rows m >= 2 cut + 1 rows
   * @param cut values the trimmed mean drops at either end, at least 0
   * @param keep values averaged, in 1..m
   * @return 1 x d
   * @throws IllegalArgumentException if {@code cut} or {@code keep} is out of range
   */
  public static INDArray meanAroundTrimmedMean(Rows rows, int cut, int keep) {
    int m = rows.count();
    checkCut(m, cut);
    return meanAround(rows, keep, (sorted, mean) -> trimmedMeanOf(sorted, m, cut, mean));
  }

  private static INDArray meanAround(Rows rows, int keep, Reduction centre) {
    int m = rows.count();
    if (keep < 1 || keep > m) {
      throw new IllegalArgumentException("keep: need 1 <= keep <= m=" + m + ", got " + keep);
    }
    return reduce(
        rows,
        SortingNetwork.forRanks(m, 0, m - 1),
        (sorted, result) -> {
          double[] point = new double[Block.WIDTH];
          centre.apply(sorted, point);
          meanNearest(sorted, m, keep, point, result);
        });
  }

  private static void checkCut(int m, int cut) {
    if (cut < 0 || m - 2 * cut < 1) {
      throw new IllegalArgumentException("cut: need 0 <= 2 cut < m, got m=" + m + ", cut=" + cut);
    }
  }

  private static void trimmedMeanOf(Block sorted, int m, int cut, double[] result) {
    for (int i = cut; i < m - cut; i++) {
      sorted.addScaled(i, 1.0 / (m - 2 * cut), result);
    }
  }

  static SortingNetwork medianNetwork(int m) {
    return SortingNetwork.forRanks(m, (m - 1) / 2, m / 2);
  }

  static void medianOf(Block sorted, int m, double[] result) {
    // Halves before the sum: the sum of the middle values may overflow.
    sorted.addScaled((m - 1) / 2, 0.5, result);
    sorted.addScaled(m / 2, 0.5, result);
  }

  /**
   * The {@code keep} values nearest a centre are neighbours in the sorted column. The window starts
   * at the smallest and moves up while the value it loses is farther than the one it gains; as that
   * comparison is monotone in the start, counting where it holds gives the start.
   */
  private static void meanNearest(Block sorted, int m, int keep, double[] centre, double[] result) {
    int[] start = new int[Block.WIDTH];
    for (int s = 0; s + keep < m; s++) {
      sorted.countFartherBelow(s, s + keep, centre, start);
    }
    for (int i = 0; i < m; i++) {
      sorted.addWithin(i, start, keep, result);
    }
    for (int c = 0; c < sorted.columns(); c++) {
      result[c] /= keep;
    }
  }

  private static INDArray reduce(Rows rows, SortingNetwork network, Reduction reduction) {
    VectorBuilder vector = new VectorBuilder(rows.type(), rows.length());
    Blocks.forEach(
        rows.length(),
        (chunk, from, count) -> {
          Block block = Block.scratch(rows.type(), rows.count(), 0);
          block.load(rows, from, count);
          block.sort(network);
          double[] result = new double[Block.WIDTH];
          reduction.apply(block, result);
          vector.write(from, count, result);
        });
    return vector.build();
  }
}
