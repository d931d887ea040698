package io.github.brsgd.linalg;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * {@link Differences} of rows of floats: the common sum in pairs of floats, what a mean adds to it
 * in floats.
 *
 * <p>No term is far longer than the longest row of the mean, so that each of the few that are added
 * or subtracted brings an error of at most {@code 2^-24} of the terms, which are a {@code (m-q)}th
 * of the rows: no more than rounding the mean to float takes, where rows do not cancel.
 */
final class FloatDifferences {

  private final double[] common;
  private final int[][] ids;
  private final float[][] weights;
  private final float scale;

  private FloatDifferences(double[] common, int[][] ids, float[][] weights, float scale) {
    this.common = common;
    this.ids = ids;
    this.weights = weights;
    this.scale = scale;
  }

  /** The same sums; null where floats do not hold the weights. */
  static FloatDifferences of(Differences differences, int count) {
    double[] common = differences.common();
    int m = common.length;
    double[] all = Arrays.copyOf(common, m * (count + 1));
    for (int k = 0; k < count; k++) {
      if (differences.rest(k) != null) {
        System.arraycopy(differences.rest(k), 0, all, m * (k + 1), m);
      }
    }
    FloatWeights scaled = FloatWeights.of(all);
    if (scaled == null || (float) scaled.scale() == 0) {
      return null;
    }
    int[][] ids = new int[count][];
    float[][] weights = new float[count][];
    for (int k = 0; k < count; k++) {
      if (differences.rest(k) != null) {
        double[] rest = Arrays.copyOfRange(scaled.values(), m * (k + 1), m * (k + 2));
        ids[k] = IntStream.range(0, m).filter(i -> rest[i] != 0).toArray();
        weights[k] = new float[ids[k].length];
        for (int t = 0; t < ids[k].length; t++) {
          weights[k][t] = (float) rest[ids[k][t]];
        }
      }
    }
    return new FloatDifferences(
        Arrays.copyOf(scaled.values(), m), ids, weights, (float) scaled.scale());
  }

  /** Weights of the common sum, over {@link #scale}. */
  double[] common() {
    return common;
  }

  /** Whether a mean is the common sum and {@link #terms} more. */
  boolean has(int mean) {
    return ids[mean] != null;
  }

  /** The rows that a mean adds to the common sum. */
  int[] terms(int mean) {
    return ids[mean];
  }

  /** Their weights, over {@link #scale}. */
  float[] weights(int mean) {
    return weights[mean];
  }

  /** A power of two. */
  float scale() {
    return scale;
  }
}
