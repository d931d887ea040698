package io.github.brsgd.aggregation.pre;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Requirement;
import io.github.brsgd.linalg.Rows;
import java.util.OptionalInt;

/**
 * Brings all rows to length 1, so that the rule behind it sees directions alone.
 *
 * <pre>y_i = x_i / ||x_i||,  0 stays 0</pre>
 *
 * <p>Rows of doubles whose squared norm is beyond double, longer than about 1e154 or shorter than
 * about 1e-154, become 0.
 *
 * <p>Runs for m &gt;= 1; rows out: m. Cost: O(d m) time, O(m^2) memory. The aggregate has a length
 * of at most about 1, whatever the gradients have: steps no longer shrink with them, so the
 * schedule has to. A bad choice before a rule that compares lengths ({@code cge}).
 *
 * <p>Example: rows (3, 4), (0, 0) become (0.6, 0.8), (0, 0).
 *
 * @since 0.2
 */
public record Normalization() implements PreAggregator {

  @Override
  public double[][] mixing(Rows rows, AggregationContext context) {
    double[] squared = rows.squaredNorms();
    double[][] weights = new double[squared.length][squared.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i][i] = isKnown(squared[i]) ? 1 / Math.sqrt(squared[i]) : 0;
    }
    return weights;
  }

  /** Whether a squared norm is that of the row, neither cut off above nor rounded below. */
  private static boolean isKnown(double squared) {
    return squared >= Double.MIN_NORMAL && squared < Double.MAX_VALUE;
  }

  @Override
  public int rowsOut(int m) {
    return m;
  }

  @Override
  public boolean keepsNodes() {
    return true;
  }

  @Override
  public boolean scalesRows() {
    return true;
  }

  @Override
  public OptionalInt byzantine() {
    return OptionalInt.empty();
  }

  @Override
  public Normalization tolerating(int q) {
    Requirement.checkByzantine("Normalization", q);
    return this;
  }

  @Override
  public String toString() {
    return "normalize";
  }
}
