package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IterativeFilterTest implements AggregatorContract {

  @Override
  public Aggregator rule(int q) {
    return new IterativeFilter(q);
  }

  @Test
  void example() {
    assertThat(
            AggregatorContract.values(
                new IterativeFilter(1),
                new double[] {0},
                new double[] {1},
                new double[] {2},
                new double[] {90}))
        .containsExactly(new double[] {1}, within(1e-2));
  }

  @Test
  void withoutByzantineRowsItIsTheMean() {
    assertThat(
            AggregatorContract.values(
                new IterativeFilter(0), new double[] {1}, new double[] {2}, new double[] {6}))
        .containsExactly(new double[] {3}, within(1e-15));
  }

  @Test
  void rowsBeyondTheRangeOfSquaresLose() {
    double[] far = {1e300};
    assertThat(
            AggregatorContract.values(
                new IterativeFilter(2),
                far,
                new double[] {1},
                new double[] {3},
                new double[] {2},
                far))
        .satisfies(v -> assertThat(v[0]).isBetween(1.0, 3.0));
    assertThatThrownBy(
            () -> AggregatorContract.values(new IterativeFilter(0), far, new double[] {-1e300}))
        .hasMessage("updates: all rows are farther than 1e145 from their median");
  }
}
