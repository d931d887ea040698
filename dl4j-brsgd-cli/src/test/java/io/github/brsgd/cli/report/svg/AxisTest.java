package io.github.brsgd.cli.report.svg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AxisTest {

  @Test
  void goesFromTickToTick() {
    Axis axis = Axis.linear("x", 3, 78);
    assertThat(axis.low()).isZero();
    assertThat(axis.high()).isEqualTo(80);
    assertThat(axis.share(20)).isEqualTo(0.25);
    assertThat(axis.ticks().labels()).startsWith("0").endsWith("80");
  }

  @Test
  void oneValueHasRoomAroundIt() {
    assertThat(Axis.linear("x", 0.9, 0.9).share(0.9)).isBetween(0.2, 0.8);
    assertThat(Axis.linear("x", 0).share(0)).isEqualTo(0.5);
    assertThat(Axis.logarithmic("x", 5).share(5)).isCloseTo(0.5, within(1e-9));
    assertThat(Axis.logarithmic("x", 1e300, 1e300).share(1e300)).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void aRunThatDivergesDoesNotFlattenTheOthers() {
    Axis axis = Axis.logarithmic("norm", 0.2, 0.3, 0.5, 1, 1e30);
    assertThat(axis.high()).isLessThan(1e5);
    assertThat(axis.low()).isBetween(0.01, 0.2);
    assertThat(axis.holds(1e30)).isFalse();
    assertThat(axis.share(1e30)).isGreaterThan(1);
  }

  @Test
  void powersHoldTheWholeRange() {
    Axis axis = Axis.powers("rounds K", 1, 1e12);
    assertThat(axis.holds(1) && axis.holds(1e12)).isTrue();
    assertThat(axis.isLogarithmic()).isTrue();
    assertThat(Axis.powers("norm", Double.MIN_VALUE, 1e300).holds(1)).isTrue();
  }

  @Test
  void valuesThatDifferByRoundingOnlyAreOne() {
    double value = 53.08333333333333;
    for (double other :
        new double[] {53.083333333333336, Math.nextDown(value), value * (1 + 1e-10)}) {
      Axis axis = Axis.linear("loss", value, other);
      assertThat(axis.share(value)).isBetween(0.2, 0.8);
      assertThat(axis.ticks().labels()).doesNotHaveDuplicates().hasSizeBetween(2, 7);
    }
    Axis close = Axis.linear("loss", 83, 83.00001);
    assertThat(close.ticks().labels()).doesNotHaveDuplicates().contains("83.000002");
  }

  @Test
  void theGreatestAndLeastNumbersHaveAxes() {
    double[] extremes = {
      -Double.MAX_VALUE,
      -1.7e308,
      -1e-310,
      0,
      Double.MIN_VALUE,
      1e-310,
      Double.MIN_NORMAL,
      1e-200,
      1,
      1e200,
      1.7e308,
      Double.MAX_VALUE
    };
    for (double a : extremes) {
      for (double b : extremes) {
        assertHoldsFinite(Axis.linear("loss", a, b), a, b);
        if (a > 0 && b >= a) {
          assertHoldsFinite(Axis.powers("norm", a, b), a, b);
          assertThat(Axis.logarithmic("norm", a, b).ticks().values()).allMatch(Double::isFinite);
        }
      }
    }
  }

  private static void assertHoldsFinite(Axis axis, double a, double b) {
    assertThat(axis.share(a)).isBetween(-1e-9, 1 + 1e-9);
    assertThat(axis.share(b)).isBetween(-1e-9, 1 + 1e-9);
    assertThat(axis.ticks().values())
        .isNotEmpty()
        .allMatch(v -> axis.share(v) > -0.01 && axis.share(v) < 1.01);
    assertThat(axis.ticks().labels()).doesNotHaveDuplicates().allMatch(l -> l.length() < 15);
  }

  @Test
  void nothingAndNoNumbersAreRefused() {
    assertThatThrownBy(() -> Axis.linear("loss"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("loss: need at least one");
    assertThatThrownBy(() -> Axis.linear("loss", 1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> Axis.logarithmic("norm", 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Axis.between("p", 1, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
