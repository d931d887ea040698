package io.github.brsgd.diagnostics;

import io.github.brsgd.state.StateReader;
import io.github.brsgd.state.StateWriter;
import java.io.IOException;
import java.util.Arrays;

/**
 * Evidence that something happens more often than it may: the wealth of somebody who starts with 1
 * and bets on it at odds that are fair if it happens as often as it may.
 *
 * <pre>
 * bet j at stake c:  M_j = (M_(j-1) + w_j) (1 + c (s_j - p_j) / p_j),   w_j = 1 / (j (j + 1))
 * E_j = 1 / (j + 1) + mean of M_j over the stakes c
 * </pre>
 *
 * <p>s_j in [0, 1] is what happened, p_j how often it may. Part w_j of the first wealth is kept
 * until bet j, so that somebody who turns late is found too. If the expectation of s_j given all
 * before it never exceeds p_j, E is a nonnegative supermartingale that starts at 1, and by Ville's
 * inequality ever reaches x with chance at most 1/x, however long one waits. Logarithms throughout.
 */
final class Wager {

  /** Shares of the wealth that a bet puts at stake; below 1, so that none is ever lost whole. */
  static final double[] STAKES = {0.25, 0.5, 0.75, 0.95};

  private final double[] logWealth = new double[STAKES.length];
  private int bets;

  Wager() {
    Arrays.fill(logWealth, Double.NEGATIVE_INFINITY);
  }

  /**
   * One bet.
   *
   * @param happened s in [0, 1]
   * @param chance p in (0, 1]
   */
  void bet(double happened, double chance) {
    bets++;
    double entering = -Math.log(bets) - Math.log(bets + 1.0);
    for (int i = 0; i < STAKES.length; i++) {
      double gain = Math.log1p(STAKES[i] * (happened - chance) / chance);
      logWealth[i] = logSum(logWealth[i], entering) + gain;
    }
  }

  /** log E. */
  double logValue() {
    double sum = Double.NEGATIVE_INFINITY;
    for (double wealth : logWealth) {
      sum = logSum(sum, wealth);
    }
    return logSum(sum - Math.log(STAKES.length), -Math.log(bets + 1.0));
  }

  /** {@code log(exp(a) + exp(b))}. */
  static double logSum(double a, double b) {
    double larger = Math.max(a, b);
    return larger == Double.NEGATIVE_INFINITY
        ? larger
        : larger + Math.log1p(Math.exp(Math.min(a, b) - larger));
  }

  void write(StateWriter out) throws IOException {
    out.integer(bets);
    for (double wealth : logWealth) {
      out.real(wealth);
    }
  }

  static Wager read(StateReader in) throws IOException {
    Wager wager = new Wager();
    wager.bets = in.integer();
    for (int i = 0; i < STAKES.length; i++) {
      wager.logWealth[i] = in.real();
    }
    return wager;
  }
}
