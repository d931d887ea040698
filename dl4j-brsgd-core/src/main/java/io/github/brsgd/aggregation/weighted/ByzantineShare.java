package io.github.brsgd.aggregation.weighted;

import io.github.brsgd.checks.ValueText;

/** What is asked of the share of weight that may be Byzantine. */
final class ByzantineShare {

  /** Below one half by more than rounding. */
  private static final double LARGEST = 0.5 - 1e-9;

  /** Shares that are sums and quotients of weights are right to this. */
  private static final double ROUNDING = 1e-12;

  private ByzantineShare() {}

  /** Checks the share alone, for constructors; {@code rule} is for the message. */
  static void check(String rule, double share) {
    if (!(share >= 0 && share <= LARGEST)) {
      throw new IllegalArgumentException(
          rule + ": need 0 <= share < 1/2, got share=" + ValueText.of(share));
    }
  }

  /** Checks that q of m rows hold no more than the share, whoever they are. */
  static void check(WeightedAggregator rule, int m, int q) {
    if (fits(rule, m, q, rule.share())) {
      return;
    }
    double held = rule.weights().largestShare(m, q);
    int most = q;
    while (!fits(rule, m, most, rule.share())) {
      most--;
    }
    throw new IllegalArgumentException(
        rule.getClass().getSimpleName()
            + ": q="
            + q
            + " of m="
            + m
            + " rows may hold a share of "
            + held
            + " of the weight, more than share="
            + ValueText.of(rule.share())
            + " (share="
            + ValueText.of(rule.share())
            + " tolerates at most q="
            + most
            + (held <= LARGEST ? "" : ", and no share below 1/2 tolerates q=" + q)
            + ")");
  }

  private static boolean fits(WeightedAggregator rule, int m, int q, double share) {
    return q == 0 || rule.weights().largestShare(m, q) <= share * (1 + ROUNDING);
  }
}
