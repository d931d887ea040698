package io.github.brsgd.diagnostics;

import io.github.brsgd.state.StateReader;
import io.github.brsgd.state.StateWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** All that is remembered of one node over the rounds: sums, evidence, verdict. */
final class NodeTally {

  private static final int NEVER = -1;

  /** Rounds' worth of weight after which a network may have come to fit one node's data. */
  private static final double LONG = 30;

  private final Wager[] wagers;
  private final double[] happened;
  private final double[] chances;
  private final int[] pending;
  private int rounds;
  private int screened;
  private int measured;
  private double scores;
  private int useKnown;
  private double use;
  private double followed;
  private double fair;
  private int since = NEVER;

  /**
   * Nothing seen yet.
   *
   * @param sides how many things are bet on
   */
  NodeTally(int sides) {
    wagers = new Wager[sides];
    Arrays.setAll(wagers, side -> new Wager());
    happened = new double[sides];
    chances = new double[sides];
    pending = new int[sides];
  }

  /** The node answered in this round. */
  void answered() {
    rounds++;
  }

  /** Its row held NaN or infinite values. */
  void setAside() {
    screened++;
  }

  /** How far off the row was. */
  void measured(double score) {
    measured++;
    scores += score;
  }

  /** The row's weight in the aggregate, which is of so many rows. */
  void followed(double weight, int rows) {
    followed += weight;
    fair += 1.0 / rows;
  }

  /**
   * Whether the rule has followed this node for long and at least twice as much as the mean of the
   * same rows would. The network then fits its data, and its rows are small without fault of its.
   */
  boolean isFavoured() {
    return followed > LONG && followed > 2 * fair;
  }

  /** How much of the row was used. */
  void used(double share) {
    useKnown++;
    use += share;
  }

  /** What happened on one side, and how often it may. */
  void seen(int side, double share, double chance) {
    happened[side] += share;
    chances[side] += chance;
    pending[side]++;
  }

  /** Bets on all that was seen since the last time. */
  void bet() {
    for (int side = 0; side < wagers.length; side++) {
      if (pending[side] > 0) {
        wagers[side].bet(happened[side] / pending[side], chances[side] / pending[side]);
        happened[side] = 0;
        chances[side] = 0;
        pending[side] = 0;
      }
    }
  }

  /** Log of the mean of the wagers; infinite once a row was set aside, which is proof. */
  double logEvidence() {
    if (screened > 0) {
      return Double.POSITIVE_INFINITY;
    }
    double sum = Double.NEGATIVE_INFINITY;
    for (Wager wager : wagers) {
      sum = Wager.logSum(sum, wager.logValue());
    }
    return sum - Math.log(wagers.length);
  }

  /** Suspects the node from this round on; true if it was not suspected before. */
  boolean suspect(int round) {
    if (since != NEVER) {
      return false;
    }
    since = round;
    return true;
  }

  boolean isSuspected() {
    return since != NEVER;
  }

  NodeVerdict verdict(int node) {
    return new NodeVerdict(
        node,
        rounds,
        screened,
        mean(use, useKnown),
        mean(scores, measured),
        logEvidence(),
        since == NEVER ? OptionalInt.empty() : OptionalInt.of(since));
  }

  private static OptionalDouble mean(double sum, int count) {
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
  }

  void write(StateWriter out) throws IOException {
    for (int side = 0; side < wagers.length; side++) {
      wagers[side].write(out);
      out.real(happened[side]);
      out.real(chances[side]);
      out.integer(pending[side]);
    }
    out.integer(rounds);
    out.integer(screened);
    out.integer(measured);
    out.real(scores);
    out.integer(useKnown);
    out.real(use);
    out.real(followed);
    out.real(fair);
    out.integer(since);
  }

  static NodeTally read(StateReader in, int sides) throws IOException {
    NodeTally tally = new NodeTally(sides);
    for (int side = 0; side < sides; side++) {
      tally.wagers[side] = Wager.read(in);
      tally.happened[side] = in.real();
      tally.chances[side] = in.real();
      tally.pending[side] = in.integer();
    }
    tally.rounds = in.integer();
    tally.screened = in.integer();
    tally.measured = in.integer();
    tally.scores = in.real();
    tally.useKnown = in.integer();
    tally.use = in.real();
    tally.followed = in.real();
    tally.fair = in.real();
    tally.since = in.integer();
    return tally;
  }
}
