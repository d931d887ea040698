package io.github.brsgd.robustness;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Honest gradients made up for a measurement, and what distances are measured in.
 *
 * @param values h x d
 */
@SuppressWarnings("ArrayRecordComponent") // read only, by the classes beside it
record HonestRows(double[][] values) {

  /** Nodes with data of one kind: normal around a common gradient, deviation 1 everywhere. */
  static HonestRows alike(int h, int d, long seed) {
    return groups(h, d, 1, seed);
  }

  /** Nodes with data of four kinds, whose gradients differ twice as much as their noise. */
  static HonestRows skewed(int h, int d, long seed) {
    return groups(h, d, 4, seed);
  }

  private static HonestRows groups(int h, int d, int kinds, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] centres = new double[kinds][d];
    for (double[] centre : centres) {
      Arrays.setAll(centre, c -> 0.3 + (kinds > 1 ? 2 * random.nextGaussian() : 0));
    }
    double[][] values = new double[h][d];
    for (int i = 0; i < h; i++) {
      double[] centre = centres[i % kinds];
      Arrays.setAll(values[i], c -> centre[c] + random.nextGaussian());
    }
    return new HonestRows(values);
  }

  int count() {
    return values.length;
  }

  int length() {
    return values[0].length;
  }

  double[] mean() {
    double[] mean = new double[length()];
    for (double[] x : values) {
      for (int c = 0; c < mean.length; c++) {
        mean[c] += x[c] / count();
      }
    }
    return mean;
  }

  /** The deviation of each coordinate, with divisor h-1. */
  double[] deviation() {
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

  /** Root mean square distance of the rows to their mean: the unit of (q, kappa)-robustness. */
  double spread() {
    double[] mean = mean();
    double sum = 0;
    for (double[] x : values) {
      sum += Math.pow(distance(x, mean), 2);
    }
    return Math.sqrt(sum / count());
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
