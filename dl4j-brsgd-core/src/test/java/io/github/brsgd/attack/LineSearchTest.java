package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class LineSearchTest {

  private final List<Double> tried = new ArrayList<>();

  private double maximise(DoubleUnaryOperator function, int evaluations) {
    return LineSearch.maximise(
        x -> {
          tried.add(x);
          return function.applyAsDouble(x);
        },
        evaluations,
        0,
        10);
  }

  @Test
  void looksBothWaysThenDoublesThenHalves() {
    maximise(x -> -Math.abs(x - 72), 12);
    assertThat(tried)
        .containsExactly(0.0, 10.0, -10.0, 30.0, 70.0, 150.0, 110.0, 30.0, 90.0, 50.0, 80.0, 60.0);
  }

  @Test
  void goesDownWhereThatIsBetter() {
    assertThat(maximise(x -> -Math.abs(x + 72), 40)).isCloseTo(-72, within(0.01));
  }

  @Test
  void takesTheBetterOfTwoSlopes() {
    assertThat(maximise(x -> x < 0 ? -2 * x : x, 6)).isEqualTo(-10 - 20 - 40 - 80);
    assertThat(tried).hasSize(6);
  }

  @Test
  void staysWhereNothingIsBetter() {
    assertThat(maximise(x -> -Math.abs(x), 20)).isZero();
    assertThat(tried).hasSize(20);
    assertThat(maximise(x -> 5, 20)).isZero();
  }

  @Test
  void findsAnEdge() {
    assertThat(maximise(x -> x <= 345.6 ? x : 0, 40)).isCloseTo(345.6, within(0.5));
  }

  @Test
  void countsItsEvaluations() {
    for (int n = 1; n < 10; n++) {
      tried.clear();
      maximise(x -> x, n);
      assertThat(tried).hasSize(n);
    }
  }
}
