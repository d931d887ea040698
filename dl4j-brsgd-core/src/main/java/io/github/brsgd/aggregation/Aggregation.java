package io.github.brsgd.aggregation;

import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a rule returns: the combined vector and, for rules that form a weighted sum of the rows, the
 * weights.
 *
 * <p>Both belong to the receiver: a rule hands them over and keeps no reference.
 *
 * @param vector 1 x d, the aggregate
 * @param rowWeights m weights with {@code vector = sum_i rowWeights[i] * row_i}, in row order;
 *     empty where the rule has none, as for the coordinate-wise median
 * @since 0.1
 */
@SuppressWarnings("ArrayRecordComponent") // handed over to the receiver, see above
public record Aggregation(INDArray vector, double[] rowWeights) {

  private static final double[] NONE = {};

  /** Checks that both parts are there. */
  public Aggregation {
    Objects.requireNonNull(vector, "vector");
    Objects.requireNonNull(rowWeights, "rowWeights");
  }

  /**
   * A result without row weights.
   *
   * @param vector 1 x d, the aggregate
   */
  public Aggregation(INDArray vector) {
    this(vector, NONE);
  }

  /**
   * Whether the rule weighted whole rows.
   *
   * @return true if {@link #rowWeights} has an entry for each row
   */
  public boolean hasRowWeights() {
    return rowWeights.length > 0;
  }
}
