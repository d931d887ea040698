package io.github.brsgd.aggregation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/** Rules written from their definitions, in double and without regard to cost. */
public final class Naive {

  private Naive() {}

  public static double[] trimmedMean(double[][] rows, int q) {
    return perCoordinate(
        rows, values -> Arrays.stream(values, q, values.length - q).average().getAsDouble());
  }

  public static double[] median(double[][] rows) {
    return perCoordinate(
        rows, values -> (values[(values.length - 1) / 2] + values[values.length / 2]) / 2);
  }

  public static double[] meanAroundMedian(double[][] rows, int q) {
    return perCoordinate(
        rows,
        values ->
            meanNearest(
                values, (values[(values.length - 1) / 2] + values[values.length / 2]) / 2, q));
  }

  public static double[] phocas(double[][] rows, int q) {
    return perCoordinate(
        rows,
        values ->
            meanNearest(
                values, Arrays.stream(values, q, values.length - q).average().getAsDouble(), q));
  }

  private static double meanNearest(double[] sorted, double centre, int q) {
    return Arrays.stream(sorted)
        .boxed()
        .sorted(Comparator.comparingDouble(v -> Math.abs(v - centre)))
        .limit(sorted.length - q)
        .mapToDouble(v -> v)
        .average()
        .getAsDouble();
  }

  private static double[] perCoordinate(double[][] rows, ToDoubleFunction<double[]> sortedValues) {
    double[] result = new double[rows[0].length];
    Arrays.setAll(
        result,
        c ->
            sortedValues.applyAsDouble(
                Arrays.stream(rows).mapToDouble(x -> x[c]).sorted().toArray()));
    return result;
  }

  public static double[] comparativeGradientElimination(double[][] rows, int q) {
    return mean(
        Arrays.stream(rows)
            .sorted(Comparator.comparingDouble(Naive::norm))
            .limit(rows.length - q)
            .toArray(double[][]::new));
  }

  public static double[] monna(double[][] rows, int q, int pivot) {
    return mean(
        Arrays.stream(rows)
            .sorted(Comparator.comparingDouble(x -> norm(minus(x, rows[pivot]))))
            .limit(rows.length - q)
            .toArray(double[][]::new));
  }

  /** Mean of the m-q rows nearest a point. */
  public static double[] centredTrimmedMean(double[][] rows, int q, double[] centre) {
    return mean(
        Arrays.stream(rows)
            .sorted(Comparator.comparingDouble(x -> norm(minus(x, centre))))
            .limit(rows.length - q)
            .toArray(double[][]::new));
  }

