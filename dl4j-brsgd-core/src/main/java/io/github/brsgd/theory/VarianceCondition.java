package io.github.brsgd.theory;

import io.github.brsgd.checks.Check;

/**
 * Whether honest gradients agree well enough for Krum to be resilient: condition (2.10) of Theorem
 * 2.6.
 *
 * <pre>
 * eta(m, q) sqrt(E ||G - grad F||^2)  &lt;=  sin(alpha) ||grad F||,   alpha &lt; pi/2                (2.10)
 * eta(m, q)^2 = 2 (m - q + (q (m - q - 2) + q^2 (m - q - 1)) / (m - 2q - 2))           (2.11)
 * </pre>
 *
 * <p>Theorem 3.4 does not ask for it, but it is what proves Assumption 2.2 for Krum. It is
 * sufficient, not necessary: where it fails, nothing is certified, and nothing is refuted either.
 * The deviation shrinks like one over the square root of the batch size, which is what {@link
 * #batchSize} uses.
 *
 * <p>Example: eta(15, 3) = 7.801; gradients must deviate from their mean by less than 0.128 of its
 * norm.
 *
 * @param nodes m, at least 2q+3
 * @param byzantine q, at least 0
 * @since 0.1
 */
public record VarianceCondition(int nodes, int byzantine) {

  /** Checks {@code m > 2q + 2}. */
  public VarianceCondition {
    if (byzantine < 0) {
      throw new IllegalArgumentException("VarianceCondition: need q >= 0, got q=" + byzantine);
    }
    if (nodes <= 2L * byzantine + 2) {
      throw new IllegalArgumentException(
          "VarianceCondition: eta(m, q) needs m > 2q+2, got m="
              + nodes
              + ", q="
              + byzantine
              + (nodes < 3
                  ? ""
                  : " (m=" + nodes + " tolerates at most q=" + (nodes - 3) / 2 + ")"));
    }
  }

  /**
   * The factor of (2.11).
   *
   * @return eta(m, q), at least sqrt(2 m)
   */
  public double eta() {
    double m = nodes;
    double q = byzantine;
    return Math.sqrt(2 * (m - q + (q * (m - q - 2) + q * q * (m - q - 1)) / (m - 2 * q - 2)));
  }

  /**
   * The least sin(alpha) that (2.10) allows; below 1 means that the condition holds for some alpha.
   *
   * @param deviation {@code sqrt(E ||G - grad F||^2)} of one honest gradient, at least 0
   * @param gradientNorm {@code ||grad F||}, at least 0
   * @return {@code eta deviation / ||grad F||}; 0 without noise, infinite where only the gradient
   *     is 0
   * @throws IllegalArgumentException if an argument is negative or not finite
   */
  public double sine(double deviation, double gradientNorm) {
    Check.nonNegative("deviation", deviation);
    Check.nonNegative("gradientNorm", gradientNorm);
    return deviation == 0 ? 0 : eta() * deviation / gradientNorm;
  }

  /**
   * Whether (2.10) holds for some alpha below pi/2.
   *
   * @param deviation {@code sqrt(E ||G - grad F||^2)} of one honest gradient, at least 0
   * @param gradientNorm {@code ||grad F||}, at least 0
   * @return whether {@link #sine} is below 1
   */
  public boolean holds(double deviation, double gradientNorm) {
    return sine(deviation, gradientNorm) < 1;
  }

  /**
   * The batch size at which (2.10) would hold, if the variance of a gradient is one over its batch
   * size (examples drawn independently).
   *
   * @param batchSize b at which the deviation was measured, at least 1
   * @param deviation {@code sqrt(E ||G - grad F||^2)} at batch size b
   * @param gradientNorm {@code ||grad F||}
   * @return the least whole number above {@code b sine^2}; infinite where the gradient is 0
   * @throws IllegalArgumentException if an argument is out of range
   */
  public double batchSize(int batchSize, double deviation, double gradientNorm) {
    Check.atLeast(1, "batchSize", batchSize);
    double sine = sine(deviation, gradientNorm);
    return Math.floor(batchSize * sine * sine) + 1;
  }
}
