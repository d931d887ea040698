package io.github.brsgd.diagnostics;

import io.github.brsgd.checks.Check;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Honest gradients made up for a measurement, and what distances are measured in: h rows of d, in
 * double. Immutable.
 *
 * @since 0.2
 */
public final class HonestRows {

  private static final double GRADIENT = 0.3;
  private static final int KINDS = 4;

  private final double[][] values;

  private HonestRows(double[][] values) {
    this.values = values;
  }

  /**
   * Given rows.
   *
   * @param rows at least one, of one length, at least 1; copied
   * @return the rows
   * @throws IllegalArgumentException if there is none, or their lengths differ
   */
  public static HonestRows of(double[][] rows) {
    Check.atLeast(1, "honest rows", rows.length);
    Check.atLeast(1, "d", rows[0].length);
    for (double[] row : rows) {
      if (row.length != rows[0].length) {
        throw new IllegalArgumentException(
            "honest rows: need equal lengths, got " + rows[0].length + " and " + row.length);
      }
    }
    return new HonestRows(Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new));
  }

  /**
   * Nodes with data of one kind: normal around a common gradient, deviation 1 everywhere.
   *
   * @param h rows, at least 1
   * @param d entries, at least 1
   * @param seed of the draws
   * @return the rows
   */
  public static HonestRows alike(int h, int d, long seed) {
    return groups(h, d, 1, seed);
  }

  /**
   * Nodes with data of four kinds, whose gradients differ twice as much as their noise.
   *
   * @param h rows, at least 1
   * @param d entries, at least 1
   * @param seed of the draws
   * @return the rows
   */
  public static HonestRows skewed(int h, int d, long seed) {
    return groups(h, d, KINDS, seed);
  }

  /**
   * Two camps without noise: all rows 0 but the last few, which are 1 everywhere. With q of the
   * latter among m-q rows no rule does better than the floor {@code q/(m-2q)}.
   *
   * @param h rows, at least 1
   * @param d entries, at least 1
   * @param few rows that are 1, at least 0 and at most h
   * @return the rows
   */
  public static HonestRows camps(int h, int d, int few) {
    Check.atLeast(few, "honest rows", h);
    double[][] rows = new double[h][d];
    for (int i = h - few; i < h; i++) {
      Arrays.fill(rows[i], 1);
    }
    return of(rows);
  }

  private static HonestRows groups(int h, int d, int kinds, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] centres = new double[kinds][d];
    for (double[] centre : centres) {
      Arrays.setAll(centre, c -> GRADIENT + (kinds > 1 ? 2 * random.nextGaussian() : 0));
    }
    double[][] rows = new double[h][d];
    for (int i = 0; i < h; i++) {
      double[] centre = centres[i % kinds];
      Arrays.setAll(rows[i], c -> centre[c] + random.nextGaussian());
    }
    return of(rows);
  }

  /**
   * How many.
   *
   * @return h
   */
  public int count() {
    return values.length;
  }

  /**
   * How long.
   *
   * @return d
   */
  public int length() {
    return values[0].length;
  }

  /**
   * Their mean.
   *
   * @return d entries
   */
  public double[] mean() {
    double[] mean = new double[length()];
    for (double[] x : values) {
      for (int c = 0; c < mean.length; c++) {
        mean[c] += x[c] / count();
      }
    }
    return mean;
  }

  /**
   * The deviation of each coordinate, with divisor h-1.
   *
   * @return d entries; NaN where h is 1
   */
  public double[] deviation() {
    double[] mean = mean();
    double[] deviation = new double[length()];
    for (double[] x : values) {
      for (int c = 0; c < mean.length; c++) {
        deviation[c] += (x[c] - mean[c]) * (x[c] - mean[c]) / (count() - 1);
      }
    }
    Arrays.setAll(deviation, c -> Math.sqrt(deviation[c]));
    return deviation;
  }

  /**
   * Root mean square distance of the rows to their mean: the unit of (q, kappa)-robustness.
   *
   * @return at least 0
   */
  public double spread() {
    double[] mean = mean();
    double sum = 0;
    for (double[] x : values) {
      sum += Math.pow(distance(x, mean), 2);
    }
    return Math.sqrt(sum / count());
  }

  /** One row; not to be altered. */
  double[] row(int i) {
    return values[i];
  }

  /** All rows of a round, the Byzantine ones last. */
  INDArray with(double[][] forged) {
    double[][] all = Arrays.copyOf(values, values.length + forged.length);
    System.arraycopy(forged, 0, all, values.length, forged.length);
    return Nd4j.createFromArray(all);
  }

  static double distance(double[] x, double[] y) {
    double sum = 0;
    for (int c = 0; c < x.length; c++) {
      sum += (x[c] - y[c]) * (x[c] - y[c]);
    }
    return Math.sqrt(sum);
  }
}
