package io.github.brsgd.theory;

import io.github.brsgd.checks.Check;

/**
 * The weights W_k of the iterates in Lemma 3.3, and the law (3.46) by which one iterate is drawn.
 *
 * <pre>
 * W_{-1} = 1,   W_k = W_{k-1} (alpha_k / alpha_{k-1}) / (1 + L A' alpha_k^2),   alpha_{-1} = alpha_0   (3.32)
 * P(R_K = k) = W_k / sum_{i &lt; K} W_i,   k = 0..K-1                                           (3.46)
 * </pre>
 *
 * <p>Only the product L A' enters; with A' = 0 (bounded variance) W_k is alpha_k / alpha_0.
 *
 * @param product L A', at least 0
 * @since 0.1
 */
public record IterateWeights(double product) {

  /** Checks the product. */
  public IterateWeights {
    Check.nonNegative("L A'", product);
  }

  /**
   * The weight of the next iterate.
   *
   * @param previous W_{k-1}; 1 for k = 0
   * @param previousStep alpha_{k-1}, positive; alpha_0 for k = 0
   * @param step alpha_k, positive
   * @return W_k
   * @throws IllegalArgumentException if a step is not positive and finite
   */
  public double next(double previous, double previousStep, double step) {
    Check.nonNegative("W_{k-1}", previous);
    Check.positive("step", previousStep);
    Check.positive("step", step);
    return previous * (step / previousStep) / (1 + product * step * step);
  }

  /**
   * All weights.
   *
   * @param steps alpha_0..alpha_{K-1}, positive, K at least 1
   * @return W_0..W_{K-1}
   * @throws IllegalArgumentException if there is no step or one is not positive and finite
   */
  public double[] weights(double[] steps) {
    Rounds.check(steps.length);
    double[] weights = new double[steps.length];
    double weight = 1;
    double previous = steps[0];
    for (int k = 0; k < steps.length; k++) {
      weight = next(weight, previous, steps[k]);
      weights[k] = weight;
      previous = steps[k];
    }
    return weights;
  }

  /**
   * The law of R_K.
   *
   * @param steps alpha_0..alpha_{K-1}, positive, K at least 1
   * @return P(R_K = k) for k = 0..K-1
   * @throws IllegalArgumentException if there is no step or one is not positive and finite
   */
  public double[] probabilities(double[] steps) {
    double[] weights = weights(steps);
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    for (int k = 0; k < weights.length; k++) {
      weights[k] /= sum;
    }
    return weights;
  }
}
