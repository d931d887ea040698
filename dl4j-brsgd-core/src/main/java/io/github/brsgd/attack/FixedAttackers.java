package io.github.brsgd.attack;

import java.util.stream.IntStream;

/**
 * The last nodes are Byzantine in every round.
 *
 * <p>Example: 2 attackers among 5 nodes are nodes 3 and 4.
 *
 * @since 0.1
 */
public record FixedAttackers() implements AttackerSelection {

  @Override
  public int[] select(int nodes, int attackers, int round) {
    checkCount(nodes, attackers);
    return IntStream.range(nodes - attackers, nodes).toArray();
  }

  static void checkCount(int nodes, int attackers) {
    if (attackers < 0 || attackers > nodes) {
      throw new IllegalArgumentException(
          "attackers: need 0 <= attackers <= m, got attackers=" + attackers + ", m=" + nodes);
    }
  }
}
