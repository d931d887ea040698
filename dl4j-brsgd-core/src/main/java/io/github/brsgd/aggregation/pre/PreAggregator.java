package io.github.brsgd.aggregation.pre;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.linalg.Rows;
import java.io.Serializable;
import java.util.OptionalInt;

/**
 * A step before a rule that turns m rows into m' rows, each a weighted sum of them.
 *
 * <p>A pre-aggregation tells its weights and forms no rows; {@link PreAggregated} has them formed
 * where the rule reads them. Like a rule it is a pure function and an immutable value.
 *
 * @since 0.1
 */
public interface PreAggregator extends Serializable {

  /**
   * The weights of the new rows.
   *
   * @param rows m rows of d; not modified
   * @param context round, previous aggregate, random stream
   * @return m' x m finite weights with m' = {@link #rowsOut}; row k of the result is {@code sum_i
   *     weights[k][i] x_i}
   * @throws IllegalArgumentException if the step cannot serve m rows or a row that was read holds a
   *     NaN or an infinite value
   */
  double[][] mixing(Rows rows, AggregationContext context);

  /**
   * How many rows come out.
   *
   * @param m rows that go in
   * @return m', at least 1; never less for a larger m
   */
  int rowsOut(int m);

  /**
   * Whether row i of the result still stands for the node of row i.
   *
   * @return false if the result's rows are no node's
   */
  boolean keepsNodes();

  /**
   * Whether row i of the result is row i times a factor, and holds nothing of other nodes' rows.
   *
   * @return false unless the step says otherwise
   */
  default boolean scalesRows() {
    return false;
  }

  /**
   * Refuses a number of rows that this step cannot serve.
   *
   * @param m rows that go in
   * @throws IllegalArgumentException with the numbers
   */
  default void check(int m) {}

  /**
   * How many Byzantine rows the step is set for.
   *
   * @return q, or empty where the step has no such parameter
   */
  OptionalInt byzantine();

  /**
   * The same step, set for another number of Byzantine rows.
   *
   * @param q Byzantine rows tolerated, at least 0
   * @return a step with all other parameters unchanged
   * @throws IllegalArgumentException if the step cannot be set for q
   */
  PreAggregator tolerating(int q);
}
