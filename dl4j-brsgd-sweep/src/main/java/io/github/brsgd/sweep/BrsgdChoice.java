package io.github.brsgd.sweep;

import java.io.Serializable;
import java.util.Objects;

/**
 * One point of a {@link BrsgdSpace}: how to train. Ranges are checked where it is run, so that a
 * choice that cannot be run is reported as such.
 *
 * @param p decay exponent of {@code alpha_k = alpha0 / (k+1)^p}
 * @param alpha0 first step size
 * @param rule text of the server's rule; a key q that it does not give is {@code byzantine}
 * @param preAggregation text of the pre-aggregations before the rule, joined by {@code +}; empty
 *     for none
 * @param byzantine q that the server declares
 * @param batch examples per node and round
 * @param attack text of the only attack to score it under; empty for all of the {@link TrialPlan}
 * @since 0.1
 */
public record BrsgdChoice(
    double p,
    double alpha0,
    String rule,
    String preAggregation,
    int byzantine,
    int batch,
    String attack)
    implements Serializable {

  /** Checks that the parts are there. */
  public BrsgdChoice {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(preAggregation, "preAggregation");
    Objects.requireNonNull(attack, "attack");
  }

  /**
   * The whole chain, as the catalogue reads it but for the q that is declared apart.
   *
   * @return such as {@code nnm+krum}
   */
  public String chain() {
    return preAggregation.isEmpty() ? rule : preAggregation + "+" + rule;
  }
}
