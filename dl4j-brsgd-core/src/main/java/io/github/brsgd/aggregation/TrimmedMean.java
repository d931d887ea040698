package io.github.brsgd.aggregation;

import io.github.brsgd.linalg.CoordinateStatistic;
import io.github.brsgd.linalg.Rows;
import java.util.OptionalInt;

/**
 * The mean of each coordinate without its q smallest and q largest values.
 *
 * <pre>A_c = mean of x_(q+1)c, ..., x_(m-q)c, the values of coordinate c in ascending order</pre>
 *
 * <p>The values kept are summed; the extremes are never subtracted from a total, which would lose
 * every digit to an attacker of scale 1e30.
 *
 * <p>Requires m &gt;= 2q+1. Cost: O(d m log^2 m) time without branches, no memory beyond the
 * result. A bad choice, like every coordinate-wise rule, against many small shifts at once ({@code
 * alie}).
 *
 * <p>Example, q = 1: rows (0), (1), (3), (90) give (2).
 *
 * @param q Byzantine rows tolerated, at least 0; values dropped at either end
 * @see <a href="https://proceedings.mlr.press/v80/yin18a.html">Yin, Chen, Ramchandran and Bartlett,
 *     "Byzantine-robust distributed learning: towards optimal statistical rates", ICML 2018</a>
 * @since 0.1
 */
public record TrimmedMean(int q) implements RowsAggregator {

  /** Checks q. */
  public TrimmedMean {
    Requirement.checkByzantine("TrimmedMean", q);
  }

  @Override
  public Aggregation aggregate(Rows rows, AggregationContext context) {
    Requirement.MAJORITY.check("TrimmedMean", rows.count(), q);
    CoordinateStatistic statistic = new CoordinateStatistic.TrimmedMean(q);
    return new Aggregation(rows.statistic(statistic), RowUse.of(statistic));
  }

  @Override
  public void check(int m) {
    Requirement.MAJORITY.check("TrimmedMean", m, q);
  }

  @Override
  public OptionalInt byzantine() {
    return OptionalInt.of(q);
  }

  @Override
  public TrimmedMean tolerating(int other) {
    return new TrimmedMean(other);
  }

  @Override
  public String toString() {
    return new MemberText("trimmed-mean").with("q", q).toString();
  }
}
