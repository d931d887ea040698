package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CoordinateWiseMedianTest implements AggregatorContract {

  @Override
  public Aggregator rule(int q) {
    return new CoordinateWiseMedian();
  }

  @Test
  void example() {
    assertThat(
            AggregatorContract.values(
                new CoordinateWiseMedian(),
                new double[] {0, 5},
                new double[] {1, 9},
                new double[] {8, 7}))
        .containsExactly(1, 7);
  }

  @Test
  void servesAnyMinority() {
    assertThat(new CoordinateWiseMedian().byzantine()).isEmpty();
    assertThat(new CoordinateWiseMedian().tolerating(3)).isEqualTo(new CoordinateWiseMedian());
  }

  @Test
  void ofAnEvenNumberTheMeanOfTheMiddle() {
    assertThat(
            AggregatorContract.values(
                new CoordinateWiseMedian(),
                new double[] {1},
                new double[] {9},
                new double[] {2},
                new double[] {4}))
        .containsExactly(new double[] {3}, within(1e-15));
  }

  @Test
  void ofAnOddNumberTheMiddleToTheLastBit() {
    assertThat(
            AggregatorContract.values(
                new CoordinateWiseMedian(),
                new double[] {3 * Double.MIN_VALUE},
                new double[] {0},
                new double[] {1}))
        .containsExactly(3 * Double.MIN_VALUE);
  }
}
