package io.github.brsgd.theory;

import io.github.brsgd.checks.Check;
import java.util.Objects;

/**
 * All that Theorem 3.4 and Corollary 4.1 want to know of a problem, its gradients and a rule.
 *
 * <p>{@code A' = A E}, {@code B' = B E}, {@code C' = C E}, as below (3.24) in the paper.
 *
 * @param smoothness L, the Lipschitz constant of grad F (Assumption 3.1), positive
 * @param gap {@code delta_0 = F(w_0) - F_low}, at least 0
 * @param noise A, B, C of the honest gradients (Assumption 3.2)
 * @param resilience {@code 1 - sin alpha} and E of the rule (Assumption 2.2)
 * @since 0.1
 */
public record ConvergenceConstants(
    double smoothness, double gap, ExpectedSmoothness noise, ByzantineResilience resilience) {

  /** Checks L and the gap. */
  public ConvergenceConstants {
    Check.positive("L", smoothness);
    Check.nonNegative("gap", gap);
    Objects.requireNonNull(noise, "noise");
    Objects.requireNonNull(resilience, "resilience");
  }

  /**
   * A'.
   *
   * @return A E
   */
  public double aPrime() {
    return noise.a() * resilience.e();
  }

  /**
   * B'.
   *
   * @return B E
   */
  public double bPrime() {
    return noise.b() * resilience.e();
  }

  /**
   * C'.
   *
   * @return C E
   */
  public double cPrime() {
    return noise.c() * resilience.e();
  }

  /**
   * The largest first step that Theorem 3.4 allows, and the one that (4.1) takes.
   *
   * @return {@code (1 - sin alpha) / (L B')}; infinite where B = 0
   */
  public double largestFirstStep() {
    return resilience.margin() / (smoothness * bPrime());
  }

  /**
   * The weights of the iterates for these constants.
   *
   * @return W_k with the product L A' of these constants
   */
  public IterateWeights weights() {
    return new IterateWeights(smoothness * aPrime());
  }
}
