package io.github.brsgd.aggregation;

import io.github.brsgd.linalg.Rows;
import java.util.OptionalInt;

/**
 * The mean of the m-q shortest rows.
 *
 * <pre>A = mean of the m-q rows x_i with the least ||x_i||</pre>
 *
 * <p>Variant: the mean, where the paper takes the sum. Equal norms: the lower node index first.
 *
 * <p>Requires m &gt;= 2q+1. Cost: O(d m) time, no memory beyond the result. A bad choice against
 * attackers who keep short: a row of honest length in the opposite direction stays in, and near the
 * optimum, where gradients are noise, that is the direction of the result.
 *
 * <p>Example, q = 1: rows (0), (1), (3), (-90) give (4/3).
 *
 * @param q Byzantine rows tolerated, at least 0
 * @see <a href="https://arxiv.org/abs/2008.04699">Gupta, Liu and Vaidya, "Byzantine fault-tolerant
 *     distributed machine learning using stochastic gradient descent (SGD) and norm-based
 *     comparative gradient elimination (CGE)", 2020</a>
 * @since 0.1
 */
public record ComparativeGradientElimination(int q) implements RowsAggregator {

  /** Checks q. */
  public ComparativeGradientElimination {
    Requirement.checkByzantine("ComparativeGradientElimination", q);
  }

  @Override
  public Aggregation aggregate(Rows rows, AggregationContext context) {
    int m = rows.count();
    check(m);
    return Selection.leastOf(rows.squaredNorms(), m - q).mean(rows);
  }

  @Override
  public void check(int m) {
    Requirement.MAJORITY.check("ComparativeGradientElimination", m, q);
  }

  @Override
  public OptionalInt byzantine() {
    return OptionalInt.of(q);
  }

  @Override
  public ComparativeGradientElimination tolerating(int other) {
    return new ComparativeGradientElimination(other);
  }

  @Override
  public String toString() {
    return new MemberText("cge").with("q", q).toString();
  }
}
