package io.github.brsgd.aggregation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Bulyan written from its definition, one vector at a time, without regard to cost. */
final class NaiveBulyan {

  private NaiveBulyan() {}

  static double[] of(double[][] rows, int q, Bulyan.Base base) {
    int m = rows.length;
    List<double[]> left = new ArrayList<>(List.of(rows));
    List<double[]> selected = new ArrayList<>();
    for (int s = 0; s < m - 2 * q; s++) {
      selected.add(left.remove(choice(left, q, base)));
    }
    double[] result = new double[rows[0].length];
    for (int c = 0; c < result.length; c++) {
      int coordinate = c;
      double[] values = selected.stream().mapToDouble(x -> x[coordinate]).sorted().toArray();
      double median = median(values);
      result[c] =
          Arrays.stream(values)
              .boxed()
              .sorted(Comparator.comparingDouble(v -> Math.abs(v - median)))
              .limit(m - 4L * q)
              .mapToDouble(Double::doubleValue)
              .average()
              .getAsDouble();
    }
    return result;
  }

  private static int choice(List<double[]> left, int q, Bulyan.Base base) {
    int r = left.size();
    if (r == 1) {
      return 0;
    }
    double[] score = new double[r];
    for (int i = 0; i < r; i++) {
      double[] x = left.get(i);
      score[i] =
          switch (base) {
            case KRUM ->
                left.stream()
                    .filter(y -> y != x)
                    .mapToDouble(y -> squaredDistance(x, y))
                    .sorted()
                    .limit(Math.min(r - 1, Math.max(1, r - q - 2)))
                    .sum();
            case GEOMETRIC_MEDIAN -> squaredDistance(x, geometricMedian(left));
            case MEDIAN -> squaredDistance(x, median(left));
          };
    }
    int best = 0;
    for (int i = 1; i < r; i++) {
      best = score[i] < score[best] ? i : best;
    }
    return best;
  }

  private static double[] median(List<double[]> rows) {
    double[] result = new double[rows.get(0).length];
    for (int c = 0; c < result.length; c++) {
      int coordinate = c;
      result[c] = median(rows.stream().mapToDouble(x -> x[coordinate]).sorted().toArray());
    }
    return result;
  }

  private static double median(double[] sorted) {
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  /** Weiszfeld with a tiny guard and far more steps than needed. */
  private static double[] geometricMedian(List<double[]> rows) {
    double[] z = median(rows);
    for (int t = 0; t < 20_000; t++) {
      double[] sum = new double[z.length];
      double total = 0;
      for (double[] x : rows) {
        double weight = 1 / Math.max(1e-12, Math.sqrt(squaredDistance(x, z)));
        total += weight;
        for (int c = 0; c < z.length; c++) {
          sum[c] += weight * x[c];
        }
      }
      for (int c = 0; c < z.length; c++) {
        z[c] = sum[c] / total;
      }
    }
    return z;
  }

  private static double squaredDistance(double[] x, double[] y) {
    double sum = 0;
    for (int c = 0; c < x.length; c++) {
      sum += (x[c] - y[c]) * (x[c] - y[c]);
    }
    return sum;
  }
}
