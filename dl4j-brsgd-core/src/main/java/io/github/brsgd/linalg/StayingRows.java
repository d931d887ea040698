package io.github.brsgd.linalg;

import java.nio.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows that stay while others beside them are replaced, and what is known of them: norms, and
 * distances to each other, as they are or times the factors that they had last.
 */
final class StayingRows {

  /** A factor that no row has. */
  private static final double NONE = Double.NaN;

  private final IdentityHashMap<Buffer, Integer> numbers = new IdentityHashMap<>();
  private final double[] normFactor;
  private final double[] norm;

  /** Factor of row i when its distance to row j was taken, and the distance, for {@code j < i}. */
  private final double[][] factor;

  private final double[][] distance;

  /** Of other rows of the memory nothing is known. */
  StayingRows(RowMemory memory, int[] staying) {
    int count = staying.length;
    for (int k = 0; k < count; k++) {
      numbers.put(memory.row(staying[k]), k);
    }
    normFactor = new double[count];
    norm = new double[count];
    factor = new double[count][count];
    distance = new double[count][count];
    Arrays.fill(normFactor, NONE);
    Arrays.stream(factor).forEach(row -> Arrays.fill(row, NONE));
  }

  /** A row of some memory times a factor; {@code number} is -1 where it does not stay. */
  private record Scaled(Buffer memory, int number, double factor) {

    boolean isSame(Scaled other) {
      return memory == other.memory && factor == other.factor;
    }
  }

  private Scaled[] scaled(MatrixRows rows) {
    Mixing mixing = rows.mixing();
    RowMemory memory = rows.memory();
    Scaled[] scaled = new Scaled[rows.count()];
    for (int i = 0; i < scaled.length; i++) {
      int row = mixing == null ? i : mixing.onlyTerm(i);
      Buffer own = memory.row(row);
      double times = mixing == null ? 1 : mixing.weights()[i][row];
      scaled[i] = new Scaled(own, numbers.getOrDefault(own, -1), times);
    }
    return scaled;
  }

  private static int[] firstLike(Scaled[] rows) {
    int[] first = new int[rows.length];
    for (int i = 0; i < first.length; i++) {
      while (!rows[first[i]].isSame(rows[i])) {
        first[i]++;
      }
    }
    return first;
  }

  /** As {@link RowDistances#squaredNorms} defines it, with the same bits. */
  synchronized double[] squaredNorms(MatrixRows rows) {
    Scaled[] scaled = scaled(rows);
    int[] first = firstLike(scaled);
    int[] open =
        IntStream.range(0, scaled.length)
            .filter(i -> first[i] == i && !isKnown(scaled[i]))
            .toArray();
    double[] computed =
        open.length == 0 ? new double[0] : RowDistances.allSquaredNorms(rows.select(open));
    // Before any is computed: a row may be there with two factors, and only the last is kept.
    double[] norms =
        Arrays.stream(scaled).mapToDouble(row -> isKnown(row) ? norm[row.number] : 0).toArray();
    for (int k = 0; k < open.length; k++) {
      norms[open[k]] = computed[k];
      int number = scaled[open[k]].number;
      if (number >= 0) {
        normFactor[number] = scaled[open[k]].factor;
        norm[number] = computed[k];
      }
    }
    for (int i = 0; i < norms.length; i++) {
      norms[i] = norms[first[i]];
    }
    return norms;
  }

  private boolean isKnown(Scaled row) {
    return row.number >= 0 && normFactor[row.number] == row.factor;
  }

  /** As {@link PairwiseDistances#squared} defines them, with the same bits. */
  synchronized double[][] squaredDistances(MatrixRows rows) {
    Scaled[] scaled = scaled(rows);
    int[] first = firstLike(scaled);
    int[] distinct = IntStream.range(0, first.length).filter(i -> first[i] == i).toArray();
    List<PairSums.Pair> open = new ArrayList<>();
    double[][] squared = new double[distinct.length][distinct.length];
    for (int i = 0; i < distinct.length; i++) {
      for (int j = 0; j < i; j++) {
        Scaled one = scaled[distinct[i]];
        Scaled other = scaled[distinct[j]];
        if (isKnown(one, other)) {
          squared[i][j] = distance(one, other);
        } else {
          open.add(new PairSums.Pair(i, j));
        }
      }
    }
    double[] computed = compute(rows.select(distinct), open);
    for (int p = 0; p < computed.length; p++) {
      int i = open.get(p).i();
      int j = open.get(p).j();
      squared[i][j] = computed[p];
      keep(scaled[distinct[i]], scaled[distinct[j]], computed[p]);
    }
    return spread(squared, first, distinct);
  }

  private static double[] compute(MatrixRows rows, List<PairSums.Pair> pairs) {
    return pairs.isEmpty()
        ? new double[0]
        : PairSums.of(
            rows,
            pairs,
            (group, from, count) -> Block.load(group, rows, from, count),
            PairwiseDistances.TERM);
  }

  private boolean isKnown(Scaled one, Scaled other) {
    return one.number >= 0
        && other.number >= 0
        && factor[one.number][other.number] == one.factor
        && factor[other.number][one.number] == other.factor;
  }

  private double distance(Scaled one, Scaled other) {
    return distance[one.number][other.number];
  }

  private void keep(Scaled one, Scaled other, double squared) {
    if (one.number >= 0 && other.number >= 0) {
      factor[one.number][other.number] = one.factor;
      factor[other.number][one.number] = other.factor;
      distance[one.number][other.number] = squared;
      distance[other.number][one.number] = squared;
    }
  }

  /** From the lower triangle of distinct rows to all rows. */
  private static double[][] spread(double[][] squared, int[] first, int[] distinct) {
    int[] place = Arrays.stream(first).map(i -> Arrays.binarySearch(distinct, i)).toArray();
    double[][] all = new double[first.length][first.length];
    for (int i = 0; i < all.length; i++) {
      for (int j = 0; j < all.length; j++) {
        all[i][j] = squared[Math.max(place[i], place[j])][Math.min(place[i], place[j])];
      }
    }
    return all;
  }
}
