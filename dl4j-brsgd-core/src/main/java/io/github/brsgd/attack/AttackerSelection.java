package io.github.brsgd.attack;

import java.io.Serializable;

/**
 * Decides which nodes are Byzantine in a round: Definition 2.1 lets the set change from round to
 * round.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface AttackerSelection extends Serializable {

  /**
   * The Byzantine nodes of a round; a pure function of its arguments.
   *
   * @param nodes m, at least 1
   * @param attackers how many, in 0..m
   * @param round k, at least 0
   * @return {@code attackers} different ids in 0..m-1, ascending; a new array
   * @throws IllegalArgumentException if there are more attackers than nodes
   */
  int[] select(int nodes, int attackers, int round);
}
