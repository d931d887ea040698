package io.github.brsgd.theory;

import io.github.brsgd.checks.Check;
import java.util.Locale;
import java.util.Optional;

/**
 * How many Byzantine nodes are among s drawn uniformly from m of which b are Byzantine.
 *
 * <pre>P(X = x) = C(b, x) C(m - b, s - x) / C(m, s)</pre>
 *
 * <p>A server that expects at most q of them is wrong in a round with probability P(X &gt; q), and
 * in K rounds with independent draws at least once with probability 1 - (1 - P(X &gt; q))^K. A
 * robust rule promises nothing in such a round.
 *
 * <p>Example: m=100, b=20, s=20, q=6 fails in a round with probability 0.064, in 500 all but
 * certainly.
 *
 * @param nodes m, at least 1
 * @param byzantine b, in 0..m
 * @param drawn s, in 1..m
 * @since 0.2
 */
public record ByzantineDraws(int nodes, int byzantine, int drawn) {

  private static final double MOST = 0.5;

  /** Checks the ranges. */
  public ByzantineDraws {
    Check.atLeast(1, "nodes", nodes);
    if (byzantine < 0 || byzantine > nodes || drawn < 1 || drawn > nodes) {
      throw new IllegalArgumentException(
          "ByzantineDraws: need 0 <= byzantine <= nodes and 1 <= drawn <= nodes, got nodes="
              + nodes
              + ", byzantine="
              + byzantine
              + ", drawn="
              + drawn);
    }
  }

  /**
   * The probability that a round draws more than q Byzantine nodes. O(m), relative error below 1e-9
   * for a million nodes.
   *
   * @param q at least 0
   * @return P(X &gt; q)
   */
  public double tail(int q) {
    Check.atLeast(0, "q", q);
    double[] tails = tails();
    return q < tails.length ? tails[q] : 0;
  }

  /** P(X &gt; q) for q = 0..min(b, s). */
  private double[] tails() {
    double[] logFactorials = new double[nodes + 1];
    for (int n = 2; n <= nodes; n++) {
      logFactorials[n] = logFactorials[n - 1] + Math.log(n);
    }
    double[] tails = new double[Math.min(byzantine, drawn) + 1];
    // From the far end, where the terms are smallest.
    for (int x = tails.length - 1; x > 0; x--) {
      tails[x - 1] = Math.min(1, tails[x] + probability(x, logFactorials));
    }
    return tails;
  }

  private double probability(int x, double[] logFactorials) {
    if (drawn - x > nodes - byzantine) {
      return 0;
    }
    return Math.exp(
        logChoose(byzantine, x, logFactorials)
            + logChoose(nodes - byzantine, drawn - x, logFactorials)
            - logChoose(nodes, drawn, logFactorials));
  }

  private static double logChoose(int n, int k, double[] logFactorials) {
    return logFactorials[n] - logFactorials[k] - logFactorials[n - k];
  }

  /**
   * The probability that at least one of some rounds draws more than q.
   *
   * @param q at least 0
   * @param rounds K, at least 1
   * @return 1 - (1 - P(X &gt; q))^K
   */
  public double tailOverRun(int q, int rounds) {
    return overRun(tail(q), rounds);
  }

  private static double overRun(double tail, int rounds) {
    Check.atLeast(1, "rounds", rounds);
    return tail >= 1 ? 1 : -Math.expm1(rounds * Math.log1p(-tail));
  }

  /**
   * The least q that keeps the risk of a run.
   *
   * @param risk of a run in which some round draws more than q, in (0, 1)
   * @param rounds K, at least 1
   * @return q, at most min(b, s)
   */
  public int leastTolerance(double risk, int rounds) {
    if (!(risk > 0 && risk < 1)) {
      throw new IllegalArgumentException("risk: need 0 < risk < 1, got " + risk);
    }
    double[] tails = tails();
    int q = 0;
    while (overRun(tails[q], rounds) > risk) {
      q++;
    }
    return q;
  }

  /**
   * The fewest nodes to draw, with the least q for them, such that the risk of a run is kept and a
   * majority of those drawn is honest.
   *
   * @param risk of a run in which some round draws more than q, in (0, 1)
   * @param rounds K, at least 1
   * @return s and q with 2q &lt; s; empty if b is half of the nodes or more
   */
  public Optional<Draw> leastDraw(double risk, int rounds) {
    for (int s = 1; s <= nodes; s++) {
      int q = new ByzantineDraws(nodes, byzantine, s).leastTolerance(risk, rounds);
      if (2 * q < s) {
        return Optional.of(new Draw(s, q));
      }
    }
    return Optional.empty();
  }

  /**
   * A number of nodes to draw and what to tolerate among them.
   *
   * @param drawn s
   * @param byzantine q
   * @since 0.2
   */
  public record Draw(int drawn, int byzantine) {}

  /**
   * Refuses a tolerance that the draws exceed in more than half of the rounds.
   *
   * @param q what the server tolerates
   * @throws IllegalArgumentException if P(X &gt; q) is above 1/2
   */
  public void check(int q) {
    double tail = tail(q);
    if (tail > MOST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "byzantine: with %d of %d nodes Byzantine and %d drawn, more than q=%d of these are"
                  + " Byzantine with probability %.3f in each round; need at most 0.5, so q >= %d",
              byzantine,
              nodes,
              drawn,
              q,
              tail,
              leastTolerance(MOST, 1)));
    }
  }

  /**
   * What to know before a run.
   *
   * @param q what the server tolerates
   * @param rounds K
   * @param risk that a user may want to keep
   * @return sentences without a line break
   */
  public String describe(int q, int rounds, double risk) {
    String better =
        leastDraw(risk, rounds)
            .map(
                draw ->
                    String.format(
                        Locale.ROOT,
                        "at least %d nodes with q=%d keep that at %s",
                        draw.drawn(),
                        draw.byzantine(),
                        risk))
            .orElse("no draw with an honest majority keeps that at " + risk);
    return String.format(
        Locale.ROOT,
        "%d of %d nodes a round, %d of all Byzantine: more than q=%d of those drawn with"
            + " probability %.3g in a round, %.3g in one of %d rounds; with %d nodes q=%d, or %s",
        drawn,
        nodes,
        byzantine,
        q,
        tail(q),
        tailOverRun(q, rounds),
        rounds,
        drawn,
        leastTolerance(risk, rounds),
        better);
  }
}
