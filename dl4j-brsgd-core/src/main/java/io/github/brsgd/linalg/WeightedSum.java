package io.github.brsgd.linalg;

import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Weighted sums of rows, accumulated in double. */
final class WeightedSum {

  private WeightedSum() {}

  /** {@code sum_i weights[i] x_i}; rows of weight 0 are not read. */
  static INDArray of(MatrixRows rows, double[] weights) {
    Mixing.checkWeights(weights, rows.count());
    if (rows.mixing() != null) {
      return of(rows.mixing().source(), rows.mixing().overSource(weights));
    }
    int[] used = IntStream.range(0, rows.count()).filter(i -> weights[i] != 0).toArray();
    int terms = used.length;
    if (terms == 0) {
      return rows.origin();
    }
    VectorBuilder vector = new VectorBuilder(rows.type(), rows.length());
    MatrixRows selected = rows.select(used);
    Blocks.forEach(
        rows.length(),
        (chunk, from, count) -> {
          Block block = Block.scratch(rows.type(), terms, rows.length(), 0);
          block.load(selected, from, count);
          double[] sum = block.zeroed(0);
          for (int i = 0; i < terms; i++) {
            block.addScaled(i, weights[used[i]], sum);
          }
          vector.write(from, count, sum);
        });
    return vector.build();
  }
}
