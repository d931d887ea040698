package io.github.brsgd.linalg;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Weighted sums of rows, accumulated in double. */
final class WeightedSum {

  private WeightedSum() {}

  /**
   * {@code sum_i weights[i] x_i}; rows of weight 0 are not read.
   *
   * @param terms makes weights other than 0 a sum of as many rows, and of a point perhaps
   */
  static INDArray of(MatrixRows rows, double[] weights, Function<double[], SumOfBlock> terms) {
    Mixing.checkWeights(weights, rows.count());
    if (rows.mixing() != null && rows.mixing().isTame()) {
      return of(rows.mixing().source(), rows.mixing().overSource(weights), terms);
    }
    int[] used = IntStream.range(0, rows.count()).filter(i -> weights[i] != 0).toArray();
    // Without any row the point is left: one row is read, and not summed.
    MatrixRows selected = rows.select(used.length == 0 ? new int[1] : used);
    return over(selected, terms.apply(Arrays.stream(used).mapToDouble(i -> weights[i]).toArray()));
  }

  /** A sum of the first rows, as many as it has terms. */
  static INDArray over(MatrixRows rows, SumOfBlock sums) {
    VectorBuilder vector = new VectorBuilder(rows.type(), rows.length());
    if (rows.mixing() != null) {
      Blocks.forEach(
          rows,
          (chunk, from, count) -> {
            Block block = Block.scratch(rows.type(), sums.capacity(), rows.length(), 0);
            block.load(rows, from, count);
            vector.write(from, count, sums.of(block, from));
          });
      return vector.build();
    }
    Blocks.forEachChunk(
        rows,
        (chunk, from, count) -> {
          double[] sum = sums.stream(rows, from, Block.stream(rows, count));
          if (!rows.isKnownFinite() && !SumOfBlock.isFinite(sum, count)) {
            // A sum is finite only where all its terms are.
            for (int i = 0; i < sums.count(); i++) {
              if (!Block.isFinite(rows, i, from, count)) {
                throw new NonFiniteException();
              }
            }
          }
          vector.write(from, count, sum);
        });
    return vector.build();
  }
}
