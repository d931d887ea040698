package io.github.brsgd.aggregation;

import java.util.Arrays;

/** Krum's score: how far a row is from its nearest others. */
final class KrumScores {

  private KrumScores() {}

  /**
   * The score of each of some rows among themselves: the sum of the {@code neighbours} least
   * squared distances to the others.
   *
   * @param squared squared distances of all rows
   * @param ids the rows taking part
   * @param neighbours in 0..ids.length-1
   * @return a score per entry of {@code ids}
   */
  static double[] of(double[][] squared, int[] ids, int neighbours) {
    double[] scores = new double[ids.length];
    double[] others = new double[ids.length - 1];
    for (int i = 0; i < ids.length; i++) {
      int n = 0;
      for (int j = 0; j < ids.length; j++) {
        if (j != i) {
          others[n++] = squared[ids[i]][ids[j]];
        }
      }
      Arrays.sort(others);
      for (int j = 0; j < neighbours; j++) {
        scores[i] += others[j];
      }
    }
    return scores;
  }

  /** Position of the least value; the first of equals. */
  static int least(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] < values[best]) {
        best = i;
      }
    }
    return best;
  }

  /** The count of neighbours: the option if it is set, else m-q-2. */
  static int neighbours(Integer option, int m, int q) {
    return option == null ? m - q - 2 : option;
  }

  static void checkNeighbours(String rule, Integer neighbours) {
    if (neighbours != null && neighbours < 1) {
      throw new IllegalArgumentException(
          rule + ": need neighbours >= 1, got neighbours=" + neighbours);
    }
  }

  static void checkNeighbours(String rule, Integer neighbours, int m) {
    if (neighbours != null && neighbours > m - 1) {
      throw new IllegalArgumentException(
          rule + ": need neighbours <= m-1, got neighbours=" + neighbours + ", m=" + m);
    }
  }
}
