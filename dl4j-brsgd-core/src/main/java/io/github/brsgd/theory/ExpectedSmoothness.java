package io.github.brsgd.theory;

import io.github.brsgd.checks.Check;

/**
 * How noisy an honest gradient may be: the constants of expected smoothness, Assumption 3.2.
 *
 * <pre>
 * E_k ||G(w_k)||^2  &lt;=  2 A (F(w_k) - F_low) + B ||grad F(w_k)||^2 + C        (3.3)
 * </pre>
 *
 * <p>Unbiased gradients of variance at most s^2 have A = 0, B = 1, C = s^2; noise that shrinks with
 * the gradient, {@code E ||G - grad F||^2 <= s^2 ||grad F||^2}, has A = C = 0, B = 1 + s^2.
 *
 * @param a A, at least 0
 * @param b B, at least 0 (at least 1 where A = C = 0, by Jensen's inequality)
 * @param c C, at least 0
 * @since 0.1
 */
public record ExpectedSmoothness(double a, double b, double c) {

  /** Checks that no constant is negative or not finite. */
  public ExpectedSmoothness {
    Check.nonNegative("A", a);
    Check.nonNegative("B", b);
    Check.nonNegative("C", c);
  }

  /**
   * The right-hand side of (3.3).
   *
   * @param gap {@code F(w) - F_low}, at least 0
   * @param squaredGradientNorm {@code ||grad F(w)||^2}, at least 0
   * @return the bound on the second moment of one honest gradient
   * @throws IllegalArgumentException if an argument is negative or not finite
   */
  public double secondMoment(double gap, double squaredGradientNorm) {
    Check.nonNegative("gap", gap);
    Check.nonNegative("squaredGradientNorm", squaredGradientNorm);
    return 2 * a * gap + b * squaredGradientNorm + c;
  }
}
