package io.github.brsgd.robustness;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Small matrices of honest and forged rows, drawn where rules are known to be weak: camps and
 * lattices with many ties, noise, heavy tails; forged rows that copy, mirror, outbid or overwhelm.
 */
final class ForgedMatrices {

  /** Rows of one matrix, honest ones first. */
  @SuppressWarnings("ArrayRecordComponent") // read only
  record Forged(double[][] rows, int honest) {

    double[] mean() {
      double[] mean = new double[rows[0].length];
      for (int i = 0; i < honest; i++) {
        for (int c = 0; c < mean.length; c++) {
          mean[c] += rows[i][c] / honest;
        }
      }
      return mean;
    }

    /** Mean squared distance of the honest rows to their mean. */
    double squaredSpread() {
      double[] mean = mean();
      double sum = 0;
      for (int i = 0; i < honest; i++) {
        sum += squared(rows[i], mean);
      }
      return sum / honest;
    }
  }

  private final SplittableRandom random;

  ForgedMatrices(long seed) {
    random = new SplittableRandom(seed);
  }

  static double squared(double[] x, double[] y) {
    double sum = 0;
    for (int c = 0; c < x.length; c++) {
      sum += (x[c] - y[c]) * (x[c] - y[c]);
    }
    return sum;
  }

  /** A matrix of m rows, the last q of them forged. */
  Forged next(int m, int q, int d) {
    int h = m - q;
    double[][] rows = new double[m][];
    int kind = random.nextInt(4);
    int camp = random.nextInt(h);
    double[] one = row(d, 0);
    double[] two = row(d, 0);
    for (int i = 0; i < h; i++) {
      rows[i] = kind == 3 ? (i < camp ? one : two).clone() : row(d, kind);
    }
    int together = random.nextInt(2);
    double[] first = forged(rows, h, d);
    for (int i = h; i < m; i++) {
      rows[i] = together == 1 ? first.clone() : forged(rows, h, d);
    }
    return new Forged(rows, h);
  }

  private double[] row(int d, int kind) {
    double[] row = new double[d];
    Arrays.setAll(
        row,
        c ->
            switch (kind) {
              case 0 -> random.nextGaussian();
              case 1 -> random.nextInt(3) - 1;
              default -> Math.pow(random.nextGaussian(), 3);
            });
    return row;
  }

  private double[] forged(double[][] rows, int h, int d) {
    double[] honest = rows[random.nextInt(h)];
    double[] other = rows[random.nextInt(h)];
    double t = Math.pow(2, random.nextInt(-4, 5)) * (random.nextBoolean() ? 1 : -1);
    double[] forged = new double[d];
    int kind = random.nextInt(5);
    Arrays.setAll(
        forged,
        c ->
            switch (kind) {
              case 0 -> honest[c];
              case 1 -> honest[c] + t * (honest[c] - other[c]);
              case 2 -> -honest[c];
              case 3 -> random.nextInt(3) - 1;
              default -> 1e4 * t * random.nextGaussian();
            });
    return forged;
  }
}
