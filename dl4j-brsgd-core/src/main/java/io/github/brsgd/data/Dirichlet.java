package io.github.brsgd.data;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The symmetric Dirichlet distribution: independent gamma variates over their sum.
 *
 * <p>Variates are kept as logarithms. With alpha = 0.001 nearly all of them are below the least
 * double, and with them as they are, all of a draw would be 0 now and then.
 */
final class Dirichlet {

  private Dirichlet() {}

  /**
   * The logarithms of proportions, up to a common term.
   *
   * @param alpha the parameter of each, above 0 and finite
   * @param count how many
   * @return all finite, the largest 0
   */
  static double[] logarithms(double alpha, int count, SplittableRandom random) {
    // A variate of alpha below 1 is one of alpha + 1, times U^(1/alpha): the quotient comes last,
    // so that no alpha makes all of them infinite.
    double shape = alpha < 1 ? alpha + 1 : alpha;
    double[] logs = new double[count];
    for (int i = 0; i < count; i++) {
      double log = logGamma(shape, random);
      logs[i] = alpha < 1 ? alpha * log + Math.log(1 - random.nextDouble()) : log;
    }
    double largest = Arrays.stream(logs).max().orElseThrow();
    return Arrays.stream(logs)
        .map(log -> Math.max(-Double.MAX_VALUE, (log - largest) / Math.min(alpha, 1)))
        .toArray();
  }

  /** Proportions that sum to 1. */
  static double[] proportions(double alpha, int count, SplittableRandom random) {
    double[] weights = Arrays.stream(logarithms(alpha, count, random)).map(Math::exp).toArray();
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }

  /** Marsaglia and Tsang, ACM TOMS 2000; for shapes from 1 on. */
  private static double logGamma(double shape, SplittableRandom random) {
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double t = c * x;
      if (t > -1) {
        double log = Math.log1p(t);
        // d (1 - v + log v) with v = (1 + t)^3, which cancels where d is large
        double bound = x * x / 2 + d * (3 * (log - t) - 3 * t * t - t * t * t);
        if (Math.log(1 - random.nextDouble()) < bound) {
          return Math.log(d) + 3 * log;
        }
      }
    }
  }

  /**
   * One of those that are left, each as likely as its share of their sum.
   *
   * @param logarithms of the weights, all finite
   * @param left how many there are of each, one above 0
   * @return its index
   */
  static int draw(double[] logarithms, int[] left, SplittableRandom random) {
    int[] open = IntStream.range(0, left.length).filter(i -> left[i] > 0).toArray();
    double largest = Arrays.stream(open).mapToDouble(i -> logarithms[i]).max().orElseThrow();
    double[] upTo = new double[open.length];
    double sum = 0;
    for (int i = 0; i < open.length; i++) {
      sum += Math.exp(logarithms[open[i]] - largest);
      upTo[i] = sum;
    }
    double drawn = random.nextDouble() * sum;
    int found = 0;
    while (upTo[found] <= drawn) {
      found++;
    }
    return open[found];
  }
}
