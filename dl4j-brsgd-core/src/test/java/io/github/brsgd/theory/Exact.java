package io.github.brsgd.theory;

import java.math.BigDecimal;
import java.math.MathContext;

/** The formulas of the paper in 50 digits, written down straight from it. */
final class Exact {

  static final MathContext DIGITS = new MathContext(50);

  private Exact() {}

  static BigDecimal of(double value) {
    return new BigDecimal(value);
  }

  static BigDecimal times(BigDecimal... factors) {
    BigDecimal product = BigDecimal.ONE;
    for (BigDecimal factor : factors) {
      product = product.multiply(factor, DIGITS);
    }
    return product;
  }

  static BigDecimal over(BigDecimal above, BigDecimal below) {
    return above.divide(below, DIGITS);
  }

  /** e^x by its series after halving x until it is small. */
  static BigDecimal exp(BigDecimal x) {
    int halvings = 0;
    BigDecimal small = x;
    while (small.abs().compareTo(new BigDecimal("0.01")) > 0) {
      small = small.divide(BigDecimal.valueOf(2), DIGITS);
      halvings++;
    }
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int n = 1; n < 40; n++) {
      term = over(times(term, small), BigDecimal.valueOf(n));
      sum = sum.add(term, DIGITS);
    }
    for (int i = 0; i < halvings; i++) {
      sum = times(sum, sum);
    }
    return sum;
  }

  /** ln x by Newton's method on e^y = x. */
  static BigDecimal log(BigDecimal x) {
    BigDecimal y = BigDecimal.valueOf(Math.log(x.doubleValue()));
    for (int i = 0; i < 4; i++) {
      BigDecimal e = exp(y);
      BigDecimal two = BigDecimal.valueOf(2);
      y = y.add(times(two, over(x.subtract(e), x.add(e))), DIGITS);
    }
    return y;
  }

  /** n^-s. */
  static BigDecimal power(long n, double s) {
    return n == 1 ? BigDecimal.ONE : exp(times(of(-s), log(BigDecimal.valueOf(n))));
  }

  /** sum of n^-s over n = 1..K. */
  static BigDecimal powerSum(double s, int rounds) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int n = 1; n <= rounds; n++) {
      sum = sum.add(power(n, s), DIGITS);
    }
    return sum;
  }

  /** W_k by the product formula (3.34), which the code does not use. */
  static BigDecimal weight(double[] steps, int k, double product) {
    BigDecimal weight = over(of(steps[k]), of(steps[0]));
    for (int j = 0; j <= k; j++) {
      weight =
          over(weight, BigDecimal.ONE.add(times(of(product), of(steps[j]), of(steps[j])), DIGITS));
    }
    return weight;
  }
}
