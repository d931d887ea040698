package io.github.brsgd.aggregation;

import io.github.brsgd.linalg.Rows;
import java.util.OptionalInt;

/**
 * The mean of the m-q rows that lie closest together.
 *
 * <pre>
 * S = the (m-q)-subset with the least max over i, j in S of ||x_i - x_j||
 * A = mean of the rows in S
 * </pre>
 *
 * <p>Equal diameters: the first subset in lexicographic order of the node indices. The search is
 * exact and leaves out subsets that begin with a pair too far apart.
 *
 * <p>Requires m &gt;= 2q+1. Cost: O(d m^2) time and a search over up to C(m, q) subsets, of which
 * more than a million are refused; O(m^2) memory. A bad choice for large q, and where the honest
 * rows differ much: any subset with an honest outlier loses to one with a Byzantine row near the
 * centre.
 *
 * <p>Example, q = 1: rows (0), (1), (3), (90) give (4/3).
 *
 * @param q Byzantine rows tolerated, at least 0
 * @see <a href="https://arxiv.org/abs/1905.03853">El-Mhamdi, Guerraoui, Guirguis, Hoang and
 *     Rouault, "Genuinely distributed Byzantine machine learning", PODC 2020</a>
 * @see <a href="https://doi.org/10.1007/978-94-009-5438-0_20">Rousseeuw, "Multivariate estimation
 *     with high breakdown point", 1985</a>
 * @since 0.1
 */
public record MinimumDiameterAveraging(int q) implements RowsAggregator {

  /** Checks q. */
  public MinimumDiameterAveraging {
    Requirement.checkByzantine("MinimumDiameterAveraging", q);
  }

  @Override
  public Aggregation aggregate(Rows rows, AggregationContext context) {
    int m = rows.count();
    check(m);
    return SubsetSearch.least(rows.squaredDistances(), m - q, (subset, diameter, best) -> diameter)
        .mean(rows);
  }

  @Override
  public void check(int m) {
    Requirement.MAJORITY.check("MinimumDiameterAveraging", m, q);
    SubsetSearch.check("MinimumDiameterAveraging", m, q);
  }

  @Override
  public OptionalInt byzantine() {
    return OptionalInt.of(q);
  }

  @Override
  public MinimumDiameterAveraging tolerating(int other) {
    return new MinimumDiameterAveraging(other);
  }

  @Override
  public String toString() {
    return new MemberText("minimum-diameter-averaging").with("q", q).toString();
  }
}
