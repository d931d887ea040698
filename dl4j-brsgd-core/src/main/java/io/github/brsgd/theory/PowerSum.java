package io.github.brsgd.theory;

/** Sums of n^-s over n = 1..K, to double precision whatever K. */
final class PowerSum {

  /** Terms added one by one before the formula takes over; its error there is below 1e-17. */
  private static final int DIRECT = 32;

  private PowerSum() {}

  /**
   * {@code sum_{n=1}^K n^-s} for s above 1. After the first terms by Euler and Maclaurin's formula:
   * integral, half the ends, and the corrections with B_2/2!, B_4/4!, B_6/6!.
   */
  static double of(double s, long rounds) {
    int direct = (int) Math.min(rounds, DIRECT);
    double sum = 0;
    for (int n = direct; n >= 1; n--) {
      sum += Math.pow(n, -s);
    }
    if (rounds == direct) {
      return sum;
    }
    double last = (double) rounds;
    // (last^(1-s) - direct^(1-s)) / (1-s), without cancellation for s near 1
    double integral =
        Math.pow(direct, 1 - s) * Math.expm1((1 - s) * Math.log(last / direct)) / (1 - s);
    return sum + integral + correction(s, last) - correction(s, direct);
  }

  private static double correction(double s, double x) {
    double power = Math.pow(x, -s);
    double first = s * power / x;
    double third = first * (s + 1) * (s + 2) / (x * x);
    double fifth = third * (s + 3) * (s + 4) / (x * x);
    return power / 2 - first / 12 + third / 720 - fifth / 30240;
  }
}
