package io.github.brsgd.linalg;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Weights that make rows of other rows. */
final class Mixing {

  private final MatrixRows source;
  private final double[][] weights;
  private final Differences differences;

  /** The same in floats; null where there are none, or floats do not serve. */
  private final FloatDifferences floats;

  private final int[] firstLike;
  private final int[] onlyTerm;

  /**
   * Mixed rows.
   *
   * @param source rows that are not mixed themselves
   * @param weights m' x m; row k is {@code sum_i weights[k][i] x_i}; never changed
   * @param differences how to get the rows from one sum, null for each on its own
   */
  Mixing(MatrixRows source, double[][] weights, Differences differences) {
    this.source = source;
    this.weights = weights;
    this.differences = differences;
    this.floats =
        differences == null || source.type() != DataType.FLOAT
            ? null
            : FloatDifferences.of(differences, weights.length);
    Map<Weights, Integer> first = new HashMap<>();
    this.firstLike = new int[weights.length];
    for (int k = 0; k < weights.length; k++) {
      Integer earlier = first.putIfAbsent(new Weights(weights[k]), k);
      firstLike[k] = earlier == null ? k : earlier;
    }
    this.onlyTerm = Arrays.stream(weights).mapToInt(Mixing::onlyTerm).toArray();
  }

  /** Weights of one row, equal to others with the same numbers. */
  @SuppressWarnings("ArrayRecordComponent") // compared by its numbers
  private record Weights(double[] values) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Weights that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(values);
    }
  }

  /** The rows that are mixed. */
  MatrixRows source() {
    return source;
  }

  /** The weights of the source's rows, for each mixed row. */
  double[][] weights() {
    return weights;
  }

  /** How many rows there are. */
  int count() {
    return weights.length;
  }

  /** The only row with a weight in a mixed one; -1 where there are several, or none. */
  int onlyTerm(int row) {
    return onlyTerm[row];
  }

  private static int onlyTerm(double[] weights) {
    int only = -1;
    for (int j = 0; j < weights.length; j++) {
      if (weights[j] != 0) {
        if (only >= 0) {
          return -1;
        }
        only = j;
      }
    }
    return only;
  }

  /** The same mixture of other rows. */
  Mixing of(MatrixRows other) {
    return new Mixing(other, weights, differences);
  }

  /** Weights of a sum that mixed rows start from; null for none. */
  double[] common() {
    return differences == null ? null : differences.common();
  }

  /** Weights of what a mixed row adds to the common sum; null where it is summed alone. */
  double[] rest(int row) {
    return differences == null ? null : differences.rest(row);
  }

  /** How to get the rows from one sum of floats; null where that does not serve. */
  FloatDifferences floats() {
    return floats;
  }

  /** The first row with the weights of this one: near rows often have the same neighbours. */
  int firstLike(int row) {
    return firstLike[row];
  }

  /** A copy down to the numbers. */
  static double[][] copy(double[][] rows) {
    return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
  }

  /** Checks that there is one finite weight per row. */
  static void checkWeights(double[] weights, int m) {
    if (weights.length != m) {
      throw new IllegalArgumentException(
          "weights: need one per row, got " + weights.length + " for m=" + m);
    }
    for (int i = 0; i < weights.length; i++) {
      if (!Double.isFinite(weights[i])) {
        throw new IllegalArgumentException("weights: row " + i + " has weight " + weights[i]);
      }
    }
  }

  /**
   * Whether a sum over the rows of {@link #source} is as exact as one of the mixed rows. Elsewhere
   * an attacker's rows may be so large that they cancel only within one mixed row, and take all
   * digits of the others with them in a common sum.
   */
  boolean isTame() {
    return IntStream.range(0, count()).allMatch(row -> onlyTerm(row) >= 0 || rest(row) != null);
  }

  /** Whether each mixed row is one of the source's times a factor. */
  boolean scales() {
    return Arrays.stream(onlyTerm).allMatch(only -> only >= 0);
  }

  /** Weights of the rows of {@link #source} that give the same sum as these of the mixed rows. */
  double[] overSource(double[] ofMixed) {
    double[] result = new double[source.count()];
    for (int i = 0; i < ofMixed.length; i++) {
      for (int j = 0; j < result.length && ofMixed[i] != 0; j++) {
        result[j] += ofMixed[i] * weights[i][j];
      }
    }
    return result;
  }

  /**
   * The same weights over rows of which no two are equal.
   *
   * @param weights of all rows
   * @param first for each row the first that equals it
   * @param distinct rows that are the first of their kind, ascending
   */
  static double[] overDistinct(double[] weights, int[] first, int[] distinct) {
    double[] merged = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      merged[first[i]] += weights[i];
    }
    return Arrays.stream(distinct).mapToDouble(i -> merged[i]).toArray();
  }

  /**
   * One of the mixed rows, with the bits that kernels see.
   *
   * @throws NonFiniteException if a row that takes part is not finite
   */
  INDArray row(int row) {
    Mixing one = select(new int[] {row});
    VectorBuilder vector = new VectorBuilder(source.type(), source.length());
    Blocks.forEach(
        source,
        (chunk, from, count) -> {
          Block block = Block.scratch(source.type(), 1, source.length(), 0);
          if (!block.mix(one, from, count)) {
            throw new IllegalArgumentException(
                "updates: mixed row " + row + " leaves the range of " + source.type());
          }
          double[] values = block.zeroed(0);
          block.addScaled(0, 1, values);
          vector.write(from, count, values);
        });
    return vector.build();
  }

  /** Whether a row of the source takes part in any mixed row. */
  boolean uses(int row) {
    for (double[] mixed : weights) {
      if (mixed[row] != 0) {
        return true;
      }
    }
    return false;
  }

  /** Some of the mixed rows. */
  Mixing select(int[] ids) {
    double[][] selected = new double[ids.length][];
    for (int k = 0; k < ids.length; k++) {
      selected[k] = weights[ids[k]];
    }
    return new Mixing(source, selected, differences == null ? null : differences.select(ids));
  }
}
