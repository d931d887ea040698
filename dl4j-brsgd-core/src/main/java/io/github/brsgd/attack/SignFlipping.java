package io.github.brsgd.attack;

import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.checks.Check;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sends the opposite of the honest mean, or of the attacker's own gradient.
 *
 * <pre>
 * x_b = -scale mu,   mu the mean of the honest rows
 * x_b = -scale g_b,  g_b the gradient that node b computed, if {@code own}
 * </pre>
 *
 * <p>Cost: O(d h). Plain averaging turns around once the attackers hold more than half of the
 * weight, {@code scale q > m - q}; with {@code own} the attackers need not know each other.
 *
 * <p>Example, scale 1: honest rows (1), (3) give (-2).
 *
 * @param own whether each attacker flips its own gradient instead of the honest mean
 * @param scale length of the forged row over that of the flipped one, positive and finite
 * @see <a href="https://arxiv.org/abs/1811.03761">Li, Xu, Chen, Giannakis and Ling, "RSA:
 *     Byzantine-robust stochastic aggregation methods", AAAI 2019</a>
 * @since 0.1
 */
public record SignFlipping(boolean own, double scale) implements Attack {

  /** Checks the scale. */
  public SignFlipping {
    Check.positive("SignFlipping", "scale", scale);
  }

  /** The opposite of the honest mean. */
  public SignFlipping() {
    this(false, 1);
  }

  @Override
  public boolean readsOwnRows() {
    return own;
  }

  @Override
  public void forge(AttackContext context) {
    if (own) {
      for (int node : context.byzantine()) {
        INDArray gradient = context.updates().getRow(node, true);
        context.send(node, gradient.mul(-Finite.factor(scale, gradient.dataType())));
      }
    } else {
      context
          .honestRows(1)
          .ifPresent(
              rows -> context.sendFromAll(rows.mean().muli(-Finite.factor(scale, rows.type()))));
    }
  }

  @Override
  public String toString() {
    return new MemberText("sign-flip").with("own", own, false).with("scale", scale, 1.0).toString();
  }
}
