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
 * <p>With partial knowledge mu is the mean of the attackers' own honest rows, with none each turns
 * around its own.
 *
 * @param tau length of the forged row over that of the honest mean, positive and finite
 * @param knowledge full, partial or none
 * @see <a href="https://arxiv.org/abs/1903.03936">Xie, Koyejo and Gupta, "Fall of empires: breaking
 *     Byzantine-tolerant SGD by inner product manipulation", UAI 2019</a>
 * @since 0.1
 */
public record InnerProductManipulation(double tau, Knowledge knowledge) implements Attack {

  /** The factor unless set. */
  public static final double DEFAULT_TAU = 2;

  /** Checks both parameters. */
  public InnerProductManipulation {
    Check.positive("InnerProductManipulation", "tau", tau);
    Knowledge.check("InnerProductManipulation", knowledge, Knowledge.values());
  }

  /**
   * The attack with full knowledge.
   *
   * @param tau length of the forged row over that of the honest mean, positive and finite
   */
  public InnerProductManipulation(double tau) {
    this(tau, Knowledge.FULL);
  }

  /** The attack with {@link #DEFAULT_TAU}. */
  public InnerProductManipulation() {
    this(DEFAULT_TAU);
  }

  @Override
  public boolean readsOwnRows() {
    return knowledge != Knowledge.FULL;
  }

  @Override
  public void forge(AttackContext context) {
    Turned.send(context, tau, knowledge);
  }

  @Override
  public String toString() {
    return new MemberText("ipm")
        .with("tau", tau, DEFAULT_TAU)
        .with("knowledge", knowledge, Knowledge.FULL)
        .toString();
  }
}
