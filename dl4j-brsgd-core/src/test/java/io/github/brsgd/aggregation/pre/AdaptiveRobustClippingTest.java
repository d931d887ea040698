package io.github.brsgd.aggregation.pre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.linalg.Matrices;
import org.junit.jupiter.api.Test;

class AdaptiveRobustClippingTest implements PreAggregatorContract {

  @Override
  public PreAggregator step(int q) {
    return new AdaptiveRobustClipping(q);
  }

  @Override
  public boolean movesWithItsInput() {
    return false; // lengths change
  }

  @Test
  void example() {
    assertThat(
            PreAggregatorContract.values(
                new AdaptiveRobustClipping(1),
                new double[] {1},
                new double[] {-2},
                new double[] {9}))
        .isDeepEqualTo(new double[][] {{1}, {-2}, {2}});
  }

  @Test
  void rowsBeyondTheRangeOfSquaresBecomeZero() {
    assertThat(
            PreAggregatorContract.values(
                new AdaptiveRobustClipping(1),
                new double[] {1},
                new double[] {1e300},
                new double[] {3}))
        .isDeepEqualTo(new double[][] {{1}, {0}, {3}});
  }

  @Test
  void agreesWithTheDefinitionTakenLiterally() {
    for (int q = 0; q < 5; q++) {
      for (int extra = 0; extra < 5; extra++) {
        for (int d : new int[] {1, 3, 600}) {
          double[][] rows = Matrices.normal(2 * q + 1 + extra, d, 7L * q + extra);
          double[][] actual = PreAggregatorContract.values(new AdaptiveRobustClipping(q), rows);
          double[][] expected = NaiveSteps.adaptiveRobustClipping(rows, q);
          for (int i = 0; i < rows.length; i++) {
            assertThat(actual[i]).containsExactly(expected[i], within(1e-12));
          }
        }
      }
    }
  }
}
