package io.github.brsgd.attack;

/** The quantile function of the standard normal distribution. */
final class NormalQuantile {

  /** Phi(8.3) is 1 in double. */
  private static final double END = 8.3;

  private NormalQuantile() {}

  /** Phi^-1(p) for p in [0.5, 1), by bisection to the last bit. */
  static double of(double p) {
    double low = 0;
    double high = END;
    while (true) {
      double middle = low + (high - low) / 2;
      if (middle <= low || middle >= high) {
        return low;
      }
      if (probability(middle) <= p) {
        low = middle;
      } else {
        high = middle;
      }
    }
  }

  /** Phi(z) for z >= 0: 1/2 + phi(z) (z + z^3/3 + z^5/(3 5) + ...), all terms positive. */
  static double probability(double z) {
    double term = z;
    double sum = z;
    for (int i = 3; term > 1e-17 * sum; i += 2) {
      term *= z * z / i;
      sum += term;
    }
    return 0.5 + sum * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }
}
