package io.github.brsgd.attack;

import java.io.Serializable;

/**
 * Forges the rows of the Byzantine nodes, knowing everything (Definition 2.1 of the paper): the
 * honest gradients, the point, the step size and the server's rule.
 *
 * <p>An attack is an immutable value and keeps nothing between rounds. It writes Byzantine rows and
 * no others. {@link DataPoisoning}, where a node computes honestly on altered data, is another
 * matter.
 *
 * @since 0.1
 */
public interface Attack extends Serializable {

  /**
   * Writes the rows of the Byzantine nodes of this round.
   *
   * @param context the round as the adversary sees it; its Byzantine rows hold, on entry, the
   *     gradients that these nodes computed honestly
   * @throws IllegalArgumentException if the attack needs more honest or Byzantine nodes than there
   *     are
   */
  void forge(AttackContext context);
}
