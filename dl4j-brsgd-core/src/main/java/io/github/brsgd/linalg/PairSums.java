package io.github.brsgd.linalg;

import java.util.List;

/** Sums one number per pair of rows over all columns. */
final class PairSums {

  private PairSums() {}

  /** The share of a pair of rows in a group of blocks. */
  @FunctionalInterface
  interface Term {
    double of(Block[] group, int i, int j);
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
    int pair = 0;
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        if (!zero[i] || !zero[j]) {
          sums[pair] += term.of(group, i, j);
        }
        pair++;
      }
    }
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
    int pair = 0;
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        sums[i][j] = pairs[pair++];
        sums[j][i] = sums[i][j];
      }
    }
    return sums;
  }
}
