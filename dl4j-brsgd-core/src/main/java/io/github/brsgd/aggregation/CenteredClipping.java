package io.github.brsgd.aggregation;

import io.github.brsgd.checks.Check;
import io.github.brsgd.linalg.Centre;
import io.github.brsgd.linalg.Rows;
import java.util.Optional;
import java.util.OptionalInt;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Steps from the previous aggregate towards the rows, each row's pull cut off at a radius.
 *
 * <pre>
 * v = previous aggregate, 0 in the first round
 * steps times:  v += (1/m) sum_i (x_i - v) min(1, tau / ||x_i - v||)
 * A = v
 * </pre>
 *
 * <p>The factor is 1 where x_i = v, and 0 for rows of doubles farther than about 1e154. The
 * previous aggregate comes with {@link AggregationContext}; the rule itself remembers nothing. Row
 * weights are those of this call's rows; what they lack of 1 is the weight of the previous
 * aggregate.
 *
 * <p>Runs for m &gt;= 1, any tau &gt; 0; the paper's guarantee asks for q/m of at most about 1/10
 * and for a tau of the size of the honest rows' spread, times sqrt(m/q). Cost: O(steps d m) time,
 * O(d) memory. A bad choice where that size is unknown or changes by orders of magnitude: a small
 * tau moves slowly, a large one is the mean.
 *
 * <p>Example, tau = 1, 1 step, no previous: rows (0.5), (3), (-80) give (1/6).
 *
 * @param tau radius beyond which a row's pull no longer grows, a length, positive and finite
 * @param steps steps taken, at least 1
 * @see <a href="https://proceedings.mlr.press/v139/karimireddy21a.html">Karimireddy, He and Jaggi,
 *     "Learning from history for Byzantine robust optimization", ICML 2021</a>
 * @since 0.1
 */
public record CenteredClipping(double tau, int steps) implements RowsAggregator {

  /** Checks both parameters. */
  public CenteredClipping {
    Check.positive("CenteredClipping", "tau", tau);
    if (steps < 1) {
      throw new IllegalArgumentException("CenteredClipping: need steps >= 1, got steps=" + steps);
    }
  }

  @Override
  public Aggregation aggregate(Rows rows, AggregationContext context) {
    int m = rows.count();
    Optional<INDArray> previous = context.previous().map(vector -> checked(vector, rows));
    Centre centre =
        previous
            .map(point -> new Centre(point, rows.squaredDistances(point)))
            .orElseGet(() -> new Centre(rows.origin(), rows.squaredNorms()));
    double[] weights = new double[m];
    for (int t = 1; ; t++) {
      double[] pulls = pulls(centre.squaredDistances());
      double kept = 1;
      for (double pull : pulls) {
        kept -= pull;
      }
      kept = Math.max(0, kept);
      for (int i = 0; i < m; i++) {
        weights[i] = kept * weights[i] + pulls[i];
      }
      Centre next =
          t < steps
              ? rows.centre(pulls, centre.point(), kept)
              : new Centre(rows.weightedSum(pulls, centre.point(), kept), new double[0]);
      if (t > 1) {
        centre.close();
      }
      if (t == steps) {
        return new Aggregation(next.point(), weights);
      }
      centre = next;
    }
  }

  private double[] pulls(double[] squared) {
    double[] pulls = new double[squared.length];
    for (int i = 0; i < pulls.length; i++) {
      double distance = Math.sqrt(squared[i]);
      pulls[i] = (distance <= tau ? 1 : tau / distance) / pulls.length;
    }
    return pulls;
  }

  private static INDArray checked(INDArray previous, Rows rows) {
    if (previous.length() != rows.length() || previous.dataType() != rows.type()) {
      throw new IllegalArgumentException(
          "CenteredClipping: need a previous aggregate of d="
              + rows.length()
              + " and type "
              + rows.type()
              + ", got length "
              + previous.length()
              + " and type "
              + previous.dataType());
    }
    return previous.reshape(1, rows.length());
  }

  @Override
  public OptionalInt byzantine() {
    return OptionalInt.empty();
  }

  @Override
  public CenteredClipping tolerating(int q) {
    Requirement.checkByzantine("CenteredClipping", q);
    return this;
  }

  @Override
  public String toString() {
    return new MemberText("centered-clipping").with("tau", tau).with("steps", steps, 1).toString();
  }
}
