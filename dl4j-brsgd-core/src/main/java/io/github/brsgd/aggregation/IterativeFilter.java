package io.github.brsgd.aggregation;

import io.github.brsgd.linalg.Rows;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Spectral filtering: takes weight off the rows that stand out in the direction of largest
 * variance, until twice the Byzantine rows' weight is gone.
 *
 * <pre>
 * c_i = 1
 * while m - sum c &lt; 2q:
 *   mu = sum c_i x_i / sum c,  M = sum c_i (x_i - mu)(x_i - mu)^T / sum c
 *   (lambda, v) = top eigenpair of M;  A = mu if lambda is the least so far
 *   tau_i = &lt;v, x_i - mu&gt;^2;  c_i *= 1 - tau_i / max tau, the maximum over rows with c_i &gt; 0
 * </pre>
 *
 * <p>Each pass leaves at least one row without weight, so there are at most m. With q = 0, and
 * where rows are equal, the result is their mean. The eigenpair comes from the m x m Gram matrix
 * around the median. Rows of doubles longer than 1e145 count as removed from the start. Known as
 * CAF too: the same passes, told from the weight left, at most m-2q in the end.
 *
 * <p>Requires m &gt;= 2q+1; guaranteed for q well below m/2. Cost: O(d m^2) time and O(m^3) per
 * pass, O(m^2) memory. A bad choice for small m, where the variance of a few rows says little.
 *
 * <p>Example, q = 1: rows (0), (1), (2), (90) give about (1).
 *
 * @param q Byzantine rows tolerated, at least 0
 * @see <a href="https://arxiv.org/abs/1804.10140">Su and Xu, "Securing distributed gradient descent
 *     in high dimensional statistical learning", 2018</a>
 * @see <a href="https://arxiv.org/abs/1703.04940">Steinhardt, Charikar and Valiant, "Resilience: a
 *     criterion for learning in the presence of arbitrary outliers", ITCS 2018</a>
 * @see <a href="https://arxiv.org/abs/2505.01874">Allouah, Guerraoui and Stephan, "Towards
 *     trustworthy federated learning with untrusted participants", ICML 2025, as CAF</a>
 * @since 0.1
 */
public record IterativeFilter(int q) implements RowsAggregator {

  /** Checks q. */
  public IterativeFilter {
    Requirement.checkByzantine("IterativeFilter", q);
  }

  @Override
  public Aggregation aggregate(Rows rows, AggregationContext context) {
    int m = rows.count();
    check(m);
    double[] weights = filter(rows.centredGram());
    double total = Arrays.stream(weights).sum();
    Arrays.setAll(weights, i -> weights[i] / total);
    return new Aggregation(rows.weightedSum(weights), weights);
  }

  private double[] filter(double[][] gram) {
    double[] c = Spectrum.near(gram);
    double[] best = c;
    double least = Double.POSITIVE_INFINITY;
    do {
      Spectrum.Top top = new Spectrum(gram, c).top();
      if (top.variance() < least) {
        least = top.variance();
        best = c.clone();
      }
      double[] tau = top.squaredProjections();
      double largest = Arrays.stream(tau).max().getAsDouble();
      if (largest == 0) {
        break;
      }
      for (int i = 0; i < c.length; i++) {
        c[i] *= 1 - tau[i] / largest;
      }
    } while (gram.length - Arrays.stream(c).sum() < 2 * q);
    return best;
  }

  @Override
  public void check(int m) {
    Requirement.MAJORITY.check("IterativeFilter", m, q);
  }

  @Override
  public OptionalInt byzantine() {
    return OptionalInt.of(q);
  }

  @Override
  public IterativeFilter tolerating(int other) {
    return new IterativeFilter(other);
  }

  @Override
  public String toString() {
    return new MemberText("iterative-filter").with("q", q).toString();
  }
}
