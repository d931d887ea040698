package io.github.brsgd.training;

import io.github.brsgd.linalg.Rows;
import io.github.brsgd.linalg.SpareVectors;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The honest rows of a round that are finite, and their mean: attack and history ask for both. */
final class HonestRows implements AutoCloseable {

  private final int[] finite;
  private final boolean areAll;
  private final Optional<Rows> rows;

  /** Until this is closed. */
  private Optional<INDArray> mean;

  private HonestRows(int[] finite, boolean areAll, Optional<Rows> rows, Optional<INDArray> mean) {
    this.finite = finite;
    this.areAll = areAll;
    this.mean = mean;
    this.rows = mean.isPresent() ? rows.map(all -> all.knowing(() -> this.mean)) : rows;
  }

  /**
   * Looks at rows when all of them are written; none may change until this is closed.
   *
   * @param updates m x d
   * @param nodes ids, ascending
   * @param areGradients whether all entries are; else there is no mean
   */
  static HonestRows of(INDArray updates, int[] nodes, boolean areGradients) {
    if (nodes.length == 0) {
      return new HonestRows(nodes, true, Optional.empty(), Optional.empty());
    }
    Rows all = Rows.of(updates).select(nodes);
    Optional<INDArray> mean = areGradients ? mean(all) : Optional.empty();
    int[] bad = all.nonFinite();
    if (bad.length == 0) {
      return new HonestRows(nodes, true, Optional.of(all), mean);
    }
    int[] good =
        IntStream.range(0, nodes.length).filter(i -> Arrays.binarySearch(bad, i) < 0).toArray();
    int[] ids = Arrays.stream(good).map(i -> nodes[i]).toArray();
    if (good.length == 0) {
      return new HonestRows(ids, false, Optional.empty(), Optional.empty());
    }
    Rows left = all.select(good);
    mean = areGradients ? mean(left) : Optional.empty();
    return new HonestRows(ids, false, Optional.of(left), mean);
  }

  /** One pass over finite rows, which finds out that they are. */
  private static Optional<INDArray> mean(Rows rows) {
    try {
      return Optional.of(rows.mean());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Their nodes, ascending; a copy. */
  int[] finite() {
    return finite.clone();
  }

  /** Whether no honest row is left out. */
  boolean areAll() {
    return areAll;
  }

  /** These rows, in the order of their nodes; empty if there are none. */
  Optional<Rows> rows() {
    return rows;
  }

  /** Their mean, 1 x d, read only, if these are its nodes and it is known. */
  Optional<INDArray> mean(List<Integer> nodes) {
    boolean same = Arrays.equals(finite, nodes.stream().mapToInt(Integer::intValue).toArray());
    return same ? mean : Optional.empty();
  }

  /** Frees the mean. */
  @Override
  public void close() {
    mean.ifPresent(SpareVectors::free);
    mean = Optional.empty();
  }
}
