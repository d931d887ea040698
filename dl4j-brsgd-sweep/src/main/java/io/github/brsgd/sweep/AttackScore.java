package io.github.brsgd.sweep;

import java.util.Objects;

/**
 * What became of a rule under one attack.
 *
 * @param choice the attack
 * @param score the lower, the more it hurt; {@link #CANNOT_SERVE} where it could not be run
 * @since 0.2
 */
public record AttackScore(AttackChoice choice, double score) {

  /** The score of an attack that cannot be run against the rule: it hurts nobody. */
  public static final double CANNOT_SERVE = Double.POSITIVE_INFINITY;

  /** Checks that there is a choice, and a score that can be put in order. */
  public AttackScore {
    Objects.requireNonNull(choice, "choice");
    if (Double.isNaN(score)) {
      throw new IllegalArgumentException("AttackScore: need a number for " + choice + ", got NaN");
    }
  }
}
