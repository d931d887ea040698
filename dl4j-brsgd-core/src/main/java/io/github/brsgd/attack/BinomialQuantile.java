package io.github.brsgd.attack;

/** The quantile function of how many of n fair coins show heads. */
final class BinomialQuantile {

  private BinomialQuantile() {}

  /** The least count x with P(X <= x) >= p, for p in [0.5, 1): O(n), in double. */
  static long of(long n, double p) {
    long x = n / 2;
    double probability = middle(n);
    // By symmetry P(X <= (n-1)/2) is 1/2 for odd n, and P(X < n/2) what the middle leaves for even.
    double sum = n % 2 == 0 ? 0.5 + probability / 2 : 0.5;
    while (sum < p && x < n) {
      x++;
      probability *= (double) (n - x + 1) / x;
      sum += probability;
    }
    return x;
  }

  /** P(X = floor(n/2)) as a product of ratios: (1/2) (3/4) (5/6) ... for even n. */
  private static double middle(long n) {
    double probability = 1;
    for (long i = 1; i <= n / 2; i++) {
      probability *= (2 * i - 1) / (2.0 * i);
    }
    // C(2h+1, h) = C(2h, h) (2h+1)/(h+1), over twice as many outcomes.
    return n % 2 == 0 ? probability : probability * n / (n + 1);
  }
}
