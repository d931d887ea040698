package io.github.brsgd.linalg;

import java.util.List;

/** Sums one number per pair of rows over all columns. */
final class PairSums {

  private PairSums() {}

  /** The share of a pair of rows in a group of blocks. */
  @FunctionalInterface
  interface Term {
    double of(Block[] group, int i, int j);

    /**
     * The shares of rows i and i + 1 with rows j and j + 1, with the bits of each alone; false, and
     * nothing is set, where that is no faster.
     *
     * @param four of i with j and j + 1, then of i + 1
     */
    default boolean setFour(Block[] group, int i, int j, double[] four) {
      return false;
    }
  }

  /** Two rows, {@code j < i}. */
  record Pair(int i, int j) {}

  /**
   * The symmetric m x m matrix of the sums; the term is called for {@code j <= i}, and has to be 0
   * for two rows of zeros, of which gradients have many: inputs that are 0, units that are dead.
   */
  static double[][] of(MatrixRows rows, GroupSums.Loader loader, Term term) {
    int m = rows.count();
    double[] sums =
        GroupSums.of(
            rows, m, m * (m + 1) / 2, loader, (group, shares) -> add(group, m, term, shares));
    return symmetric(sums, m);
  }

  /** The sums of some pairs alone, with the same bits. */
  static double[] of(MatrixRows rows, List<Pair> pairs, GroupSums.Loader loader, Term term) {
    int m = rows.count();
    return GroupSums.of(
        rows,
        m,
        pairs.size(),
        loader,
        (group, shares) -> {
          boolean[] zero = zeros(group, m);
          for (int p = 0; p < shares.length; p++) {
            Pair pair = pairs.get(p);
            if (!zero[pair.i] || !zero[pair.j]) {
              shares[p] += term.of(group, pair.i, pair.j);
            }
          }
        });
  }

  private static void add(Block[] group, int m, Term term, double[] sums) {
    boolean[] zero = zeros(group, m);
    double[] four = new double[Block.FOUR];
    for (int i = 0; i < m; i += 2) {
      for (int j = 0; j <= i; j += 2) {
        boolean isFull = i + 1 < m && j < i && !zero[i] && !zero[i + 1] && !zero[j] && !zero[j + 1];
        if (isFull && term.setFour(group, i, j, four)) {
          for (int k = 0; k < Block.FOUR; k++) {
            sums[place(i + k / 2, j + k % 2)] += four[k];
          }
          continue;
        }
        for (int a = i; a < Math.min(m, i + 2); a++) {
          for (int b = j; b <= Math.min(a, j + 1); b++) {
            if (!zero[a] || !zero[b]) {
              sums[place(a, b)] += term.of(group, a, b);
            }
          }
        }
      }
    }
  }

  /** Where the sum of rows i and {@code j <= i} lies. */
  private static int place(int i, int j) {
    return i * (i + 1) / 2 + j;
  }

  private static boolean[] zeros(Block[] group, int m) {
    boolean[] zero = new boolean[m];
    for (int i = 0; i < m; i++) {
      zero[i] = Block.isZero(group, i);
    }
    return zero;
  }

  private static double[][] symmetric(double[] pairs, int m) {
    double[][] sums = new double[m][m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        sums[i][j] = pairs[place(i, j)];
        sums[j][i] = sums[i][j];
      }
    }
    return sums;
  }
}
