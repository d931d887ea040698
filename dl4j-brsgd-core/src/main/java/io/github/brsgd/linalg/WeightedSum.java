package io.github.brsgd.linalg;

import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Weighted sums of rows, accumulated in double.
 *
 * @since 0.1
 */
public final class WeightedSum {

  private WeightedSum() {}

  /**
   * {@code sum_i weights[i] x_i}; rows of weight 0 are not read. O(d) per row of weight other than
   * 0, on the common pool.
   *
   * @param rows m rows of d
   * @param weights m finite weights
   * @return a new 1 x d vector of the rows' type
   * @throws IllegalArgumentException if there is not one finite weight per row, or a row of weight
   *     other than 0 has a NaN or infinite value
   */
  public static INDArray of(Rows rows, double[] weights) {
    rows.checkWeights(weights);
    if (rows.isMixed()) {
      return of(rows.source(), rows.overSource(weights));
    }
    int[] used = IntStream.range(0, rows.count()).filter(i -> weights[i] != 0).toArray();
    int terms = used.length;
    VectorBuilder vector = new VectorBuilder(rows.type(), rows.length());
    if (terms == 0) {
      return vector.build();
    }
    Rows selected = rows.select(used);
    Blocks.forEach(
        rows.length(),
        (chunk, from, count) -> {
          Block block = Block.scratch(rows.type(), terms, 0);
          block.load(selected, from, count);
          double[] sum = new double[Block.WIDTH];
          for (int i = 0; i < terms; i++) {
            block.addScaled(i, weights[used[i]], sum);
          }
          vector.write(from, count, sum);
        });
    return vector.build();
  }
}
