package io.github.brsgd.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

class ByzantineDrawsTest {

  private static BigInteger choose(int n, int k) {
    BigInteger result = BigInteger.ONE;
    for (int i = 1; i <= k; i++) {
      result = result.multiply(BigInteger.valueOf(n - i + 1)).divide(BigInteger.valueOf(i));
    }
    return k > n ? BigInteger.ZERO : result;
  }

  /** In whole numbers. */
  private static double exact(int m, int b, int s, int q) {
    BigInteger more = BigInteger.ZERO;
    for (int x = q + 1; x <= Math.min(b, s); x++) {
      more = more.add(choose(b, x).multiply(choose(m - b, s - x)));
    }
    return new BigDecimal(more)
        .divide(new BigDecimal(choose(m, s)), MathContext.DECIMAL64)
        .doubleValue();
  }

  @Test
  void theTailIsThatOfWholeNumbers() {
    for (int[] draw :
        new int[][] {
          {100, 20, 20}, {10, 3, 10}, {10, 0, 4}, {7, 7, 3}, {1, 1, 1}, {300, 90, 150}
        }) {
      ByzantineDraws draws = new ByzantineDraws(draw[0], draw[1], draw[2]);
      for (int q = 0; q <= draw[2] + 1; q++) {
        double exact = exact(draw[0], draw[1], draw[2], q);
        assertThat(draws.tail(q)).isCloseTo(exact, within(1e-10 * exact + 1e-300));
      }
    }
  }

  @Test
  void theExampleOfTheDocumentation() {
    ByzantineDraws draws = new ByzantineDraws(100, 20, 20);
    assertThat(draws.tail(6)).isCloseTo(0.064, within(5e-4));
    assertThat(draws.tailOverRun(6, 500)).isGreaterThan(0.999999);
    assertThat(draws.tailOverRun(6, 1)).isCloseTo(draws.tail(6), within(1e-15));
    assertThat(draws.describe(6, 500, 0.01))
        .isEqualTo(
            "20 of 100 nodes a round, 20 of all Byzantine: more than q=6 of those drawn with"
                + " probability 0.0637 in a round, 1.00 in one of 500 rounds; with 20 nodes q=11,"
                + " or at least 27 nodes with q=13 keep that at 0.01");
  }

  @Test
  void theLeastIsTheLeast() {
    for (int b : new int[] {0, 3, 12, 19, 20, 30}) {
      for (int s = 1; s <= 40; s++) {
        ByzantineDraws draws = new ByzantineDraws(40, b, s);
        int q = draws.leastTolerance(0.05, 200);
        assertThat(draws.tailOverRun(q, 200)).isLessThanOrEqualTo(0.05);
        assertThat(q == 0 || draws.tailOverRun(q - 1, 200) > 0.05).isTrue();
      }
      var least = new ByzantineDraws(40, b, 1).leastDraw(0.05, 200);
      assertThat(least.isPresent()).isEqualTo(2 * b < 40);
      least.ifPresent(
          draw -> {
            assertThat(draw.byzantine() * 2).isLessThan(draw.drawn());
            assertThat(new ByzantineDraws(40, b, draw.drawn()).tailOverRun(draw.byzantine(), 200))
                .isLessThanOrEqualTo(0.05);
            for (int s = 1; s < draw.drawn(); s++) {
              assertThat(2 * new ByzantineDraws(40, b, s).leastTolerance(0.05, 200))
                  .isGreaterThanOrEqualTo(s);
            }
          });
    }
  }

  @Test
  void whatIsExceededMoreOftenThanNotIsRefused() {
    new ByzantineDraws(100, 20, 20).check(4);
    assertThatThrownBy(() -> new ByzantineDraws(100, 20, 20).check(3))
        .hasMessage(
            "byzantine: with 20 of 100 nodes Byzantine and 20 drawn, more than q=3 of these are"
                + " Byzantine with probability 0.608 in each round; need at most 0.5, so q >= 4");
    new ByzantineDraws(100, 20, 100).check(20);
    assertThatThrownBy(() -> new ByzantineDraws(100, 20, 100).check(19))
        .hasMessageContaining("1.000");
  }

  @Test
  void impossibleNumbersAreRefused() {
    for (int[] draw : new int[][] {{10, 11, 2}, {10, -1, 2}, {10, 2, 0}, {10, 2, 11}}) {
      assertThatThrownBy(() -> new ByzantineDraws(draw[0], draw[1], draw[2]))
          .hasMessageContaining("ByzantineDraws: need 0 <= byzantine <= nodes");
    }
    ByzantineDraws draws = new ByzantineDraws(10, 2, 5);
    assertThatThrownBy(() -> draws.tail(-1)).hasMessage("q: need >= 0, got -1");
    assertThatThrownBy(() -> draws.leastTolerance(Double.NaN, 5)).hasMessageContaining("risk");
    assertThatThrownBy(() -> draws.tailOverRun(1, 0)).hasMessageContaining("rounds");
  }

  @Test
  void manyNodesTakeNoTime() {
    ByzantineDraws draws = new ByzantineDraws(1_000_000, 100_000, 1000);
    assertThat(draws.tail(100)).isBetween(0.4, 0.5);
  }
}
