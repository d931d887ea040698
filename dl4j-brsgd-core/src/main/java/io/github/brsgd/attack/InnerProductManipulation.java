package io.github.brsgd.attack;

import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.checks.Check;

/**
 * Sends the honest mean turned around and stretched, to make the aggregate's inner product with the
 * true gradient negative.
 *
 * <pre>x_b = -tau mu,  mu the mean of the honest rows</pre>
 *
 * <p>A small tau hides among noisy gradients, a large one carries plain averaging away. Cost: O(d
 * h).
 *
 * <p>Example, tau = 2: honest rows (1), (3) give (-4).
 *
 * @param tau length of the forged row over that of the honest mean, positive and finite
 * @see <a href="https://arxiv.org/abs/1903.03936">Xie, Koyejo and Gupta, "Fall of empires: breaking
 *     Byzantine-tolerant SGD by inner product manipulation", UAI 2019</a>
 * @since 0.1
 */
public record InnerProductManipulation(double tau) implements Attack {

  /** The factor unless set. */
  public static final double DEFAULT_TAU = 2;

  /** Checks tau. */
  public InnerProductManipulation {
    Check.positive("InnerProductManipulation", "tau", tau);
  }

  /** The attack with {@link #DEFAULT_TAU}. */
  public InnerProductManipulation() {
    this(DEFAULT_TAU);
  }

  @Override
  public boolean readsOwnRows() {
    return false;
  }

  @Override
  public void forge(AttackContext context) {
    context
        .honestRows(1)
        .ifPresent(rows -> context.sendFromAll(rows.mean().muli(-Finite.factor(tau, rows.type()))));
  }

  @Override
  public String toString() {
    return new MemberText("ipm").with("tau", tau, DEFAULT_TAU).toString();
  }
}
