package io.github.brsgd.aggregation.pre;

import io.github.brsgd.aggregation.Naive;
import java.util.Arrays;
import java.util.Comparator;

/** Pre-aggregations written from their definitions, one row at a time. */
final class NaiveSteps {

  private NaiveSteps() {}

  static double[][] nearestNeighborMixing(double[][] rows, int q) {
    return Arrays.stream(rows)
        .map(
            x ->
                Naive.mean(
                    Arrays.stream(rows)
                        .sorted(Comparator.comparingDouble(y -> Naive.norm(Naive.minus(x, y))))
                        .limit(rows.length - q)
                        .toArray(double[][]::new)))
        .toArray(double[][]::new);
  }

  static double[][] clipping(double[][] rows, double c) {
    return Arrays.stream(rows)
        .map(
            x -> {
              double factor = Naive.norm(x) == 0 ? 1 : Math.min(1, c / Naive.norm(x));
              return Arrays.stream(x).map(value -> factor * value).toArray();
            })
        .toArray(double[][]::new);
  }

  static double[][] normalization(double[][] rows) {
    return Arrays.stream(rows)
        .map(
            x -> {
              double norm = Naive.norm(x) == 0 ? 1 : Naive.norm(x);
              return Arrays.stream(x).map(value -> value / norm).toArray();
            })
        .toArray(double[][]::new);
  }

  static double[][] adaptiveRobustClipping(double[][] rows, int q) {
    int m = rows.length;
    int clipped = 2 * q * (m - q) / m;
    double[] norms = Arrays.stream(rows).mapToDouble(Naive::norm).sorted().toArray();
    return clipping(rows, norms[m - 1 - clipped]);
  }
}
