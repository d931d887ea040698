package io.github.brsgd.aggregation;

import java.util.Arrays;

/**
 * Exhaustive search for the subset of rows of least cost, in lexicographic order, without the
 * subsets that begin with rows already too far apart.
 */
final class SubsetSearch {

  /** More subsets than this are refused: about a second of search on one core. */
  static final int MOST_SUBSETS = 1_000_000;

  /** The cost of a whole subset. */
  @FunctionalInterface
  interface Cost {
    /**
     * The cost, at least the greatest pair bound within the subset.
     *
     * @param subset row numbers, ascending; not to be kept
     * @param bound the greatest pair bound within the subset
     * @param best the least cost so far: any value not below it will do for a cost not below it
     */
    double of(int[] subset, double bound, double best);
  }

  private final double[][] pairBounds;
  private final Cost cost;
  private final int[] current;
  private int[] best;
  private double least = Double.POSITIVE_INFINITY;

  private SubsetSearch(double[][] pairBounds, int size, Cost cost) {
    this.pairBounds = pairBounds;
    this.cost = cost;
    this.current = new int[size];
  }

  /**
   * The first subset of least cost.
   *
   * @param pairBounds m x m, what a pair of rows costs any subset that holds both
   * @param size rows in a subset, at least 1
   * @param cost the cost of a subset
   */
  static Selection least(double[][] pairBounds, int size, Cost cost) {
    SubsetSearch search = new SubsetSearch(pairBounds, size, cost);
    search.extend(0, 0, 0);
    return new Selection(pairBounds.length, search.best);
  }

  /** Refuses m rows without q of them where the search would not end in time. */
  static void check(String rule, int m, int q) {
    double subsets = 1;
    for (int i = 1; i <= q; i++) {
      subsets = subsets * (m - q + i) / i;
    }
    if (subsets > MOST_SUBSETS) {
      throw new IllegalArgumentException(
          String.format(
              "%s: need at most %d subsets of m-q rows to search, got m=%d, q=%d (%.3g subsets)",
              rule, MOST_SUBSETS, m, q, subsets));
    }
  }

  private void extend(int chosen, int from, double bound) {
    if (chosen == current.length) {
      double value = cost.of(current, bound, least);
      if (best == null || value < least) {
        least = value;
        best = Arrays.copyOf(current, chosen);
      }
      return;
    }
    for (int i = from; i <= pairBounds.length - current.length + chosen; i++) {
      double next = bound;
      for (int k = 0; k < chosen; k++) {
        next = Math.max(next, pairBounds[i][current[k]]);
      }
      if (best == null || next < least) {
        current[chosen] = i;
        extend(chosen + 1, i + 1, next);
      }
    }
  }
}
