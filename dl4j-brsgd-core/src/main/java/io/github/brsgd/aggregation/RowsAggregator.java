package io.github.brsgd.aggregation;

import io.github.brsgd.linalg.Rows;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A rule that works on {@link Rows}, block by block, and so serves rows that exist in no matrix:
 * behind a pre-aggregation the mixed rows are formed where they are read and never stored.
 *
 * <p>All rules of this library are of this kind. A rule of one's own need not be; for it a
 * pre-aggregation writes the mixed rows into a matrix first.
 *
 * @since 0.1
 */
public interface RowsAggregator extends Aggregator {

  /**
   * Combines the rows; what {@link Aggregator#aggregate} says holds here.
   *
   * @param rows m rows of d, not modified
   * @param context round, previous aggregate, random stream
   * @return a new 1 x d vector of the rows' type, with row weights where the rule has them; the
   *     caller's own, who may write to it and free it
   * @throws IllegalArgumentException if the rule cannot serve m rows or a row holds a NaN or an
   *     infinite value
   */
  @Override
  Aggregation aggregate(Rows rows, AggregationContext context);

  @Override
  default Aggregation aggregate(INDArray updates, AggregationContext context) {
    return aggregate(Rows.of(updates), context);
  }
}
