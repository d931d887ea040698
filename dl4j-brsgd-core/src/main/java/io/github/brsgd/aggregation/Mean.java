package io.github.brsgd.aggregation;

import io.github.brsgd.linalg.Rows;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * The average of all rows: distributed SGD as it is without an adversary, and the baseline.
 *
 * <pre>A = (1/m) sum_i x_i</pre>
 *
 * <p>No robustness: one Byzantine row moves the result anywhere. Set for q = 0 and nothing else.
 * Cost: O(d m) time, no memory beyond the result.
 *
 * <p>Example: rows (1), (2), (6) give (3).
 *
 * @since 0.1
 */
public record Mean() implements RowsAggregator {

  @Override
  public Aggregation aggregate(Rows rows, AggregationContext context) {
    double[] weights = new double[rows.count()];
    Arrays.fill(weights, 1.0 / rows.count());
    return new Aggregation(rows.weightedSum(weights), weights);
  }

  @Override
  public OptionalInt byzantine() {
    return OptionalInt.of(0);
  }

  @Override
  public Mean tolerating(int q) {
    if (q != 0) {
      throw new IllegalArgumentException("Mean: tolerates no Byzantine row, got q=" + q);
    }
    return this;
  }

  @Override
  public String toString() {
    return "mean";
  }
}
