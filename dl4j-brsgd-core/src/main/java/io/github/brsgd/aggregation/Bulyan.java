package io.github.brsgd.aggregation;

import io.github.brsgd.linalg.CoordinateStatistic;
import io.github.brsgd.linalg.Rows;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Selects m-2q rows one after another by a base rule, then averages, in each coordinate, the values
 * nearest the selected rows' median.
 *
 * <pre>
 * S = {};  m-2q times: move the choice of the base among the rows left to S
 * A_c = mean of the m-4q values of coordinate c in S nearest their median
 * </pre>
 *
 * <p>Variant: as in the paper, the base runs anew on the rows left (ranking once is a known wrong
 * shortcut). With r rows left, base Krum counts min(r-1, max(1, r-q-2)) neighbours: the last
 * selections lie below Krum's own requirement, and that is part of the definition. Bases geometric
 * median and median choose the row nearest their output. The only row left is taken. Equal scores
 * or distances: the lowest node index; equal distances from a coordinate's median: the smaller
 * value.
 *
 * <p>Requires m &gt;= 4q+3. Cost: O(d m^2) time for base Krum and geometric median, O(d m^2 log^2
 * m) for base median, plus selection in O(m^3 log m); O(m^2) memory. The strong requirement buys a
 * result that stays near the honest values in every coordinate, where a selection of whole rows can
 * be off by sqrt(d) deviations in one. A bad choice where m is hardly above 4q: a mean of m-4q
 * values has nearly the noise of one node.
 *
 * <p>Example, q = 0: all rows are selected and the result is their mean.
 *
 * @param q Byzantine rows tolerated, at least 0
 * @param base how rows are selected
 * @see <a href="https://proceedings.mlr.press/v80/mhamdi18a.html">El Mhamdi, Guerraoui and Rouault,
 *     "The hidden vulnerability of distributed learning in Byzantium", ICML 2018</a>
 * @since 0.1
 */
public record Bulyan(int q, Base base) implements RowsAggregator {

  /** The rule that selects. */
  public enum Base {
    /** The row with the least sum of squared distances to its neighbours. */
    KRUM,
    /** The row nearest the geometric median of the rows left. */
    GEOMETRIC_MEDIAN,
    /** The row nearest the coordinate-wise median of the rows left. */
    MEDIAN
  }

  /** Checks what does not depend on m. */
  public Bulyan {
    Requirement.checkByzantine("Bulyan", q);
    Objects.requireNonNull(base, "base");
  }

  @Override
  public Aggregation aggregate(Rows rows, AggregationContext context) {
    int m = rows.count();
    check(m);
    int[] selected = BulyanSelection.select(rows, m - 2 * q, q, base);
    CoordinateStatistic statistic =
        new CoordinateStatistic.MeanAround(new CoordinateStatistic.Median(), m - 4 * q);
    return new Aggregation(
        rows.select(selected).statistic(statistic), RowUse.of(statistic).ofSelected(selected));
  }

  @Override
  public void check(int m) {
    Requirement.BULYAN.check("Bulyan", m, q);
  }

  @Override
  public OptionalInt byzantine() {
    return OptionalInt.of(q);
  }

  @Override
  public Bulyan tolerating(int other) {
    return new Bulyan(other, base);
  }

  @Override
  public String toString() {
    return new MemberText("bulyan").with("q", q).with("base", base, Base.KRUM).toString();
  }
}
