package io.github.brsgd.diagnostics;

import io.github.brsgd.theory.ExpectedSmoothness;
import java.util.List;

/**
 * A, B, C of expected smoothness (3.3) from what was seen: least squares under A, B, C &gt;= 0,
 * then scaled up until no observation exceeds the bound.
 *
 * <pre>
 * mean ||g_i||^2  ~  2 A (F(w_k) - F_low) + B ||grad F(w_k)||^2 + C
 * </pre>
 *
 * <p>On a short run loss and gradient norm hardly vary and the three cannot be told apart: the
 * bound then holds on the path, the split among A, B and C means little.
 *
 * @since 0.1
 */
public final class ExpectedSmoothnessFit {

  private ExpectedSmoothnessFit() {}

  /**
   * Fits.
   *
   * @param observations at least one
   * @param lowest F_low; 0 for losses that cannot be negative
   * @return constants for which (3.3) holds in every observation
   * @throws IllegalArgumentException if there is no observation, a loss is below F_low, or a loss,
   *     a squared norm or a second moment is not finite
   */
  public static ExpectedSmoothness of(List<Observation> observations, double lowest) {
    if (observations.isEmpty()) {
      throw new IllegalArgumentException("observations: need at least one");
    }
    double[][] terms = new double[observations.size()][];
    double[] moments = new double[terms.length];
    for (int i = 0; i < terms.length; i++) {
      Observation o = observations.get(i);
      if (!(o.loss() >= lowest) || o.loss() == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "lowest: need F_low <= every loss, which is finite, got F_low="
                + lowest
                + ", loss "
                + o.loss()
                + " in round "
                + o.round());
      }
      double norm = o.gradientNorm();
      if (!Double.isFinite(norm * norm)
          || !Double.isFinite(2 * (o.loss() - lowest))
          || !Double.isFinite(o.secondMoment())) {
        throw new IllegalArgumentException(
            "observations: need squares that are finite, got loss "
                + o.loss()
                + ", gradient norm "
                + norm
                + ", second moment "
                + o.secondMoment()
                + " in round "
                + o.round());
      }
      terms[i] = new double[] {2 * (o.loss() - lowest), o.gradientNorm() * o.gradientNorm(), 1};
      moments[i] = o.secondMoment();
    }
    double[] fit = BoundFit.of(terms, moments);
    return new ExpectedSmoothness(fit[0], fit[1], fit[2]);
  }
}
