package io.github.brsgd.linalg;

/** Sums one number per pair of rows over all columns. */
final class PairSums {

  /** Bound on the partial sums of all chunks together: 32 MB. */
  private static final long MOST_PARTIAL_SUMS = 1L << 22;

  private PairSums() {}

  /** Brings columns of all rows into a block of the calling thread. */
  @FunctionalInterface
  interface Loader {
    void load(Block block, int from, int count);
  }

  /** The share of a pair of rows in a group of blocks. */
  @FunctionalInterface
  interface Term {
    double of(Block[] group, int i, int j);
  }

  /** The symmetric m x m matrix of the sums; the term is called for {@code j <= i}. */
  static double[][] of(MatrixRows rows, Loader loader, Term term) {
    int m = rows.count();
    int pairs = m * (m + 1) / 2;
    int chunks = Blocks.chunks(rows.length());
    if ((long) chunks * pairs > MOST_PARTIAL_SUMS) {
      chunks = (int) Math.max(1, MOST_PARTIAL_SUMS / pairs);
    }
    double[][] partial = new double[chunks][pairs];
    Blocks.forEach(
        rows.length(),
        chunks,
        Block.GROUP * Block.WIDTH,
        (chunk, from, count) -> {
          Block[] group = load(rows, loader, from, count);
          double[] sums = partial[chunk];
          int pair = 0;
          for (int i = 0; i < m; i++) {
            for (int j = 0; j <= i; j++) {
              sums[pair++] += term.of(group, i, j);
            }
          }
        });
    return symmetric(partial, m);
  }

  /** As many blocks as the columns take. */
  private static Block[] load(MatrixRows rows, Loader loader, int from, int count) {
    Block[] group = new Block[(count + Block.WIDTH - 1) / Block.WIDTH];
    for (int b = 0; b < group.length; b++) {
      group[b] = Block.scratch(rows.type(), rows.count(), rows.length(), b);
      int done = b * Block.WIDTH;
      loader.load(group[b], from + done, Math.min(Block.WIDTH, count - done));
    }
    return group;
  }

  private static double[][] symmetric(double[][] partial, int m) {
    double[][] sums = new double[m][m];
    for (double[] chunk : partial) {
      int pair = 0;
      for (int i = 0; i < m; i++) {
        for (int j = 0; j <= i; j++) {
          sums[i][j] += chunk[pair++];
        }
      }
    }
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < i; j++) {
        sums[j][i] = sums[i][j];
      }
    }
    return sums;
  }
}
