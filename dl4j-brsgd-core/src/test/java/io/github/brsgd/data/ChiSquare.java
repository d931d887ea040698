package io.github.brsgd.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/** Pearson's test of counts. */
final class ChiSquare {

  private static final double FALSE_ALARM = 1e-6;
  private static final double LEAST_EXPECTED = 5;

  private ChiSquare() {}

  /** Bins in which too few are expected are taken together with the next. */
  static void assertFits(long[] seen, double[] expected) {
    double statistic = 0;
    int bins = 0;
    double open = 0;
    double hoped = 0;
    double rest = 0;
    for (double value : expected) {
      rest += value;
    }
    for (int i = 0; i < seen.length; i++) {
      open += seen[i];
      hoped += expected[i];
      rest -= expected[i];
      if (hoped >= LEAST_EXPECTED && (rest >= LEAST_EXPECTED || i == seen.length - 1)) {
        statistic += (open - hoped) * (open - hoped) / hoped;
        bins++;
        open = 0;
        hoped = 0;
      }
    }
    assertThat(hoped).as("nothing left over").isLessThan(1e-6);
    assertThat(bins).isGreaterThan(1);
    assertThat(statistic)
        .as("chi-square of %s bins", bins)
        .isLessThan(
            new ChiSquaredDistribution(bins - 1).inverseCumulativeProbability(1 - FALSE_ALARM));
  }
}
