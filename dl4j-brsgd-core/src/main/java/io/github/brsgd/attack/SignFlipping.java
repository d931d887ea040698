package io.github.brsgd.attack;

import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.checks.Check;

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
 * <p>With partial knowledge mu is the mean of the attackers' own honest rows; {@code own} is the
 * attack with no knowledge.
 *
 * @param own whether each attacker flips its own gradient instead of the honest mean
 * @param scale length of the forged row over that of the flipped one, positive and finite
 * @param knowledge full or partial; none if and only if {@code own}
 * @see <a href="https://arxiv.org/abs/1811.03761">Li, Xu, Chen, Giannakis and Ling, "RSA:
 *     Byzantine-robust stochastic aggregation methods", AAAI 2019</a>
 * @since 0.1
 */
public record SignFlipping(boolean own, double scale, Knowledge knowledge) implements Attack {

  /** Checks all parameters. */
  public SignFlipping {
    Check.positive("SignFlipping", "scale", scale);
    Knowledge.check("SignFlipping", knowledge, Knowledge.values());
    if (own != (knowledge == Knowledge.NONE)) {
      throw new IllegalArgumentException(
          "SignFlipping: need own with knowledge=none and with no other, got own="
              + own
              + ", knowledge="
              + knowledge.word());
    }
  }

  /**
   * The attack with full knowledge, or with none.
   *
   * @param own whether each attacker flips its own gradient instead of the honest mean
   * @param scale length of the forged row over that of the flipped one, positive and finite
   */
  public SignFlipping(boolean own, double scale) {
    this(own, scale, own ? Knowledge.NONE : Knowledge.FULL);
  }

  /** The opposite of the honest mean. */
  public SignFlipping() {
    this(false, 1);
  }

  @Override
  public boolean readsOwnRows() {
    return knowledge != Knowledge.FULL;
  }

  @Override
  public void forge(AttackContext context) {
    Turned.send(context, scale, knowledge);
  }

  @Override
  public String toString() {
    return new MemberText("sign-flip")
        .with("own", own, false)
        .with("scale", scale, 1.0)
        .with("knowledge", knowledge, own ? Knowledge.NONE : Knowledge.FULL)
        .toString();
  }
}
