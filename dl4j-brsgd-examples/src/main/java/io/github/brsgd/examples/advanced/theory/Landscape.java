package io.github.brsgd.examples.advanced.theory;

import java.util.Arrays;

/**
 * A nonconvex function on R^d of which L, the lowest value and the gradient are known.
 *
 * <pre>
 * F(w) = f(w_1) + L sum_{j &gt; 1} (1 - cos w_j)
 * f(u) = (1 + u)^-s / s                        for u &gt;= 0
 *      = 1/s - u + (1 + s) u^2 / 2             for u &lt; 0,         s = 1/2, L = 1 + s = 3/2
 * w_0 = (0, 2, ..., 2)
 * </pre>
 *
 * <p>f is twice continuously differentiable: at 0 both branches have value 1/s, slope -1 and
 * curvature 1 + s. For u above 0 the curvature {@code (1 + s) (1 + u)^(-s-2)} lies in (0, 1 + s],
 * below 0 it is 1 + s; the cosines have curvature {@code L cos w_j}. So every second derivative is
 * at most L in size, the Hessian is diagonal, and L is the Lipschitz constant of the gradient. f
 * falls towards 0 for ever and never gets there, the cosine terms are 0 at their lowest: F_low = 0.
 * The slow tail makes the gradient norm decay like a power of the steps taken: steps that shrink
 * faster get less far, which is what the rate (1-p)/2 is about. At w_j = 2 the curvature is
 * negative.
 */
final class Landscape {

  /** d. */
  static final int DIMENSION = 10;

  private static final double S = 0.5;

  /** L. */
  static final double SMOOTHNESS = 1 + S;

  private static final double START = 2;

  private Landscape() {}

  /** w_0. */
  static double[] start() {
    double[] w = new double[DIMENSION];
    Arrays.fill(w, 1, DIMENSION, START);
    return w;
  }

  /** F(w), at least 0. */
  static double value(double[] w) {
    double u = w[0];
    double sum = u >= 0 ? Math.pow(1 + u, -S) / S : 1 / S - u + SMOOTHNESS * u * u / 2;
    for (int j = 1; j < w.length; j++) {
      sum += SMOOTHNESS * (1 - Math.cos(w[j]));
    }
    return sum;
  }

  /** grad F(w), a new array. */
  static double[] gradient(double[] w) {
    double[] gradient = new double[w.length];
    double u = w[0];
    gradient[0] = u >= 0 ? -Math.pow(1 + u, -S - 1) : -1 + SMOOTHNESS * u;
    for (int j = 1; j < w.length; j++) {
      gradient[j] = SMOOTHNESS * Math.sin(w[j]);
    }
    return gradient;
  }

  /** Euclidean norm. */
  static double norm(double[] vector) {
    double sum = 0;
    for (double value : vector) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }
}
