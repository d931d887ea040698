package io.github.brsgd.aggregation;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The covariance of weighted rows, through the m x m matrix that has the same eigenvalues.
 *
 * <p>With mu the weighted mean, H_ij = <x_i - mu, x_j - mu> follows from the inner products around
 * any centre, or from -1/2 times the squared distances, by taking weighted means off rows and
 * columns. K_ij = sqrt(c_i c_j) H_ij / sum c has the eigenvalues of the covariance, and an
 * eigenvector u of K gives the projections <x_i - mu, v> = sum_j sqrt(c_j) H_ij u_j / sqrt(lambda
 * sum c).
 */
final class Spectrum {

  /** Squared lengths beyond this leave no room for sums: rows of doubles longer than 1e145. */
  static final double FAR = 1e290;

  /** Results that differ by less, relative to their size, may be equal but for rounding. */
  static final double ROUNDING = 1e-12;

  private static final int POWER_STEPS = 40;

  private final int count;
  private final int[] used;
  private final double[] roots;
  private final double total;
  private final double[][] centred;
  private final double scale;

  /**
   * The covariance of some rows.
   *
   * @param form inner products of all rows around one centre, or squared distances times -1/2
   * @param weights a weight per row, not negative, not all 0; entries of {@code form} for rows of
   *     weight 0 are not read
   */
  Spectrum(double[][] form, double[] weights) {
    count = form.length;
    used = IntStream.range(0, count).filter(i -> weights[i] > 0).toArray();
    roots = Arrays.stream(used).mapToDouble(i -> Math.sqrt(weights[i])).toArray();
    total = Arrays.stream(used).mapToDouble(i -> weights[i]).sum();
    centred = centre(form, weights);
    double largest = 0;
    for (double[] row : centred) {
      for (double value : row) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    scale = largest;
  }

  /**
   * Weight 1 for each row that takes part, 0 for those too far from the median to add up.
   *
   * @param gram inner products of all rows around their coordinate-wise median
   */
  static double[] near(double[][] gram) {
    double[] weights = new double[gram.length];
    Arrays.setAll(weights, i -> gram[i][i] < FAR ? 1 : 0);
    if (Arrays.stream(weights).sum() == 0) {
      throw new IllegalArgumentException(
          "updates: all rows are farther than 1e145 from their median");
    }
    return weights;
  }

  private double[][] centre(double[][] form, double[] weights) {
    int n = used.length;
    double[] means = new double[n];
    double mean = 0;
    for (int i = 0; i < n; i++) {
      for (int k : used) {
        means[i] += weights[k] / total * form[used[i]][k];
      }
      mean += weights[used[i]] / total * means[i];
    }
    double[][] result = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        result[i][j] = form[used[i]][used[j]] - means[i] - means[j] + mean;
        result[j][i] = result[i][j];
      }
    }
    return result;
  }

  /** K divided by its scale. */
  private double[][] matrix() {
    int n = used.length;
    double[][] matrix = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        matrix[i][j] = roots[i] * roots[j] / total * (centred[i][j] / scale);
      }
    }
    return matrix;
  }

  /**
   * Whether the power method shows that the largest eigenvalue reaches a value. Its quotients are
   * never above the eigenvalue, so yes is certain and no is not.
   *
   * @param variance the value
   * @param guess a vector with an entry per row to start from, replaced by the last one found; for
   *     subsets that differ in a few rows it is nearly the eigenvector
   */
  boolean reaches(double variance, double[] guess) {
    if (scale == 0) {
      return variance <= 0;
    }
    double[][] matrix = matrix();
    double[] vector = start(matrix, guess);
    boolean reached = false;
    for (int t = 0; t < POWER_STEPS && !reached; t++) {
      double[] next = new double[vector.length];
      double product = 0;
      double norm = 0;
      double nextNorm = 0;
      for (int i = 0; i < vector.length; i++) {
        for (int j = 0; j < vector.length; j++) {
          next[i] += matrix[i][j] * vector[j];
        }
        product += vector[i] * next[i];
        norm += vector[i] * vector[i];
        nextNorm += next[i] * next[i];
      }
      reached = product >= variance / scale * norm;
      double length = Math.sqrt(nextNorm);
      if (length > 0) {
        Arrays.setAll(vector, i -> next[i] / length);
      }
    }
    for (int i = 0; i < vector.length; i++) {
      guess[used[i]] = vector[i];
    }
    return reached;
  }

  /** The guess for the rows that take part, or the longest row of the matrix if that is nothing. */
  private double[] start(double[][] matrix, double[] guess) {
    double[] vector = Arrays.stream(used).mapToDouble(i -> guess[i]).toArray();
    if (Arrays.stream(vector).allMatch(x -> x == 0)) {
      int longest = 0;
      for (int i = 1; i < matrix.length; i++) {
        longest = matrix[i][i] > matrix[longest][longest] ? i : longest;
      }
      vector = matrix[longest].clone();
    }
    return vector;
  }

  /** The direction of largest variance. */
  Top top() {
    double[] squared = new double[count];
    if (scale == 0) {
      return new Top(0, squared);
    }
    Eigenpair pair = Eigenpair.largest(matrix());
    double lambda = pair.value();
    if (!(lambda > 0)) {
      return new Top(0, squared);
    }
    double[] u = pair.vector();
    for (int i = 0; i < used.length; i++) {
      double projection = 0;
      for (int j = 0; j < used.length; j++) {
        projection += roots[j] * (centred[i][j] / scale) * u[j];
      }
      squared[used[i]] = projection * projection / (lambda * total) * scale;
    }
    return new Top(lambda * scale, squared);
  }

  /**
   * The direction of largest variance.
   *
   * @param variance the largest eigenvalue of the covariance
   * @param squaredProjections of each row taken from the mean; 0 for rows of weight 0
   */
  @SuppressWarnings("ArrayRecordComponent") // never leaves the rule that asked for it
  record Top(double variance, double[] squaredProjections) {}
}
