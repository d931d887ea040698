package io.github.brsgd.aggregation;

import io.github.brsgd.linalg.CoordinateStatistic;
import io.github.brsgd.linalg.Rows;

/**
 * In how many coordinates of an aggregate a row takes part. Found when somebody asks, for it costs
 * about as much as the aggregate.
 *
 * @since 0.2
 */
@FunctionalInterface
public interface RowUse {

  /**
   * Finds the shares.
   *
   * @param rows the m rows that the aggregate was made of
   * @return m values in [0, 1]: the share of coordinates in which the row's value is one that the
   *     rule averages, or equals one of them
   */
  double[] shares(Rows rows);

  /**
   * For an aggregate that is a statistic of each coordinate of all rows.
   *
   * @param statistic which
   * @return the use; O(d m log^2 m)
   */
  static RowUse of(CoordinateStatistic statistic) {
    return rows -> rows.keptShares(statistic);
  }

  /**
   * For an aggregate that was made of some of the rows.
   *
   * @param ids of these rows, as for {@link Rows#select}; others are not used
   * @return this use, told of all rows
   */
  default RowUse ofSelected(int... ids) {
    return rows -> {
      double[] selected = shares(rows.select(ids));
      double[] shares = new double[rows.count()];
      for (int i = 0; i < ids.length; i++) {
        shares[ids[i]] = selected[i];
      }
      return shares;
    };
  }

  /**
   * For an aggregate that was made of mixed rows: a row is used as much as the mixed rows that it
   * is in, on average by its weight in them.
   *
   * @param mixing m' x m weights, as for {@link Rows#mix}
   * @return this use, told of the rows that went into the mixed ones
   */
  default RowUse ofMixed(double[][] mixing) {
    return rows -> {
      double[] mixed = shares(rows.mix(mixing));
      double[] shares = new double[rows.count()];
      for (int i = 0; i < shares.length; i++) {
        double used = 0;
        double weight = 0;
        for (int k = 0; k < mixing.length; k++) {
          used += Math.abs(mixing[k][i]) * mixed[k];
          weight += Math.abs(mixing[k][i]);
        }
        shares[i] = weight > 0 ? Math.min(1, used / weight) : 0;
      }
      return shares;
    };
  }
}
