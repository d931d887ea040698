package io.github.brsgd.examples.advanced.theory;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.catalog.Catalog;
import java.util.Optional;

/**
 * A rule against an attack on noisy gradients of the landscape.
 *
 * <p>15 nodes, of which the last 3 attack. An honest gradient is {@code grad F + (sigma ||grad F||
 * + tau) xi / sqrt(d)} with xi standard normal; with tau = 0 expected smoothness (3.3) holds with A
 * = C = 0 and B = 1 + sigma^2.
 *
 * @param rule text of a rule
 * @param attack text of an attack, or {@link #NOBODY}
 * @param p decay exponent
 * @param additive tau, at least 0
 */
record Contest(String rule, String attack, double p, double additive) {

  /** In place of an attack. */
  static final String NOBODY = "none";

  /** m. */
  static final int NODES = 15;

  /** q, the nodes that attack and those that the rules are set for. */
  static final int BYZANTINE = 3;

  /** sigma. */
  static final double SIGMA = 0.0385;

  Aggregator aggregator() {
    return Catalog.standard().rule(rule);
  }

  Optional<Attack> adversary() {
    return attack.equals(NOBODY)
        ? Optional.empty()
        : Optional.of(Catalog.standard().attack(attack));
  }
}
