package io.github.brsgd.aggregation.pre;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.aggregation.Requirement;
import io.github.brsgd.linalg.Rows;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Shortens the longest rows to the length of the next.
 *
 * <pre>
 * k = floor(2 q (m-q) / m)
 * y_i = x_i min(1, c / ||x_i||), c the (k+1)-th largest norm
 * </pre>
 *
 * <p>The length follows the rows, so that the guarantee of the rule behind it stays, which a fixed
 * length takes away. Factors are 1 at norm 0. Rows of doubles longer than about 1e154 become 0.
 *
 * <p>Requires m &gt;= 2q+1; rows out: m. Cost: O(d m) time, O(m^2) memory. A bad choice before a
 * rule that compares lengths already ({@code cge}).
 *
 * <p>Example, q = 1 (k = 1): rows (1), (-2), (9) become (1), (-2), (2).
 *
 * @param q Byzantine rows tolerated, at least 0
 * @see <a href="https://arxiv.org/abs/2405.14432">Allouah, Guerraoui, Gupta, Jellouli, Rizk and
 *     Stephan, "Adaptive gradient clipping for robust federated learning", ICLR 2025</a>
 * @since 0.1
 */
public record AdaptiveRobustClipping(int q) implements PreAggregator {

  /** Checks q. */
  public AdaptiveRobustClipping {
    Requirement.checkByzantine("AdaptiveRobustClipping", q);
  }

  @Override
  public double[][] mixing(Rows rows, AggregationContext context) {
    int m = rows.count();
    check(m);
    double[] squared = rows.squaredNorms();
    double[] sorted = squared.clone();
    Arrays.sort(sorted);
    int clipped = (int) (2L * q * (m - q) / m);
    return Clipping.to(Math.sqrt(sorted[m - 1 - clipped]), squared, rows.type());
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
  public boolean scalesRows() {
    return true;
  }

  @Override
  public void check(int m) {
    Requirement.MAJORITY.check("AdaptiveRobustClipping", m, q);
  }

  @Override
  public OptionalInt byzantine() {
    return OptionalInt.of(q);
  }

  @Override
  public AdaptiveRobustClipping tolerating(int other) {
    return new AdaptiveRobustClipping(other);
  }

  @Override
  public String toString() {
    return new MemberText("arc").with("q", q).toString();
  }
}
