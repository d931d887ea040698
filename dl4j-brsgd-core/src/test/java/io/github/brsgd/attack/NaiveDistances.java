package io.github.brsgd.attack;

import java.util.function.ToDoubleFunction;

/** Distances and the search along a direction, in plain loops. */
final class NaiveDistances {

  private NaiveDistances() {}

  static double squared(double[] x, double[] y) {
    double sum = 0;
    for (int c = 0; c < x.length; c++) {
      sum += (x[c] - y[c]) * (x[c] - y[c]);
    }
    return sum;
  }

  static double largest(double[][] rows, double[] x) {
    double largest = 0;
    for (double[] row : rows) {
      largest = Math.max(largest, squared(row, x));
    }
    return largest;
  }

  static double largestPair(double[][] rows) {
    double largest = 0;
    for (double[] row : rows) {
      largest = Math.max(largest, largest(rows, row));
    }
    return largest;
  }

  static double sum(double[][] rows, double[] x) {
    double sum = 0;
    for (double[] row : rows) {
      sum += squared(row, x);
    }
    return sum;
  }

  /** mu + gamma u for the largest gamma whose measure is at most the limit. */
  static double[] farthest(
      double[][] rows, Direction direction, ToDoubleFunction<double[]> measure, double limit) {
    double[] mean = mean(rows);
    double[] u = direction(rows, mean, direction);
    double low = 0;
    double high = 1e6;
    for (int i = 0; i < 200; i++) {
      double middle = (low + high) / 2;
      if (measure.applyAsDouble(moved(mean, middle, u)) <= limit) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return moved(mean, low, u);
  }

  private static double[] moved(double[] mean, double gamma, double[] u) {
    double[] moved = new double[mean.length];
    for (int c = 0; c < mean.length; c++) {
      moved[c] = mean[c] + gamma * u[c];
    }
    return moved;
  }

  private static double[] mean(double[][] rows) {
    double[] mean = new double[rows[0].length];
    for (double[] row : rows) {
      for (int c = 0; c < mean.length; c++) {
        mean[c] += row[c] / rows.length;
      }
    }
    return mean;
  }

  private static double[] direction(double[][] rows, double[] mean, Direction direction) {
    double[] u = new double[mean.length];
    double norm = Math.sqrt(squared(mean, new double[mean.length]));
    for (int c = 0; c < u.length; c++) {
      double squares = 0;
      for (double[] row : rows) {
        squares += (row[c] - mean[c]) * (row[c] - mean[c]);
      }
      u[c] =
          switch (direction) {
            case DEVIATION -> -Math.sqrt(squares / (rows.length - 1));
            case MEAN -> -mean[c] / norm;
            case SIGN -> -Math.signum(mean[c]);
          };
    }
    return u;
  }
}
