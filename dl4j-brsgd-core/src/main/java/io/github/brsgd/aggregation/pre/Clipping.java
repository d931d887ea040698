package io.github.brsgd.aggregation.pre;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.aggregation.Requirement;
import io.github.brsgd.checks.Check;
import io.github.brsgd.linalg.Rows;
import java.util.OptionalInt;

/**
 * Shortens rows to a fixed length.
 *
 * <pre>y_i = x_i min(1, c / ||x_i||)</pre>
 *
 * <p>The factor is 1 at norm 0. Rows of doubles longer than about 1e154, whose norm is beyond
 * double, become 0.
 *
 * <p>Runs for m &gt;= 1; rows out: m. Cost: O(d m) time, O(m^2) memory. A bad choice where the
 * length of honest gradients is unknown or falls during training: then see {@link
 * AdaptiveRobustClipping}.
 *
 * <p>Example, c = 2: rows (3, 4), (0, 1) become (1.2, 1.6), (0, 1).
 *
 * @param c the greatest length left, positive and finite
 * @see <a href="https://arxiv.org/abs/2405.14432">Allouah, Guerraoui, Gupta, Jellouli, Rizk and
 *     Stephan, "Adaptive gradient clipping for robust federated learning", ICLR 2025</a>
 * @since 0.1
 */
public record Clipping(double c) implements PreAggregator {

  /** Checks c. */
  public Clipping {
    Check.positive("Clipping", "c", c);
  }

  @Override
  public double[][] mixing(Rows rows, AggregationContext context) {
    return to(c, rows.squaredNorms());
  }

  /** The diagonal matrix that shortens rows of these squared norms to a length. */
  static double[][] to(double length, double[] squaredNorms) {
    double[][] weights = new double[squaredNorms.length][squaredNorms.length];
    for (int i = 0; i < weights.length; i++) {
      double norm = Math.sqrt(squaredNorms[i]);
      weights[i][i] = norm <= length ? 1 : length / norm;
    }
    return weights;
  }

  @Override
  public int rowsOut(int m) {
    return m;
  }

  @Override
  public boolean keepsNodes() {
    return true;
  }

  @Override
  public OptionalInt byzantine() {
    return OptionalInt.empty();
  }

  @Override
  public Clipping tolerating(int q) {
    Requirement.checkByzantine("Clipping", q);
    return this;
  }

  @Override
  public String toString() {
    return new MemberText("clip").with("c", c).toString();
  }
}
