package io.github.brsgd.aggregation;

import io.github.brsgd.linalg.Rows;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Smallest maximum eigenvalue averaging: the mean of the m-q rows that vary least in their worst
 * direction.
 *
 * <pre>
 * S = the (m-q)-subset whose covariance has the least largest eigenvalue
 * A = mean of the rows in S
 * </pre>
 *
 * <p>Equal eigenvalues, to 1e-12: the first subset in lexicographic order of the node indices. The
 * search is exact: half the squared distance of two rows, and the power method, bound the
 * eigenvalue of a subset from below, and what they cannot rule out is decomposed.
 *
 * <p>Requires m &gt;= 2q+1. Cost: O(d m^2) time and up to C(m, q) subsets in O(m^2) each, of which
 * more than a million are refused; O(m^2) memory. Its error is of the best order there is. A bad
 * choice for large q, which cannot pay its cost.
 *
 * <p>Example, q = 1: rows (0), (1), (3), (90) give (4/3).
 *
 * @param q Byzantine rows tolerated, at least 0
 * @see <a href="https://arxiv.org/abs/2302.04787">Allouah, Guerraoui, Gupta, Pinot and Stephan, "On
 *     the privacy-robustness-utility trilemma in distributed learning", ICML 2023</a>
 * @since 0.1
 */
public record Smea(int q) implements RowsAggregator {

  /** Checks q. */
  public Smea {
    Requirement.checkByzantine("Smea", q);
  }

  @Override
  public Aggregation aggregate(Rows rows, AggregationContext context) {
    int m = rows.count();
    check(m);
    double[][] halves = rows.squaredDistances();
    double[][] form = new double[m][m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        halves[i][j] /= 2;
        form[i][j] = -halves[i][j];
      }
    }
    double[] guess = new double[m];
    return SubsetSearch.least(
            halves, m - q, (subset, bound, best) -> eigenvalue(form, subset, bound, best, guess))
        .mean(rows);
  }

  /** The largest eigenvalue of the scatter, m-q times the covariance. */
  private static double eigenvalue(
      double[][] form, int[] subset, double bound, double best, double[] guess) {
    if (bound > Spectrum.FAR) {
      return bound;
    }
    double[] members = new double[form.length];
    Arrays.stream(subset).forEach(i -> members[i] = 1);
    Spectrum spectrum = new Spectrum(form, members);
    if (spectrum.reaches(best / subset.length, guess)) {
      return best;
    }
    double value = subset.length * spectrum.top().variance();
    return value < best * (1 - Spectrum.ROUNDING) ? value : best;
  }

  @Override
  public void check(int m) {
    Requirement.MAJORITY.check("Smea", m, q);
    SubsetSearch.check("Smea", m, q);
  }

  @Override
  public OptionalInt byzantine() {
    return OptionalInt.of(q);
  }

  @Override
  public Smea tolerating(int other) {
    return new Smea(other);
  }

  @Override
  public String toString() {
    return new MemberText("smea").with("q", q).toString();
  }
}
