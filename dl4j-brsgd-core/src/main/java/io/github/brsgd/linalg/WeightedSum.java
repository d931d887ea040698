package io.github.brsgd.linalg;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Weighted sums of rows, accumulated in double. */
final class WeightedSum {

  private WeightedSum() {}

  /** {@code sum_i weights[i] x_i}; rows of weight 0 are not read. */
  static INDArray of(MatrixRows rows, double[] weights) {
    return of(rows, weights, true);
  }

  /** The same, one row after the other in double: the bits of {@link Block}'s mixed rows. */
  static INDArray oneByOne(MatrixRows rows, double[] weights) {
    return of(rows, weights, false);
  }

  private static INDArray of(MatrixRows rows, double[] weights, boolean fast) {
    Mixing.checkWeights(weights, rows.count());
    if (rows.mixing() != null) {
      return of(rows.mixing().source(), rows.mixing().overSource(weights), fast);
    }
    int[] used = IntStream.range(0, rows.count()).filter(i -> weights[i] != 0).toArray();
    int terms = used.length;
    if (terms == 0) {
      return rows.origin();
    }
    double[] weightsUsed = Arrays.stream(used).mapToDouble(i -> weights[i]).toArray();
    boolean equal = fast && Arrays.stream(weightsUsed).allMatch(weight -> weight == weightsUsed[0]);
    VectorBuilder vector = new VectorBuilder(rows.type(), rows.length());
    MatrixRows selected = rows.select(used);
    Blocks.forEach(
        rows.length(),
        (chunk, from, count) -> {
          Block block = Block.scratch(rows.type(), terms, rows.length(), 0);
          block.readAll(selected, from, count);
          double[] sum = block.zeroed(0);
          if (equal) {
            block.setSum(0, terms, weightsUsed[0], sum);
          } else {
            block.addWeighted(weightsUsed, sum);
          }
          if (!selected.isKnownFinite() && !isFinite(sum, count) && !block.areFinite(terms)) {
            throw new NonFiniteException();
          }
          vector.write(from, count, sum);
        });
    return vector.build();
  }

  /** A sum is finite only where all its terms are. */
  private static boolean isFinite(double[] sum, int count) {
    double zero = 0;
    for (int c = 0; c < count; c++) {
      zero += 0 * sum[c];
    }
    return zero == 0;
  }
}
