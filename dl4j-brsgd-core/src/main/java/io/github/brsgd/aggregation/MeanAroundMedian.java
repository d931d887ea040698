package io.github.brsgd.aggregation;

import io.github.brsgd.linalg.CoordinateStatistic;
import io.github.brsgd.linalg.Rows;
import java.util.OptionalInt;

/**
 * The mean, in each coordinate, of the m-q values nearest the median.
 *
 * <pre>A_c = mean of the m-q values of coordinate c nearest their median</pre>
 *
 * <p>Equal distance from the median: the smaller value first. For even m the median is the mean of
 * the two middle values.
 *
 * <p>Requires m &gt;= 2q+1. Cost: O(d m log^2 m) time, no memory beyond the result. Uses more of
 * the honest values than {@link TrimmedMean}, at the price of a larger shift by values just inside.
 * A bad choice, like every coordinate-wise rule, against many small shifts at once ({@code alie}).
 *
 * <p>Example, q = 1: rows (0), (1), (3), (90) have median 2 and give (4/3).
 *
 * @param q Byzantine rows tolerated, at least 0
 * @see <a href="https://arxiv.org/abs/1802.10116">Xie, Koyejo and Gupta, "Generalized
 *     Byzantine-tolerant SGD", 2018</a>
 * @since 0.1
 */
public record MeanAroundMedian(int q) implements RowsAggregator {

  /** Checks q. */
  public MeanAroundMedian {
    Requirement.checkByzantine("MeanAroundMedian", q);
  }

  @Override
  public Aggregation aggregate(Rows rows, AggregationContext context) {
    Requirement.MAJORITY.check("MeanAroundMedian", rows.count(), q);
    CoordinateStatistic statistic =
        new CoordinateStatistic.MeanAround(new CoordinateStatistic.Median(), rows.count() - q);
    return new Aggregation(rows.statistic(statistic), RowUse.of(statistic));
  }

  @Override
  public void check(int m) {
    Requirement.MAJORITY.check("MeanAroundMedian", m, q);
  }

  @Override
  public OptionalInt byzantine() {
    return OptionalInt.of(q);
  }

  @Override
  public MeanAroundMedian tolerating(int other) {
    return new MeanAroundMedian(other);
  }

  @Override
  public String toString() {
    return new MemberText("mean-around-median").with("q", q).toString();
  }
}
