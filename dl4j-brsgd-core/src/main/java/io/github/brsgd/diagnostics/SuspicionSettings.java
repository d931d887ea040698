package io.github.brsgd.diagnostics;

import io.github.brsgd.checks.Check;

/**
 * What a {@link Suspicion} may get wrong, and what it takes for harmless.
 *
 * @param falseAlarmRate alpha in (0, 1): the chance that, in a whole run without an attack, any
 *     node at all is suspected
 * @param margin how far an honest node may differ from the others for good: its odds of being among
 *     the most extreme are at most so many times theirs; at least 1, which says that all nodes draw
 *     from the same data
 * @param everyRounds rounds from which one bet is made, at least 1; 1 unless the rows of a node
 *     depend on its earlier ones given the network
 * @param momentum beta in [0, 1) of a momentum that the nodes send, 0 for none: each is then judged
 *     by what it puts into its momentum in a round, which does not depend on its earlier rows
 * @since 0.2
 */
public record SuspicionSettings(
    double falseAlarmRate, double margin, int everyRounds, double momentum) {

  private static final double FALSE_ALARM_RATE = 0.05;
  private static final double MARGIN = 5;

  /** Checks the ranges. */
  public SuspicionSettings {
    if (!(falseAlarmRate > 0 && falseAlarmRate < 1)) {
      throw new IllegalArgumentException(
          "falseAlarmRate: need a value in (0, 1), got " + falseAlarmRate);
    }
    if (!(margin >= 1 && margin < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("margin: need a finite value >= 1, got " + margin);
    }
    Check.atLeast(1, "everyRounds", everyRounds);
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException("momentum: need a value in [0, 1), got " + momentum);
    }
  }

  /**
   * Settings for nodes that send no momentum.
   *
   * @param falseAlarmRate alpha in (0, 1)
   * @param margin at least 1
   * @param everyRounds at least 1
   */
  public SuspicionSettings(double falseAlarmRate, double margin, int everyRounds) {
    this(falseAlarmRate, margin, everyRounds, 0);
  }

  /** A rate of 0.05, a margin of 5, a bet in every round. */
  public SuspicionSettings() {
    this(FALSE_ALARM_RATE, MARGIN, 1);
  }

  /**
   * The same for nodes that send a momentum.
   *
   * @param beta in [0, 1)
   * @return settings that differ in nothing else
   */
  public SuspicionSettings withMomentum(double beta) {
    return new SuspicionSettings(falseAlarmRate, margin, everyRounds, beta);
  }
}
