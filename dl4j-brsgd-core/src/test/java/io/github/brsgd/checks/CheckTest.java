package io.github.brsgd.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckTest {

  @Test
  void whatIsRightIsReturned() {
    assertThat(Check.atLeast(3, "n", 3)).isEqualTo(3);
    assertThat(Check.positive("x", Double.MIN_VALUE)).isEqualTo(Double.MIN_VALUE);
    assertThat(Check.positive("Rule", "x", Double.MAX_VALUE)).isEqualTo(Double.MAX_VALUE);
    assertThat(Check.nonNegative("x", 0)).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNotPositiveIsNamed(double value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Check.positive("x", value))
        .withMessage("x: need a positive, finite value, got " + value);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Check.positive("Rule", "x", value))
        .withMessage("Rule: need a positive, finite x, got x=" + value);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void whatIsNegativeIsNamed(double value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Check.nonNegative("x", value))
        .withMessage("x: need a non-negative, finite value, got " + value);
  }

  @Test
  void whatIsTooSmallIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Check.atLeast(3, "n", 2))
        .withMessage("n: need >= 3, got 2");
  }
}
