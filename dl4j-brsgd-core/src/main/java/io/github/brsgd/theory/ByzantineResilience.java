package io.github.brsgd.theory;

import io.github.brsgd.checks.Check;

/**
 * How far a rule can be trusted: the two constants of Assumption 2.2 that the theorem needs.
 *
 * <pre>
 * &lt;E_k A_k, grad F(w_k)&gt;  &gt;=  (1 - sin alpha) ||grad F(w_k)||^2     (Assumption 2.2, 1)
 * E_k ||A_k||^2  &lt;=  E E_k ||G(w_k)||^2                              (2.6)
 * </pre>
 *
 * @param margin {@code 1 - sin alpha}, in (0, 1]
 * @param e E, positive
 * @since 0.1
 */
public record ByzantineResilience(double margin, double e) {

  /** Checks both constants. */
  public ByzantineResilience {
    if (!(margin > 0 && margin <= 1)) {
      throw new IllegalArgumentException(
          "margin: need 0 < 1 - sin(alpha) <= 1, got 1 - sin(alpha)=" + margin);
    }
    Check.positive("E", e);
  }

  /**
   * The constants of a rule whose error is a fixed share of the gradient.
   *
   * <p>If {@code E ||A - grad F||^2 <= s^2 ||grad F||^2} with s below 1, then {@code <E A, grad F>
   * >= (1 - s) ||grad F||^2} by Jensen and Cauchy-Schwarz, and {@code E ||A||^2 <= (1 + s)^2 ||grad
   * F||^2} by the triangle inequality. With {@code E ||G||^2 = B ||grad F||^2} this is {@code sin
   * alpha = s} and {@code E = (1 + s)^2 / B}, so that {@code B' = (1 + s)^2}.
   *
   * @param relativeError s, in [0, 1)
   * @param b B of the honest gradients, at least 1
   * @return the pair
   * @throws IllegalArgumentException if s or B is out of range
   */
  public static ByzantineResilience ofRelativeError(double relativeError, double b) {
    if (!(relativeError >= 0 && relativeError < 1)) {
      throw new IllegalArgumentException(
          "relativeError: need 0 <= s < 1, got s="
              + relativeError
              + " (an error as large as the gradient can turn it round)");
    }
    if (!(b >= 1) || Double.isInfinite(b)) {
      throw new IllegalArgumentException("B: need B >= 1 where A = C = 0 (Jensen), got B=" + b);
    }
    return new ByzantineResilience(
        1 - relativeError, (1 + relativeError) * (1 + relativeError) / b);
  }
}
