package io.github.brsgd.attack;

import io.github.brsgd.linalg.Rows;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Those of some rows that are finite, found when first asked for. */
final class FiniteRows {

  private final INDArray updates;
  private final int[] ids;
  private int[] finite;
  private Rows rows;

  FiniteRows(INDArray updates, int[] ids) {
    this.updates = updates;
    this.ids = ids;
  }

  /** Those that have been found. */
  FiniteRows(INDArray updates, int[] ids, int[] finite, Rows rows) {
    this(updates, ids);
    this.finite = finite;
    this.rows = rows;
  }

  /** The nodes whose rows are finite, ascending; not a copy. */
  int[] ids() {
    if (finite == null) {
      find();
    }
    return finite;
  }

  private void find() {
    if (ids.length == 0) {
      finite = ids;
      return;
    }
    Rows all = Rows.of(updates).select(ids);
    int[] bad = all.nonFinite();
    int[] good =
        IntStream.range(0, ids.length).filter(i -> Arrays.binarySearch(bad, i) < 0).toArray();
    rows = good.length > 0 ? all.select(good) : null;
    finite = Arrays.stream(good).map(i -> ids[i]).toArray();
  }

  /** A view of their rows, if there are so many. */
  Optional<Rows> rows(int atLeast) {
    return ids().length < atLeast ? Optional.empty() : Optional.of(rows);
  }
}
