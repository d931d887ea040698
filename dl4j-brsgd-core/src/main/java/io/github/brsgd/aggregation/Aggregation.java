package io.github.brsgd.aggregation;

import io.github.brsgd.linalg.Rows;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a rule returns: the combined vector and, for rules that form a weighted sum of the rows, the
 * weights; for rules that look at one coordinate at a time, how to find which values they kept.
 *
 * <p>All belong to the receiver: a rule hands them over and keeps no reference.
 *
 * @param vector 1 x d, the aggregate
 * @param rowWeights m weights with {@code vector = sum_i rowWeights[i] * row_i}, in row order;
 *     empty where the rule has none, as for the coordinate-wise median
 * @param use where there are no weights, how to find in how many coordinates each row takes part
 * @since 0.1
 */
@SuppressWarnings("ArrayRecordComponent") // handed over to the receiver, see above
public record Aggregation(INDArray vector, double[] rowWeights, Optional<RowUse> use) {

  private static final double[] NONE = {};

  /** Checks that all parts are there. */
  public Aggregation {
    Objects.requireNonNull(vector, "vector");
    Objects.requireNonNull(rowWeights, "rowWeights");
    Objects.requireNonNull(use, "use");
  }

  /**
   * A weighted sum of the rows.
   *
   * @param vector 1 x d, the aggregate
   * @param rowWeights m weights, as above
   */
  public Aggregation(INDArray vector, double[] rowWeights) {
    this(vector, rowWeights, Optional.empty());
  }

  /**
   * A result made one coordinate at a time.
   *
   * @param vector 1 x d, the aggregate
   * @param use how to find in how many coordinates each row takes part
   */
  public Aggregation(INDArray vector, RowUse use) {
    this(vector, NONE, Optional.of(use));
  }

  /**
   * A result of which nobody can tell which rows made it.
   *
   * @param vector 1 x d, the aggregate
   */
  public Aggregation(INDArray vector) {
    this(vector, NONE, Optional.empty());
  }

  /**
   * Whether the rule weighted whole rows.
   *
   * @return true if {@link #rowWeights} has an entry for each row
   */
  public boolean hasRowWeights() {
    return rowWeights.length > 0;
  }

  /**
   * How much of each row is in the result.
   *
   * @param rows those that the rule was given
   * @return m values in [0, 1]: 1 for a row of weight other than 0 and 0 for the others, or the
   *     share of coordinates in which the row takes part; empty where the rule tells neither
   */
  public double[] usedShares(Rows rows) {
    if (hasRowWeights()) {
      return Arrays.stream(rowWeights).map(weight -> weight == 0 ? 0 : 1).toArray();
    }
    return use.map(u -> u.shares(rows)).orElse(NONE);
  }
}
