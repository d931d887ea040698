package io.github.brsgd.aggregation;

import io.github.brsgd.linalg.CoordinateStatistic;
import io.github.brsgd.linalg.Rows;
import java.util.OptionalInt;

/**
 * The mean, in each coordinate, of the m-q values nearest the trimmed mean.
 *
 * <pre>
 * t_c = mean of coordinate c without its q smallest and q largest values
 * A_c = mean of the m-q values of coordinate c nearest t_c
 * </pre>
 *
 * <p>Equal distance from the trimmed mean: the smaller value first.
 *
 * <p>Requires m &gt;= 2q+1. Cost: O(d m log^2 m) time, no memory beyond the result. A bad choice,
 * like every coordinate-wise rule, against many small shifts at once ({@code alie}).
 *
 * <p>Example, q = 1: rows (0), (1), (5), (90) have trimmed mean 3 and give (2).
 *
 * @param q Byzantine rows tolerated, at least 0
 * @see <a href="https://arxiv.org/abs/1805.09682">Xie, Koyejo and Gupta, "Phocas: dimensional
 *     Byzantine-resilient stochastic gradient descent", 2018</a>
 * @since 0.1
 */
public record Phocas(int q) implements RowsAggregator {

  /** Checks q. */
  public Phocas {
    Requirement.checkByzantine("Phocas", q);
  }

  @Override
  public Aggregation aggregate(Rows rows, AggregationContext context) {
    int m = rows.count();
    check(m);
    CoordinateStatistic statistic =
        new CoordinateStatistic.MeanAround(new CoordinateStatistic.TrimmedMean(q), m - q);
    return new Aggregation(rows.statistic(statistic), RowUse.of(statistic));
  }

  @Override
  public void check(int m) {
    Requirement.MAJORITY.check("Phocas", m, q);
  }

  @Override
  public OptionalInt byzantine() {
    return OptionalInt.of(q);
  }

  @Override
  public Phocas tolerating(int other) {
    return new Phocas(other);
  }

  @Override
  public String toString() {
    return new MemberText("phocas").with("q", q).toString();
  }
}