  /** Groups of coordinates, and in each a point that rows are to be near. */
  public static double[] groupwise(
      double[][] rows, int q, int[][] groups, Function<double[][], double[]> base) {
    double[] scores = new double[rows.length];
    for (int[] group : groups) {
      double[][] part = Arrays.stream(rows).map(x -> chosen(x, group)).toArray(double[][]::new);
      double[] centre = base.apply(part);
      for (int i = 0; i < rows.length; i++) {
        scores[i] += norm(minus(part[i], centre));
      }
    }
    return mean(
        IntStream.range(0, rows.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .limit(rows.length - q)
            .map(i -> rows[i])
            .toArray(double[][]::new));
  }

  private static double[] chosen(double[] x, int[] ids) {
    return Arrays.stream(ids).mapToDouble(c -> x[c]).toArray();
  }

  /**
   * Weights renewed until what pulls is nothing, from the mean; no row holds it for t far from 0.
   */
  public static double[] huber(double[][] rows, double t) {
    double[] s = mean(rows);
    for (int step = 0; step < 100_000; step++) {
      double[] pull = new double[s.length];
      double total = 0;
      for (double[] x : rows) {
        double[] difference = minus(x, s);
        double weight = Math.min(1, t / norm(difference));
        total += weight;
        for (int c = 0; c < s.length; c++) {
          pull[c] += weight * difference[c];
        }
      }
      for (int c = 0; c < s.length; c++) {
        s[c] += pull[c] / total;
      }
      if (norm(pull) < 1e-14 * t) {
        break;
      }
    }
    return s;
  }

  public static double[] minimumDiameterAveraging(double[][] rows, int q) {
    return ofBestSubset(
        rows,
        q,
        subset -> {
          double diameter = 0;
          for (double[] x : subset) {
            for (double[] y : subset) {
              diameter = Math.max(diameter, norm(minus(x, y)));
            }
          }
          return diameter;
        });
  }

  public static double[] smea(double[][] rows, int q) {
    return ofBestSubset(
        rows,
        q,
        subset -> {
          double[] mean = mean(subset);
          return new SingularValueDecomposition(
                  tall(Arrays.stream(subset).map(x -> minus(x, mean)).toArray(double[][]::new)))
              .getNorm();
        });
  }

  private static double[] ofBestSubset(
      double[][] rows, int q, ToDoubleFunction<double[][]> costOfSubset) {
    double least = Double.POSITIVE_INFINITY;
    double[][] best = null;
    for (int[] ids : subsets(rows.length, rows.length - q)) {
      double[][] subset = Arrays.stream(ids).mapToObj(i -> rows[i]).toArray(double[][]::new);
      double cost = costOfSubset.applyAsDouble(subset);
      if (cost < least) {
        least = cost;
        best = subset;
      }
    }
    return mean(best);
  }

  /** All subsets of this size, in lexicographic order. */
  private static List<int[]> subsets(int m, int size) {
    List<int[]> result = new ArrayList<>();
    for (int bits = 0; bits < 1 << m; bits++) {
      // Node 0 is the highest bit, so that counting down is lexicographic.
      int set = (1 << m) - 1 - bits;
      if (Integer.bitCount(set) == size) {
        result.add(IntStream.range(0, m).filter(i -> (set >> (m - 1 - i) & 1) == 1).toArray());
      }
    }
    return result;
  }

  public static double[] centeredClipping(double[][] rows, double tau, int steps, double[] start) {
    double[] v = start.clone();
    for (int t = 0; t < steps; t++) {
      double[] step = new double[v.length];
      for (double[] x : rows) {
        double[] difference = minus(x, v);
        double norm = norm(difference);
        double factor = norm == 0 ? 1 : Math.min(1, tau / norm);
        for (int c = 0; c < v.length; c++) {
          step[c] += factor * difference[c] / rows.length;
        }
      }
      for (int c = 0; c < v.length; c++) {
        v[c] += step[c];
      }
    }
    return v;
  }

  public static double[] iterativeFilter(double[][] rows, int q) {
    int m = rows.length;
    double[] weights = new double[m];
    Arrays.fill(weights, 1);
    double least = Double.POSITIVE_INFINITY;
    double[] result = mean(rows);
    while (m - Arrays.stream(weights).sum() < 2 * q) {
      double total = Arrays.stream(weights).sum();
      double[] mu = new double[rows[0].length];
      for (int i = 0; i < m; i++) {
        for (int c = 0; c < mu.length; c++) {
          mu[c] += weights[i] * rows[i][c] / total;
        }
      }
      double[][] scaled = new double[m][];
      for (int i = 0; i < m; i++) {
        double root = Math.sqrt(weights[i] / total);
        scaled[i] = Arrays.stream(minus(rows[i], mu)).map(x -> root * x).toArray();
      }
      SingularValueDecomposition svd = new SingularValueDecomposition(tall(scaled));
      double lambda = svd.getNorm() * svd.getNorm();
      if (lambda < least) {
        least = lambda;
        result = mu;
      }
      double[] v = topRight(svd, mu.length);
      double[] tau = new double[m];
      for (int i = 0; i < m; i++) {
        tau[i] = weights[i] > 0 ? Math.pow(dot(v, minus(rows[i], mu)), 2) : 0;
      }
      double largest = Arrays.stream(tau).max().getAsDouble();
      if (largest == 0) {
        return result;
      }
      for (int i = 0; i < m; i++) {
        weights[i] *= 1 - tau[i] / largest;
      }
    }
    return result;
  }

  /** One pass over all coordinates. */
  public static double[] divideAndConquer(double[][] rows, int dropped) {
    double[] mean = mean(rows);
    double[][] centred = Arrays.stream(rows).map(x -> minus(x, mean)).toArray(double[][]::new);
    double[] v = topRight(new SingularValueDecomposition(tall(centred)), mean.length);
    return mean(
        Arrays.stream(rows)
            .sorted(Comparator.comparingDouble(x -> Math.pow(dot(v, minus(x, mean)), 2)))
            .limit(rows.length - dropped)
            .toArray(double[][]::new));
  }

  /** Rows as columns: the library's decomposition wants no more columns than rows. */
  private static RealMatrix tall(double[][] rows) {
    RealMatrix matrix = new Array2DRowRealMatrix(rows);
    return rows.length < rows[0].length ? matrix.transpose() : matrix;
  }

  private static double[] topRight(SingularValueDecomposition svd, int d) {
    return (svd.getU().getRowDimension() == d && svd.getV().getRowDimension() != d
            ? svd.getU()
            : svd.getV())
        .getColumn(0);
  }

  public static double[] mean(double[][] rows) {
    double[] mean = new double[rows[0].length];
    for (double[] x : rows) {
      for (int c = 0; c < mean.length; c++) {
        mean[c] += x[c] / rows.length;
      }
    }
    return mean;
  }

  public static double[] minus(double[] x, double[] y) {
    double[] difference = new double[x.length];
    Arrays.setAll(difference, c -> x[c] - y[c]);
    return difference;
  }

  public static double dot(double[] x, double[] y) {
    return IntStream.range(0, x.length).mapToDouble(c -> x[c] * y[c]).sum();
  }

  public static double norm(double[] x) {
    return Math.sqrt(dot(x, x));
  }
}
