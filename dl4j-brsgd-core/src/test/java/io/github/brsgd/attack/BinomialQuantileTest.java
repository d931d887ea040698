package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinomialQuantileTest {

  /** By exact counts of outcomes. */
  private static long exact(int n, int percent) {
    BigInteger all = BigInteger.TWO.pow(n);
    BigInteger count = BigInteger.ONE;
    BigInteger sum = BigInteger.ONE;
    int x = 0;
    while (sum.multiply(BigInteger.valueOf(100))
            .compareTo(all.multiply(BigInteger.valueOf(percent)))
        < 0) {
      x++;
      count = count.multiply(BigInteger.valueOf(n - x + 1)).divide(BigInteger.valueOf(x));
      sum = sum.add(count);
    }
    return x;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 10, 41, 100, 999, 1000})
  void countsAsManyAsTheExactOne(int n) {
    for (int percent : new int[] {60, 90, 99}) {
      assertThat(BinomialQuantile.of(n, percent / 100.0))
          .as("%d", percent)
          .isEqualTo(exact(n, percent));
    }
  }

  /** The normal one, 2.3263 deviations of sqrt(n)/2, within a count or two. */
  @Test
  void isTheNormalOneForManyCoins() {
    long n = 1_000_000;
    assertThat(BinomialQuantile.of(n, 0.99)).isBetween(501_162L, 501_165L);
  }
}
