package io.github.brsgd.aggregation.weighted;

import io.github.brsgd.aggregation.Naive;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Weighted rules from their definitions, in double and without regard to cost. */
final class NaiveWeighted {

  private static final double ROUNDING = 1e-12;

  private NaiveWeighted() {}

  static double[] mean(double[][] rows, double[] weights) {
    double[] mean = new double[rows[0].length];
    double total = Arrays.stream(weights).sum();
    for (int i = 0; i < rows.length; i++) {
      for (int c = 0; c < mean.length; c++) {
        mean[c] += weights[i] / total * rows[i][c];
      }
    }
    return mean;
  }

  /** The middle between the least values with at least, and with more than, half of the weight. */
  static double[] median(double[][] rows, double[] weights) {
    double total = Arrays.stream(weights).sum();
    double[] median = new double[rows[0].length];
    for (int c = 0; c < median.length; c++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.POSITIVE_INFINITY;
      for (double[] candidate : rows) {
        double v = candidate[c];
        int column = c;
        double below =
            IntStream.range(0, rows.length)
                .filter(i -> rows[i][column] <= v)
                .mapToDouble(i -> weights[i])
                .sum();
        low = below >= (0.5 - ROUNDING) * total ? Math.min(low, v) : low;
        high = below > (0.5 + ROUNDING) * total ? Math.min(high, v) : high;
      }
      median[c] = (low + high) / 2;
    }
    return median;
  }

  /** The mean of the quantile function between share and 1 - share. */
  static double[] trimmedMean(double[][] rows, double[] weights, double share) {
    double total = Arrays.stream(weights).sum();
    double[] mean = new double[rows[0].length];
    for (int c = 0; c < mean.length; c++) {
      int column = c;
      double at = 0;
      double kept = 0;
      for (int i : order(rows.length, i -> rows[i][column])) {
        double length =
            Math.max(
                0, Math.min(at + weights[i], (1 - share) * total) - Math.max(at, share * total));
        length = length < ROUNDING * total ? 0 : length;
        at += weights[i];
        kept += length;
        mean[c] += length == 0 ? 0 : length * rows[i][c];
      }
      mean[c] /= kept;
    }
    return mean;
  }

  /** Weights of the rows nearest a centre, up to all but the share. */
  static double[] centredTrimmedMean(
      double[][] rows, double[] weights, double share, double[] centre) {
    double total = Arrays.stream(weights).sum();
    double left = (1 - share) * total;
    double[] kept = new double[rows.length];
    for (int i : order(rows.length, i -> Naive.norm(Naive.minus(rows[i], centre)))) {
      kept[i] = Math.max(0, Math.min(left, weights[i]));
      left -= kept[i];
    }
    return mean(rows, kept);
  }

  /** Weights renewed until what pulls is nothing, from the mean; no row holds it. */
  static double[] huber(double[][] rows, double[] weights, double t) {
    double[] s = mean(rows, weights);
    for (int step = 0; step < 100_000; step++) {
      double[] pull = new double[s.length];
      double total = 0;
      for (int i = 0; i < rows.length; i++) {
        double[] difference = Naive.minus(rows[i], s);
        double weight = weights[i] * Math.min(1, t / Naive.norm(difference));
        total += weight;
        for (int c = 0; c < s.length; c++) {
          pull[c] += weight * difference[c];
        }
      }
      for (int c = 0; c < s.length; c++) {
        s[c] += pull[c] / total;
      }
      if (Naive.norm(pull) < 1e-14 * t) {
        break;
      }
    }
    return s;
  }

  static double totalDistance(double[][] rows, double[] weights, double[] point) {
    return IntStream.range(0, rows.length)
        .mapToDouble(i -> weights[i] * Naive.norm(Naive.minus(rows[i], point)))
        .sum();
  }

  private static int[] order(int count, IntToDoubleFunction value) {
    return IntStream.range(0, count)
        .boxed()
        .sorted(Comparator.comparingDouble(value::applyAsDouble))
        .mapToInt(i -> i)
        .toArray();
  }
}
