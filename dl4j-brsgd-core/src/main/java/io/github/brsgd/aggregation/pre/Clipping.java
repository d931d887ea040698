package io.github.brsgd.aggregation.pre;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.aggregation.Requirement;
import io.github.brsgd.checks.Check;
import io.github.brsgd.linalg.Rows;
import java.util.OptionalInt;
import org.nd4j.linalg.api.buffer.DataType;

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
    return to(c, rows);
  }

  /** The diagonal matrix that shortens rows to a length. */
  static double[][] to(double length, Rows rows) {
    return to(length, rows.squaredNorms(), rows.type());
  }

  /** The same for squared norms that are known, of rows of this type. */
  static double[][] to(double length, double[] squaredNorms, DataType type) {
    double[][] weights = new double[squaredNorms.length][squaredNorms.length];
    for (int i = 0; i < weights.length; i++) {
      double norm = Math.sqrt(squaredNorms[i]);
      weights[i][i] = norm <= length ? 1 : factor(length / norm, type);
    }
    return weights;
  }

  /**
   * A factor that rows of this type can be multiplied by within it: for floats the next float
   * below. Products with it are rounded once, as with any other, and several times faster.
   */
  static double factor(double exact, DataType type) {
    if (type != DataType.FLOAT || exact < Float.MIN_NORMAL || exact > Float.MAX_VALUE) {
      return exact;
    }
    float near = (float) exact;
    return near > exact ? Math.nextDown(near) : near;
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
