package io.github.brsgd.attack;

import io.github.brsgd.aggregation.MemberText;
import java.util.SplittableRandom;

/**
 * Sends, in each coordinate, a value just beyond the honest ones on the side away from their mean's
 * sign: what a rule that looks at one coordinate at a time has to trim or to follow.
 *
 * <pre>
 * mu_j &gt; 0:  uniform in [lo/b, lo] if lo &gt; 0, in [b lo, lo] otherwise
 * mu_j &lt; 0:  uniform in [hi, b hi] if hi &gt; 0, in [hi, hi/b] otherwise
 * mu_j = 0:  0
 * </pre>
 *
 * <p>lo and hi are the least and the largest honest value of the coordinate; each attacker draws
 * its own. An extreme of 0 gives 0: where no gradient comes there is nothing to push. Cost: O(d h)
 * and O(d) per attacker, in parallel.
 *
 * <p>With partial knowledge {@code lo, hi = mu -+ 4 sigma} of the attackers' own honest rows, of
 * which it takes two.
 *
 * <p>Example, b = 2: honest rows (1), (3) give a value in [0.5, 1].
 *
 * @param b how far beyond the extremes the values reach, more than 1 and finite
 * @param knowledge full or partial
 * @see <a href="https://www.usenix.org/conference/usenixsecurity20/presentation/fang">Fang, Cao,
 *     Jia and Gong, "Local model poisoning attacks to Byzantine-robust federated learning", USENIX
 *     Security 2020</a>
 * @since 0.2
 */
public record FangTrim(double b, Knowledge knowledge) implements Attack {

  /** The factor unless set, as in the paper. */
  public static final double DEFAULT_B = 2;

  /** Checks both parameters. */
  public FangTrim {
    if (!(b > 1 && b < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("FangTrim: need b > 1 and finite, got b=" + b);
    }
    Knowledge.check("FangTrim", knowledge, Knowledge.FULL, Knowledge.PARTIAL);
  }

  /**
   * The attack with full knowledge.
   *
   * @param b how far beyond the extremes the values reach, more than 1 and finite
   */
  public FangTrim(double b) {
    this(b, Knowledge.FULL);
  }

  /** The attack with {@link #DEFAULT_B} and full knowledge. */
  public FangTrim() {
    this(DEFAULT_B);
  }

  @Override
  public boolean readsOwnRows() {
    return knowledge != Knowledge.FULL;
  }

  @Override
  public void forge(AttackContext context) {
    boolean full = knowledge == Knowledge.FULL;
    context
        .limitedTo(knowledge)
        .honestRows(full ? 1 : 2)
        .ifPresent(rows -> send(context, full ? Edges.of(rows) : Edges.guessed(rows)));
  }

  private void send(AttackContext context, Edges edges) {
    Drawn.send(context, random -> j -> draw(random, edges, j));
  }

  private double draw(SplittableRandom random, Edges edges, int j) {
    double share = random.nextDouble();
    double edge = edges.value()[j];
    double factor = edges.outwards(j) ? 1 + (b - 1) * share : 1 - (1 - 1 / b) * share;
    return edge * factor;
  }

  @Override
  public String toString() {
    return new MemberText("fang-trim")
        .with("b", b, DEFAULT_B)
        .with("knowledge", knowledge, Knowledge.FULL)
        .toString();
  }
}
