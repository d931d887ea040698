package io.github.brsgd.linalg;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

/** Finds the rows that no honest node can have sent. */
final class FiniteCheck {

  private FiniteCheck() {}

  /** The rows with at least one NaN or infinite value, or made of such rows; ascending. */
  static int[] nonFiniteRows(MatrixRows rows) {
    int m = rows.count();
    if (rows.mixing() != null) {
      int[] bad = rows.mixing().source().nonFinite();
      return IntStream.range(0, m)
          .filter(i -> Arrays.stream(bad).anyMatch(j -> rows.mixing().weights()[i][j] != 0))
          .toArray();
    }
    AtomicIntegerArray bad = new AtomicIntegerArray(m);
    Blocks.forEachChunk(
        rows,
        (chunk, from, count) -> {
          for (int i = 0; i < m; i++) {
            if (bad.get(i) == 0 && !Block.isFinite(rows, i, from, count)) {
              bad.set(i, 1);
            }
          }
        });
    return IntStream.range(0, m).filter(i -> bad.get(i) == 1).toArray();
  }

  /** Passes over all rows for a caller that reads only part of them. */
  static void requireFinite(MatrixRows rows) {
    Blocks.forEach(
        rows,
        (chunk, from, count) ->
            Block.scratch(rows.type(), rows.count(), rows.length(), 0).load(rows, from, count));
  }
}
