package io.github.brsgd.theory;

import java.util.Objects;

/**
 * What Theorem 3.4 says after K rounds with any non-increasing steps: the right-hand side of Lemma
 * 3.3.
 *
 * <pre>
 * (1 - sin alpha) min_{k &lt; K} E ||grad F(w_k)||^2
 *     &lt;=  2 delta_0 / (alpha_0 K W_{K-1})  +  L C' / (K W_{K-1}) sum_{k &lt; K} alpha_k W_k        (3.33)
 * </pre>
 *
 * <p>By Lemma 3.5 the same number bounds {@code E ||grad F(w_R)||^2} for the iterate drawn by
 * {@link IterateWeights}. It says nothing about the last iterate, about the loss, or about a single
 * run: it is a statement on expectations.
 *
 * @param constants of the theorem
 * @since 0.1
 */
public record StepSizeBound(ConvergenceConstants constants) {

  /** Checks that the constants are there. */
  public StepSizeBound {
    Objects.requireNonNull(constants, "constants");
  }

  /**
   * The right-hand side of (3.33) for K equal to the number of steps.
   *
   * @param steps alpha_0..alpha_{K-1}, positive and non-increasing, K at least 1, with alpha_0 at
   *     most {@link ConvergenceConstants#largestFirstStep}
   * @return the bound on {@code (1 - sin alpha) min E ||grad F||^2}
   * @throws IllegalArgumentException if the steps are not as the theorem asks
   */
  public double rightHandSide(double[] steps) {
    double bound = curve(steps)[steps.length - 1];
    return constants.resilience().margin() * bound * bound;
  }

  /**
   * The bound on the gradient norm after every number of rounds, in O(K).
   *
   * @param steps alpha_0..alpha_{K-1}, positive and non-increasing, K at least 1, with alpha_0 at
   *     most {@link ConvergenceConstants#largestFirstStep}
   * @return in entry n-1 the bound on {@code min_{k < n} E ||grad F(w_k)||}; infinite where W_{n-1}
   *     underflows
   * @throws IllegalArgumentException if the steps are not as the theorem asks
   */
  public double[] curve(double[] steps) {
    double[] weights = constants.weights().weights(steps);
    checkSteps(steps);
    double[] bounds = new double[steps.length];
    double sum = 0;
    for (int k = 0; k < steps.length; k++) {
      sum += steps[k] * weights[k];
      double squared =
          (2 * constants.gap() / steps[0] + constants.smoothness() * constants.cPrime() * sum)
              / ((k + 1.0) * weights[k]);
      // 0 / 0 where there is nothing to descend, no noise, and no weight left.
      bounds[k] =
          Double.isNaN(squared)
              ? Double.POSITIVE_INFINITY
              : Math.sqrt(squared / constants.resilience().margin());
    }
    return bounds;
  }

  private void checkSteps(double[] steps) {
    double largest = constants.largestFirstStep();
    // (4.1) is on the boundary, so one rounding is allowed for.
    if (!(steps[0] <= largest * (1 + 1e-12))) {
      throw new IllegalArgumentException(
          "steps: need alpha_0 <= (1 - sin alpha)/(L B')=" + largest + ", got " + steps[0]);
    }
    for (int k = 1; k < steps.length; k++) {
      if (steps[k] > steps[k - 1]) {
        throw new IllegalArgumentException(
            "steps: need non-increasing steps, got alpha_"
                + (k - 1)
                + "="
                + steps[k - 1]
                + ", alpha_"
                + k
                + "="
                + steps[k]);
      }
    }
  }
}
