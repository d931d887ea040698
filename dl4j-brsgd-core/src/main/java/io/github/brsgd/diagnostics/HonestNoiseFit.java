package io.github.brsgd.diagnostics;

import io.github.brsgd.theory.robustness.HonestNoise;
import java.util.List;

/**
 * The noise of honest gradients from what was seen of a run, noise of minibatches and differences
 * among the nodes together:
 *
 * <pre>
 * mean ||g_i - grad F||^2  &lt;=  (s2 + Z2) + b2 ||grad F||^2
 * </pre>
 *
 * <p>Non-negative least squares, lifted until no round exceeds it, as for {@link Dissimilarity}.
 * The two constants in brackets are not told apart, as a certificate does not ask: their sum is
 * given as the variance. It holds on the path that was seen; grad F is that of the observations.
 *
 * @since 0.2
 */
public final class HonestNoiseFit {

  private HonestNoiseFit() {}

  /**
   * Fits.
   *
   * @param observations at least one
   * @return constants that bound each of them
   * @throws IllegalArgumentException if there is none, or a square is not finite
   */
  public static HonestNoise of(List<Observation> observations) {
    if (observations.isEmpty()) {
      throw new IllegalArgumentException("observations: need at least one");
    }
    for (Observation o : observations) {
      if (!Double.isFinite(o.gradientNorm() * o.gradientNorm())
          || !Double.isFinite(o.deviation() * o.deviation())) {
        throw new IllegalArgumentException(
            "observations: need squares that are finite, got gradient norm "
                + o.gradientNorm()
                + ", deviation "
                + o.deviation()
                + " in round "
                + o.round());
      }
    }
    double[] fit =
        BoundFit.nearer(
            observations.stream()
                .map(o -> new double[] {o.gradientNorm() * o.gradientNorm(), 1})
                .toArray(double[][]::new),
            observations.stream().mapToDouble(o -> o.deviation() * o.deviation()).toArray());
    return new HonestNoise(fit[1], 0, fit[0]);
  }
}
