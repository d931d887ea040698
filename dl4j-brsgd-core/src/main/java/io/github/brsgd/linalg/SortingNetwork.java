package io.github.brsgd.linalg;

import java.util.Arrays;

/**
 * Batcher's merge-exchange network for n values (Knuth, The Art of Computer Programming, volume 3,
 * Algorithm 5.2.2M), without the comparators that the wanted ranks do not depend on.
 *
 * <p>A network compares the same positions whatever the data, so that each comparator runs as one
 * branch-free loop over a block of columns, which the JIT compiles to vector minima and maxima.
 */
final class SortingNetwork {

  private final int inputs;
  private final int first;
  private final int last;
  private final int[] low;
  private final int[] high;

  private SortingNetwork(int inputs, int first, int last, int[] low, int[] high) {
    this.inputs = inputs;
    this.first = first;
    this.last = last;
    this.low = low;
    this.high = high;
  }

  /** The comparators after which positions {@code first..last} hold their order statistics. */
  static SortingNetwork forRanks(int n, int first, int last) {
    int[][] all = mergeExchange(n);
    boolean[] needed = new boolean[n];
    Arrays.fill(needed, first, last + 1, true);
    int kept = all[0].length;
    int[] low = new int[kept];
    int[] high = new int[kept];
    for (int c = all[0].length - 1; c >= 0; c--) {
      int i = all[0][c];
      int j = all[1][c];
      if (needed[i] || needed[j]) {
        needed[i] = true;
        needed[j] = true;
        kept--;
        low[kept] = i;
        high[kept] = j;
      }
    }
    return new SortingNetwork(
        n,
        first,
        last,
        Arrays.copyOfRange(low, kept, low.length),
        Arrays.copyOfRange(high, kept, high.length));
  }

  private static int[][] mergeExchange(int n) {
    int[] low = new int[16];
    int[] high = new int[16];
    int count = 0;
    int top = n < 2 ? 0 : Integer.highestOneBit(n - 1);
    for (int p = top; p > 0; p >>= 1) {
      int q = top;
      int r = 0;
      int d = p;
      while (true) {
        for (int i = 0; i < n - d; i++) {
          if ((i & p) == r) {
            if (count == low.length) {
              low = Arrays.copyOf(low, 2 * count);
              high = Arrays.copyOf(high, 2 * count);
            }
            low[count] = i;
            high[count] = i + d;
            count++;
          }
        }
        if (q == p) {
          break;
        }
        d = q - p;
        q >>= 1;
        r = p;
      }
    }
    return new int[][] {Arrays.copyOf(low, count), Arrays.copyOf(high, count)};
  }

  /** Values that are compared. */
  int inputs() {
    return inputs;
  }

  /** The first position that ends with its order statistic. */
  int first() {
    return first;
  }

  /** The last one. */
  int last() {
    return last;
  }

  /** Comparators. */
  int size() {
    return low.length;
  }

  /** The position that receives the smaller value of comparator {@code c}. */
  int low(int c) {
    return low[c];
  }

  /** The position that receives the larger value of comparator {@code c}. */
  int high(int c) {
    return high[c];
  }
}
