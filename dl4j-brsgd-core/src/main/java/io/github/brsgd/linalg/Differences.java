package io.github.brsgd.linalg;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Means of the neighbours of each row, taken from one sum: the rows that most of the means have in
 * common are added once, and each mean subtracts those it leaves out and adds those only it has.
 *
 * <p>Nothing is subtracted that is far larger than what stays. A row i may be taken from the mean
 * of the neighbours N of row k, k among them, only if
 *
 * <pre>||x_i - x_k|| &lt;= 3 max over j in N of ||x_j - x_k||</pre>
 *
 * <p>and thus {@code ||x_i|| <= 7 L}, L the length of the longest row of N. Sums are in double, of
 * at most 2 m terms {@code x / (m-q)}, none longer than {@code 7 L / (m-q)}: the error is at most
 * {@code 2 m 2^-53 (7 m / (m-q)) L <= 28 m 2^-53 L}, for m = 25 below 1e-13 L, where rounding to
 * float takes up to 6e-8 of each value. {@link FloatDifferences} are less exact.
 *
 * <p>Means of nearest neighbours all meet the condition. Where more than half of the rows count i
 * among their neighbours, a row j of N does; as i is not in N, another l of N is not among j's, and
 * {@code ||x_i - x_j|| <= ||x_l - x_j||}, twice the right side's maximum at most. Any other mean is
 * summed alone.
 */
final class Differences {

  private static final double FARTHEST_SQUARED = 9;

  private final double[] common;
  private final double[][] rest;

  private Differences(double[] common, double[][] rest) {
    this.common = common;
    this.rest = rest;
  }

  /**
   * The common sum, and what each mean adds to it; null where there is none that saves work.
   *
   * @param weights m' x m, of any mixing
   * @param squared m x m squared distances of the rows
   */
  static Differences of(double[][] weights, double[][] squared) {
    int m = squared.length;
    if (weights.length != m || !areMeansOfNeighbours(weights)) {
      return null;
    }
    double[] common = common(weights);
    double[][] rest = new double[m][];
    int saved = -terms(common);
    for (int k = 0; k < m; k++) {
      double[] mean = weights[k];
      double[] difference = new double[m];
      Arrays.setAll(difference, i -> mean[i] - common[i]);
      int gain = terms(mean) - terms(difference);
      if (gain > 0 && isSafe(mean, difference, squared[k])) {
        rest[k] = difference;
        saved += isRepeated(weights, k) ? 0 : gain;
      }
    }
    return saved > 0 ? new Differences(common, rest) : null;
  }

  /** One number for all weights that are not 0, each row among its neighbours. */
  private static boolean areMeansOfNeighbours(double[][] weights) {
    double share = weights[0][0];
    for (int k = 0; k < weights.length; k++) {
      if (weights[k][k] == 0 || Arrays.stream(weights[k]).anyMatch(w -> w != 0 && w != share)) {
        return false;
      }
    }
    return true;
  }

  /** The weights of the rows that most of the means have. */
  private static double[] common(double[][] weights) {
    double[] common = new double[weights.length];
    for (int i = 0; i < common.length; i++) {
      int having = 0;
      for (double[] mean : weights) {
        having += mean[i] != 0 ? 1 : 0;
      }
      common[i] = 2 * having > weights.length ? weights[0][0] : 0;
    }
    return common;
  }

  private static int terms(double[] weights) {
    return (int) Arrays.stream(weights).filter(w -> w != 0).count();
  }

  /** Mixed rows of equal weights are formed once. */
  private static boolean isRepeated(double[][] weights, int k) {
    return Arrays.stream(weights, 0, k).anyMatch(earlier -> Arrays.equals(earlier, weights[k]));
  }

  private static boolean isSafe(double[] mean, double[] difference, double[] squared) {
    double kept = 0;
    double leftOut = 0;
    for (int i = 0; i < mean.length; i++) {
      if (mean[i] != 0) {
        kept = Math.max(kept, squared[i]);
      } else if (difference[i] != 0) {
        leftOut = Math.max(leftOut, squared[i]);
      }
    }
    return leftOut <= FARTHEST_SQUARED * kept;
  }

  /** The same in terms of the rows that these are made of. */
  Differences over(UnaryOperator<double[]> source) {
    return new Differences(
        source.apply(common),
        Arrays.stream(rest).map(r -> r == null ? null : source.apply(r)).toArray(double[][]::new));
  }

  /** Some of the means. */
  Differences select(int[] ids) {
    return new Differences(
        common, Arrays.stream(ids).mapToObj(k -> rest[k]).toArray(double[][]::new));
  }

  /** Weights of the common sum. */
  double[] common() {
    return common;
  }

  /** Weights of what a mean adds to the common sum; null where it is summed alone. */
  double[] rest(int mean) {
    return rest[mean];
  }
}
