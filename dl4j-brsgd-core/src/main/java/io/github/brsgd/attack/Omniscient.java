package io.github.brsgd.attack;

import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.checks.Check;
import io.github.brsgd.linalg.Rows;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sends a vector far in the direction opposite to the full gradient.
 *
 * <pre>x_b = -scale sum_i x_i,  over the honest rows</pre>
 *
 * <p>Entries are capped at the largest finite value of the rows' type, so that the row passes every
 * check that a row of infinite values would fail. Cost: O(d h).
 *
 * <p>Example, scale 10: honest rows (1), (3) give (-40).
 *
 * @param scale length of the forged row over that of the honest sum, positive and finite
 * @see <a href="https://papers.nips.cc/paper/6617">Blanchard, El Mhamdi, Guerraoui and Stainer,
 *     "Machine learning with adversaries: Byzantine tolerant gradient descent", NeurIPS 2017</a>
 * @since 0.1
 */
public record Omniscient(double scale) implements Attack {

  /** The factor unless set. */
  public static final double DEFAULT_SCALE = 10;

  /** Checks the scale. */
  public Omniscient {
    Check.positive("Omniscient", "scale", scale);
  }

  /** The attack with {@link #DEFAULT_SCALE}. */
  public Omniscient() {
    this(DEFAULT_SCALE);
  }

  @Override
  public boolean readsOwnRows() {
    return false;
  }

  @Override
  public void forge(AttackContext context) {
    context.honestRows(1).ifPresent(rows -> context.sendFromAll(forged(rows)));
  }

  /** From the mean, which never overflows; the smaller factor first, so that only the end may. */
  private INDArray forged(Rows rows) {
    double factor = -Finite.factor(scale, rows.type());
    return scale < 1
        ? rows.mean().muli(factor).muli(rows.count())
        : rows.mean().muli(rows.count()).muli(factor);
  }

  @Override
  public String toString() {
    return new MemberText("omniscient").with("scale", scale, DEFAULT_SCALE).toString();
  }
}
