package io.github.brsgd.aggregation;

import io.github.brsgd.checks.Check;
import io.github.brsgd.linalg.Rows;
import java.util.OptionalInt;

/**
 * The point of least Huber loss: a mean of the rows near it, a geometric median of those far from
 * it.
 *
 * <pre>
 * A = argmin_s sum_i h(||s - x_i||),  h(r) = r^2 / 2 for r &lt;= t,  t r - t^2 / 2 beyond
 * </pre>
 *
 * <p>Weights {@code min(1, t / ||s - x_i||)}, renewed until they stay: the iteration, its start at
 * the coordinate-wise median and its end are those of {@link GeometricMedian} to {@link
 * GeometricMedian#DEFAULT_TOLERANCE}, on row weights and the Gram matrix around that start. It ends
 * on what still pulls, not on short steps, and where t is below what the Gram matrix can tell it
 * leaves rows by the step of Vardi and Zhang. With t above all distances the result is the {@link
 * Mean}, with t towards 0 the {@link GeometricMedian}. Rows of doubles farther than 1e145 from the
 * start get weight 0, and so do rows of floats whose distance from it leaves the range of float.
 *
 * <p>Runs for m &gt;= 1; robust for q &lt; m/2 with t of the size of the honest rows' spread, for q
 * rows pull with q t at most. Cost: O(d m^2) time and O(m^2) per step, O(m^2) memory. A bad choice
 * where that size is unknown or falls during training: a large t is the mean.
 *
 * <p>Example, t = 2: rows (0), (1), (50) give (1.5): (50) pulls with 2, the others with 1.5 and
 * 0.5.
 *
 * @param t distance up to which the loss is a square, a length, positive and finite
 * @see <a href="https://arxiv.org/abs/2308.12581">Zhao, Yu and Wan, "A Huber loss minimization
 *     approach to Byzantine robust federated learning", AAAI 2024</a>
 * @since 0.2
 */
public record HuberMean(double t) implements RowsAggregator {

  /** Checks t. */
  public HuberMean {
    Check.positive("HuberMean", "t", t);
  }

  @Override
  public Aggregation aggregate(Rows rows, AggregationContext context) {
    double[] weights =
        Weiszfeld.huber(rows.centredGram(), rows.type(), t)
            .weights(GeometricMedian.DEFAULT_TOLERANCE);
    return new Aggregation(rows.weightedSum(weights), weights);
  }

  @Override
  public OptionalInt byzantine() {
    return OptionalInt.empty();
  }

  @Override
  public HuberMean tolerating(int q) {
    Requirement.checkByzantine("HuberMean", q);
    return this;
  }

  @Override
  public String toString() {
    return new MemberText("huber").with("t", t).toString();
  }
}
