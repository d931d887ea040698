package io.github.brsgd.aggregation;

import io.github.brsgd.linalg.Rows;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The point with the least sum of distances to the rows, (2.8) of the paper.
 *
 * <pre>A = argmin_g sum_i ||g - x_i||</pre>
 *
 * <p>Weiszfeld's iteration with the step of Vardi and Zhang at data points, started at the
 * coordinate-wise median, until the estimated error is below {@code tolerance} times the median
 * distance of the rows, for 10 000 steps at most. It runs on row weights and the Gram matrix around
 * that start, so the rows are read twice however many steps it takes. If the rows lie on a line and
 * m is even, any point between the two middle rows is a geometric median, and one is returned. Rows
 * that the Gram matrix cannot tell apart, in floats those nearer to each other than a thousandth of
 * their distance from the start, count as one place. Rows of doubles farther than 1e145 from the
 * start get weight 0.
 *
 * <p>Runs for m &gt;= 1; robust for q &lt; m/2. Cost: O(d m^2) time and O(m^2) per step, O(m^2)
 * memory. Bad where one coordinate can be attacked within the noise of all others: the pull of a
 * row has length 1 in any direction.
 *
 * <p>Example: rows (0), (1), (50) give (1).
 *
 * @param tolerance relative error at which to stop, in (0, 1)
 * @see <a href="https://doi.org/10.1073/pnas.97.4.1423">Vardi and Zhang, "The multivariate
 *     L1-median and associated data depth", PNAS 2000</a>
 * @see <a href="https://arxiv.org/abs/1802.10116">Xie, Koyejo and Gupta, "Generalized
 *     Byzantine-tolerant SGD", 2018</a>
 * @since 0.1
 */
public record GeometricMedian(double tolerance) implements RowsAggregator {

  /** The tolerance unless set: far below the noise of any gradient. */
  public static final double DEFAULT_TOLERANCE = 1e-6;

  /** Checks the tolerance. */
  public GeometricMedian {
    if (!(tolerance > 0 && tolerance < 1)) {
      throw new IllegalArgumentException(
          "GeometricMedian: need 0 < tolerance < 1, got tolerance=" + tolerance);
    }
  }

  /** The geometric median to {@link #DEFAULT_TOLERANCE}. */
  public GeometricMedian() {
    this(DEFAULT_TOLERANCE);
  }

  @Override
  public Aggregation aggregate(Rows rows, AggregationContext context) {
    int[] all = IntStream.range(0, rows.count()).toArray();
    double[] weights = new Weiszfeld(rows.centredGram(), rows.type(), all).weights(tolerance);
    return new Aggregation(rows.weightedSum(weights), weights);
  }

  @Override
  public OptionalInt byzantine() {
    return OptionalInt.empty();
  }

  @Override
  public GeometricMedian tolerating(int q) {
    Requirement.checkByzantine("GeometricMedian", q);
    return this;
  }

  @Override
  public String toString() {
    return new MemberText("geometric-median")
        .with("tolerance", tolerance, DEFAULT_TOLERANCE)
        .toString();
  }
}
