package io.github.brsgd.attack;

import java.io.Serializable;
import java.util.Optional;

/**
 * Forges the rows of the Byzantine nodes, knowing everything (Definition 2.1 of the paper): the
 * honest gradients, the point, the step size and the server's rule; or less, as {@link #knowledge}
 * says.
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
   *     gradients that these nodes computed honestly, unless {@link #readsOwnRows} is false
   * @throws IllegalArgumentException if the attack needs more honest or Byzantine nodes than there
   *     are
   */
  void forge(AttackContext context);

  /**
   * What a user should know who lets it loose among so many nodes.
   *
   * @param nodes m
   * @param attackers how many of them attack
   * @return a sentence; empty if there is nothing to say
   */
  default Optional<String> caveat(int nodes, int attackers) {
    return Optional.empty();
  }

  /**
   * Whether the attack looks at what the Byzantine nodes computed honestly. One that does not may
   * find anything in their rows, and has to write every one of them in any round with two finite
   * honest rows or more and no others: a simulation then spares these nodes' gradients.
   *
   * @return true unless the attack says otherwise
   */
  default boolean readsOwnRows() {
    return true;
  }

  /**
   * How much the attack knows. Whoever runs it gives it contexts that are {@link
   * AttackContext#limitedTo limited to} that.
   *
   * @return everything, unless the attack says otherwise; with less it can read no honest node's
   *     row, and what its nodes computed only if {@link #readsOwnRows} says so
   */
  default Knowledge knowledge() {
    return Knowledge.FULL;
  }

  /**
   * Writes the Byzantine nodes' statistics, such as batch normalisation's, which travel beside the
   * gradients and are combined by a rule of their own. As {@link #forge} does unless an attack must
   * do the same thing to both.
   *
   * @param statistics the round of the statistics, with notes and random streams of its own
   * @param gradients the round of the gradients, whose Byzantine rows are forged by now
   */
  default void forgeStatistics(AttackContext statistics, AttackContext gradients) {
    forge(statistics);
  }
}
