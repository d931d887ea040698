package io.github.brsgd.aggregation;

import io.github.brsgd.linalg.Rows;
import java.io.Serializable;
import java.util.OptionalInt;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A rule that combines the gradients of m nodes, up to q of them Byzantine, into one: {@code Agg :
 * (R^d)^m -> R^d} (section 2.2 of the paper).
 *
 * <p>A rule is a pure function and an immutable value: it keeps nothing between calls, may be
 * called from several threads at once, and gives the same bits for the same arguments. What a rule
 * needs to remember travels through {@link AggregationContext}. The input is left untouched and the
 * result never shares memory with it.
 *
 * <p>Parameters alone are checked by the constructor; what depends on m by {@link #check(int)} and
 * again by {@link #aggregate}. A rule of a user's own needs no more than {@code aggregate}. A row
 * with a NaN or an infinite value is an error here; the training server sets such rows aside first
 * and calls the rule {@link #tolerating} as many fewer.
 *
 * @since 0.1
 */
public interface Aggregator extends Serializable {

  /**
   * Combines the rows.
   *
   * @param updates m x d, float or double, one row per node in ascending node id; gradients of the
   *     mean loss (not model deltas); not modified
   * @param context round, previous aggregate, random stream
   * @return a new 1 x d vector of the same data type and sign as the rows, with row weights where
   *     the rule has them
   * @throws IllegalArgumentException if the rule cannot serve m rows, the matrix is empty or not of
   *     rank 2, or a row holds a NaN or an infinite value
   */
  Aggregation aggregate(INDArray updates, AggregationContext context);

  /**
   * Combines rows that may lie anywhere; the server calls this one. A rule for matrices, which is
   * what a rule is unless it says otherwise, gets them as one: see {@link RowsAggregator} for rules
   * that need none. Its result is copied, for the rule may keep it or hand out a row of the matrix.
   *
   * @param rows m rows of d, one per node in ascending node id; not modified
   * @param context round, previous aggregate, random stream
   * @return as for a matrix; the vector is the caller's own, who may write to it and free it
   * @throws IllegalArgumentException as for a matrix
   * @throws UnsupportedOperationException if the rule wants a matrix and no machine holds one
   */
  default Aggregation aggregate(Rows rows, AggregationContext context) {
    Aggregation result = aggregate(rows.matrix(), context);
    INDArray vector = result.vector();
    Rows row = Rows.of(vector.reshape(1, vector.length()));
    return new Aggregation(row.copy(0), result.rowWeights(), result.use());
  }

  /**
   * Refuses a number of rows that this rule cannot serve: too few, or too many to search.
   *
   * @param m rows
   * @throws IllegalArgumentException with the numbers
   */
  default void check(int m) {}

  /**
   * Refuses a number of rows of which q may be Byzantine. A rule with a q of its own is asked for m
   * alone; another one needs a majority of honest rows.
   *
   * @param m rows
   * @param q of them that may be anything
   * @throws IllegalArgumentException with the numbers
   */
  default void check(int m, int q) {
    check(m);
    if (byzantine().isEmpty()) {
      Requirement.MAJORITY.check(toString(), m, q);
    }
  }

  /**
   * Refuses a number of nodes that this rule is not made for, however many of them answer.
   *
   * @param nodes all there are, of ids 0..nodes-1
   * @throws IllegalArgumentException with the numbers
   */
  default void checkNodes(int nodes) {}

  /**
   * Whether each row has to be its node's own, times a factor at most, and not a mixture of several
   * nodes' rows.
   *
   * @return false unless the rule says otherwise
   */
  default boolean needsOwnRows() {
    return false;
  }

  /**
   * The node without whose row the rule cannot serve.
   *
   * @return its id; empty where there is none
   */
  default OptionalInt requiredNode() {
    return OptionalInt.empty();
  }

  /**
   * Whether the rule cannot do without a row of the server's own, {@link
   * AggregationContext#trusted}.
   *
   * @return false unless the rule says otherwise
   */
  default boolean needsTrustedRow() {
    return false;
  }

  /**
   * How many Byzantine rows the rule is set for.
   *
   * @return q, or empty where the rule has no such parameter and takes the one declared
   */
  default OptionalInt byzantine() {
    return OptionalInt.empty();
  }

  /**
   * The same rule, set for another number of Byzantine rows.
   *
   * @param q Byzantine rows tolerated, at least 0
   * @return a rule with all other parameters unchanged; this one if it has no q of its own
   * @throws IllegalArgumentException if the rule cannot be set for q
   */
  default Aggregator tolerating(int q) {
    Requirement.checkByzantine(toString(), q);
    if (byzantine().isPresent()) {
      throw new IllegalArgumentException(
          this + " has a q of its own and cannot be set for another");
    }
    return this;
  }
}
