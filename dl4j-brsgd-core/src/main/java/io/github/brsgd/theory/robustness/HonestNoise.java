package io.github.brsgd.theory.robustness;

import io.github.brsgd.checks.Check;
import io.github.brsgd.theory.ExpectedSmoothness;

/**
 * How honest gradients vary: each around its node's own gradient, and the nodes' among themselves.
 *
 * <pre>
 * E ||g_i - grad F_i||^2  &lt;=  s2                                          for every honest node
 * (1/h) sum ||grad F_i - grad F||^2  &lt;=  Z2 + b2 ||grad F||^2,   grad F = (1/h) sum grad F_i
 * </pre>
 *
 * <p>The second line is (G, B)-gradient dissimilarity (Karimireddy et al., ICLR 2022; Allouah et
 * al., NeurIPS 2023); nodes that draw from the same data have Z2 = b2 = 0. F is the mean over the h
 * = m-q honest nodes. Gradients are unbiased, {@code E g_i = grad F_i}.
 *
 * @param variance s2, at least 0; squared, over all d coordinates together
 * @param intercept Z2, at least 0
 * @param slope b2, at least 0
 * @since 0.2
 */
public record HonestNoise(double variance, double intercept, double slope) {

  /** Checks that no constant is negative or not finite. */
  public HonestNoise {
    Check.nonNegative("variance", variance);
    Check.nonNegative("intercept", intercept);
    Check.nonNegative("slope", slope);
  }

  /**
   * The expected spread of the honest gradients is at most this: {@code E (1/h) sum ||g_i -
   * gbar||^2 <= E (1/h) sum ||g_i - grad F||^2}, and the noise has no inner product with what the
   * nodes differ by.
   *
   * @param squaredGradientNorm {@code ||grad F||^2}
   * @return {@code s2 + Z2 + b2 ||grad F||^2}
   */
  public double spread(double squaredGradientNorm) {
    Check.nonNegative("squaredGradientNorm", squaredGradientNorm);
    return variance + intercept + slope * squaredGradientNorm;
  }

  /**
   * The constants of (3.3) for the mean of the honest nodes' second moments, {@code (1/h) sum E
   * ||g_i||^2 = (1/h) sum E ||g_i - grad F||^2 + ||grad F||^2}.
   *
   * @return A = 0, B = 1 + b2, C = s2 + Z2
   */
  public ExpectedSmoothness expectedSmoothness() {
    return new ExpectedSmoothness(0, 1 + slope, variance + intercept);
  }
}
