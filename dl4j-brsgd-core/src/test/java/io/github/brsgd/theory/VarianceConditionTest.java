package io.github.brsgd.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VarianceConditionTest {

  private static final Percentage ROUNDING = Percentage.withPercentage(1e-12);

  @ParameterizedTest
  @CsvSource({"3,0", "5,1", "15,3", "23,5", "25,11", "1000,498", "1000000,10"})
  void etaIsThatOfExactArithmetic(int m, int q) {
    BigInteger mm = BigInteger.valueOf(m);
    BigInteger qq = BigInteger.valueOf(q);
    BigInteger above =
        qq.multiply(BigInteger.valueOf(m - q - 2L))
            .add(qq.multiply(qq).multiply(BigInteger.valueOf(m - q - 1L)));
    BigDecimal squared =
        new BigDecimal(mm.subtract(qq))
            .add(Exact.over(new BigDecimal(above), BigDecimal.valueOf(m - 2L * q - 2)))
            .multiply(BigDecimal.valueOf(2));
    assertThat(new VarianceCondition(m, q).eta())
        .isCloseTo(squared.sqrt(Exact.DIGITS).doubleValue(), ROUNDING);
  }

  @Test
  void etaByHand() {
    // m=15, q=3: 2 (12 + (3*10 + 9*11)/7) = 2 (12 + 129/7) = 426/7
    assertThat(new VarianceCondition(15, 3).eta()).isCloseTo(Math.sqrt(426 / 7.0), ROUNDING);
    assertThat(new VarianceCondition(8, 0).eta()).isCloseTo(4, ROUNDING);
  }

  @Test
  void etaGrowsWithEveryAttacker() {
    double last = 0;
    for (int q = 0; q <= 11; q++) {
      double eta = new VarianceCondition(25, q).eta();
      assertThat(eta).isGreaterThan(last);
      last = eta;
    }
  }

  @Test
  void conditionHoldsUpToTheNormOverEta() {
    VarianceCondition condition = new VarianceCondition(15, 3);
    double limit = 2 / condition.eta();
    assertThat(condition.holds(limit * 0.999, 2)).isTrue();
    assertThat(condition.holds(limit * 1.001, 2)).isFalse();
    assertThat(condition.sine(limit / 2, 2)).isCloseTo(0.5, ROUNDING);
    assertThat(condition.sine(0, 0)).isZero();
    assertThat(condition.sine(1, 0)).isInfinite();
  }

  @Test
  void batchSizeIsTheLeastThatSuffices() {
    VarianceCondition condition = new VarianceCondition(23, 5);
    int needed = (int) condition.batchSize(32, 1.0, 3.0);
    double perExample = Math.sqrt(32);
    assertThat(condition.holds(perExample / Math.sqrt(needed), 3)).isTrue();
    assertThat(condition.holds(perExample / Math.sqrt(needed - 1), 3)).isFalse();
    assertThat(condition.batchSize(32, 1, 0)).isInfinite();
    assertThat(condition.batchSize(32, 0, 1)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"4,1", "8,3", "2,0", "0,0", "-1,0"})
  void tooFewNodesAreRefused(int m, int q) {
    assertThatThrownBy(() -> new VarianceCondition(m, q))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("m > 2q+2")
        .hasMessageContaining("m=" + m + ", q=" + q);
  }

  @Test
  void errorNamesTheMostThatIsTolerated() {
    assertThatThrownBy(() -> new VarianceCondition(8, 3))
        .hasMessageEndingWith("(m=8 tolerates at most q=2)");
    assertThatThrownBy(() -> new VarianceCondition(8, -1)).hasMessageContaining("got q=-1");
  }

  @Test
  void measuresMustBeNumbersFromZero() {
    VarianceCondition condition = new VarianceCondition(15, 3);
    assertThatThrownBy(() -> condition.sine(-1, 1)).hasMessageContaining("deviation");
    assertThatThrownBy(() -> condition.sine(1, Double.NaN)).hasMessageContaining("gradientNorm");
    assertThatThrownBy(() -> condition.batchSize(0, 1, 1)).hasMessageContaining("batchSize");
  }
}
