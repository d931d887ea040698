package io.github.brsgd.attack;

import io.github.brsgd.random.Purpose;
import io.github.brsgd.random.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Another random set of nodes is Byzantine in each round, all sets equally likely (Definition 2.1).
 *
 * @param seed same seed, same sets
 * @since 0.1
 */
public record ChangingAttackers(long seed) implements AttackerSelection {

  @Override
  public int[] select(int nodes, int attackers, int round) {
    FixedAttackers.checkCount(nodes, attackers);
    SplittableRandom random = new SplittableRandom(Seeds.derive(seed, Purpose.ATTACKERS, round));
    int[] ids = IntStream.range(0, nodes).toArray();
    for (int i = 0; i < attackers; i++) {
      int j = i + random.nextInt(nodes - i);
      int chosen = ids[j];
      ids[j] = ids[i];
      ids[i] = chosen;
    }
    int[] selected = Arrays.copyOf(ids, attackers);
    Arrays.sort(selected);
    return selected;
  }
}
