package io.github.brsgd.linalg;

/** Sums some numbers over all columns, a few blocks of them at a time. */
final class GroupSums {

  /** Bound on the partial sums of all chunks together: 8 MB. */
  private static final long MOST_PARTIAL_SUMS = 1L << 20;

  private GroupSums() {}

  /** Brings columns of all rows into blocks of the calling thread. */
  @FunctionalInterface
  interface Loader {
    void load(Block[] group, int from, int count);

    /** One block after the other. */
    static Loader byBlocks(BlockLoader loader) {
      return (group, from, count) -> {
        for (int b = 0; b < group.length; b++) {
          int done = b * Block.WIDTH;
          loader.load(group[b], from + done, Math.min(Block.WIDTH, count - done));
        }
      };
    }
  }

  /** Brings columns of all rows into one block. */
  @FunctionalInterface
  interface BlockLoader {
    void load(Block block, int from, int count);
  }

  /** Adds the share of a group of blocks to each of the numbers. */
  @FunctionalInterface
  interface Share {
    void add(Block[] group, double[] sums);
  }

  /** Adds the share of columns from {@code from} on, of rows that it reads through a block. */
  @FunctionalInterface
  interface StreamedShare {
    void add(Block block, int from, double[] sums);
  }

  /**
   * The sums.
   *
   * @param rows whose columns they are
   * @param capacity rows that a block has room for
   * @param numbers how many
   */
  static double[] of(MatrixRows rows, int capacity, int numbers, Loader loader, Share share) {
    return of(
        rows,
        numbers,
        (from, count, sums) -> share.add(load(rows, capacity, loader, from, count), sums));
  }

  /** The sums, with the same bits, where no block has to hold all rows. */
  static double[] streamed(MatrixRows rows, int numbers, StreamedShare share) {
    return of(
        rows, numbers, (from, count, sums) -> share.add(Block.stream(rows, count), from, sums));
  }

  /** Adds the share of some columns. */
  @FunctionalInterface
  private interface Columns {
    void add(int from, int count, double[] sums);
  }

  private static double[] of(MatrixRows rows, int numbers, Columns share) {
    int chunks = Blocks.chunks(rows.length());
    if ((long) chunks * numbers > MOST_PARTIAL_SUMS) {
      chunks = (int) Math.max(1, MOST_PARTIAL_SUMS / numbers);
    }
    double[][] partial = new double[chunks][numbers];
    Blocks.forEach(
        rows,
        chunks,
        Block.GROUP * Block.WIDTH,
        (chunk, from, count) -> share.add(from, count, partial[chunk]));
    return total(partial, numbers);
  }

  /** Adds the sums of all chunks, in their order. */
  static double[] total(double[][] partial, int numbers) {
    double[] sums = new double[numbers];
    for (double[] chunk : partial) {
      for (int i = 0; i < numbers; i++) {
        sums[i] += chunk[i];
      }
    }
    return sums;
  }

  /** As many blocks as the columns take. */
  private static Block[] load(MatrixRows rows, int capacity, Loader loader, int from, int count) {
    Block[] group = new Block[(count + Block.WIDTH - 1) / Block.WIDTH];
    for (int b = 0; b < group.length; b++) {
      group[b] = Block.scratch(rows.type(), capacity, rows.length(), b);
    }
    loader.load(group, from, count);
    return group;
  }
}
