package io.github.brsgd.aggregation;

import io.github.brsgd.linalg.CoordinateStatistic;
import io.github.brsgd.linalg.Rows;
import java.util.OptionalInt;

/**
 * The median of each coordinate, also called the marginal median.
 *
 * <pre>A_c = median of x_1c, ..., x_mc</pre>
 *
 * <p>For even m the mean of the two middle values.
 *
 * <p>Runs for m &gt;= 1; each coordinate stays within the honest values while q &lt; m/2. Cost: O(d
 * m log^2 m) time without branches, no memory beyond the result.
 *
 * <p>A bad choice where the honest nodes differ much: the median of many skewed coordinates is not
 * near the mean gradient, and an attacker shifts every coordinate by some ranks at once.
 *
 * <p>Example: rows (0, 5), (1, 9), (8, 7) give (1, 7).
 *
 * @see <a href="https://arxiv.org/abs/1802.10116">Xie, Koyejo and Gupta, "Generalized
 *     Byzantine-tolerant SGD", 2018</a>
 * @since 0.1
 */
public record CoordinateWiseMedian() implements RowsAggregator {

  @Override
  public Aggregation aggregate(Rows rows, AggregationContext context) {
    CoordinateStatistic statistic = new CoordinateStatistic.Median();
    return new Aggregation(rows.statistic(statistic), RowUse.of(statistic));
  }

  @Override
  public OptionalInt byzantine() {
    return OptionalInt.empty();
  }

  @Override
  public CoordinateWiseMedian tolerating(int q) {
    Requirement.checkByzantine("CoordinateWiseMedian", q);
    return this;
  }

  @Override
  public String toString() {
    return "median";
  }
}
