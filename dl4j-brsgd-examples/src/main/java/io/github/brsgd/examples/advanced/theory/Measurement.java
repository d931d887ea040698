package io.github.brsgd.examples.advanced.theory;

import io.github.brsgd.theory.ByzantineResilience;
import io.github.brsgd.theory.ConvergenceConstants;
import io.github.brsgd.theory.ConvergenceRate;
import io.github.brsgd.theory.ExpectedSmoothness;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A contest over all seeds: the running minimum of {@code ||grad F||}, its mean and spread, beside
 * the bound of Corollary 4.1.
 *
 * <p>With {@code s = c sigma} the constants are those of {@link
 * ByzantineResilience#ofRelativeError}: {@code sin alpha = s}, {@code B' = (1 + s)^2}, and alpha_0
 * is that of (4.1). The theorem bounds {@code min_k E ||grad F(w_k)||}, which is at least the mean
 * of the minima shown; {@code largestRatio} is taken with the former, so it is the harder of the
 * two to keep below 1.
 */
@SuppressWarnings("ArrayRecordComponent") // made here, read by the report
record Measurement(
    Contest contest,
    ConvergenceRate rate,
    int[] rounds,
    double[] mean,
    double[] deviation,
    double[] bound,
    double slope,
    double largestRatio) {

  /** The bound for a rule. */
  static ConvergenceRate rate(RelativeError error, double p) {
    double b = 1 + Contest.SIGMA * Contest.SIGMA;
    return ConvergenceRate.largestSteps(
        new ConvergenceConstants(
            Landscape.SMOOTHNESS,
            Landscape.value(Landscape.start()),
            new ExpectedSmoothness(0, b, 0),
            ByzantineResilience.ofRelativeError(error.c() * Contest.SIGMA, b)),
        p);
  }

  /** Runs all seeds. */
  static Measurement of(Contest contest, RelativeError error, int rounds, int seeds) {
    ConvergenceRate rate = rate(error, contest.p());
    int[] at = checkpoints(rounds);
    double[][] minima = new double[seeds][];
    double[] sums = new double[rounds];
    for (int seed = 0; seed < seeds; seed++) {
      double[] norms = Descent.norms(contest, rate.steps().alpha0(), rounds, seed);
      for (int k = 0; k < rounds; k++) {
        sums[k] += norms[k] / seeds;
      }
      minima[seed] = atCheckpoints(norms, at);
    }
    double[] mean = new double[at.length];
    double[] deviation = new double[at.length];
    for (int c = 0; c < at.length; c++) {
      int column = c;
      double[] values = Arrays.stream(minima).mapToDouble(row -> row[column]).toArray();
      mean[c] = Arrays.stream(values).average().orElseThrow();
      double centre = mean[c];
      double squares = Arrays.stream(values).map(v -> (v - centre) * (v - centre)).sum();
      deviation[c] = Math.sqrt(squares / Math.max(1, seeds - 1));
    }
    double[] bound = Arrays.stream(at).mapToDouble(rate::bound).toArray();
    double[] leastMean = atCheckpoints(sums, at);
    double ratio =
        IntStream.range(0, at.length).mapToDouble(c -> leastMean[c] / bound[c]).max().orElseThrow();
    return new Measurement(contest, rate, at, mean, deviation, bound, slope(at, mean), ratio);
  }

  /** The running minimum after each of these numbers of rounds. */
  private static double[] atCheckpoints(double[] values, int[] at) {
    double[] result = new double[at.length];
    double least = Double.POSITIVE_INFINITY;
    int k = 0;
    for (int c = 0; c < at.length; c++) {
      for (; k < at[c]; k++) {
        least = Math.min(least, values[k]);
      }
      result[c] = least;
    }
    return result;
  }

  /** 1 to rounds, ten per decade, powers of ten among them. */
  static int[] checkpoints(int rounds) {
    return IntStream.rangeClosed(0, (int) Math.ceil(10 * Math.log10(rounds)))
        .map(i -> (int) Math.min(rounds, Math.round(Math.pow(10, i / 10.0))))
        .distinct()
        .toArray();
  }

  /** Of log mean against log rounds over the last decade: the difference of its ends. */
  private static double slope(int[] at, double[] mean) {
    int last = at.length - 1;
    int first = 0;
    while (at[first] < at[last] / 10) {
      first++;
    }
    return first == last
        ? 0
        : Math.log(mean[last] / mean[first]) / Math.log((double) at[last] / at[first]);
  }

  /** The mean of the running minimum at the end. */
  double lastMean() {
    return mean[mean.length - 1];
  }

  /** Its standard deviation over the seeds. */
  double lastDeviation() {
    return deviation[deviation.length - 1];
  }

  /** The bound at the end. */
  double lastBound() {
    return bound[bound.length - 1];
  }
}
