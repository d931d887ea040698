package io.github.brsgd.random;

import java.util.SplittableRandom;

/**
 * Permutations, each as likely as any other (Fisher and Yates).
 *
 * @since 0.2
 */
public final class RandomOrder {

  private RandomOrder() {}

  /**
   * The numbers 0..n-1 in a random order.
   *
   * @param n how many
   * @param random n numbers are drawn
   * @return a new array
   */
  public static int[] of(int n, SplittableRandom random) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /**
   * Puts values in a random order, in place.
   *
   * @param values what to shuffle
   * @param random one number less is drawn than there are values
   */
  public static void shuffle(int[] values, SplittableRandom random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int moved = values[i];
      values[i] = values[j];
      values[j] = moved;
    }
  }
}
