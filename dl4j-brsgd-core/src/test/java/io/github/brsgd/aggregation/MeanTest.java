package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeanTest implements AggregatorContract {

  @Override
  public Aggregator rule(int q) {
    return new Mean();
  }

  @Override
  public boolean isRobust() {
    return false;
  }

  @Test
  void example() {
    assertThat(AggregatorContract.values(new Mean(), row(1), row(2), row(6))).containsExactly(3);
  }

  @Test
  void toleratesNobody() {
    assertThat(new Mean().byzantine()).hasValue(0);
    assertThat(new Mean().tolerating(0)).isEqualTo(new Mean());
    assertThatThrownBy(() -> new Mean().tolerating(1))
        .hasMessage("Mean: tolerates no Byzantine row, got q=1");
  }

  @Test
  void oneRowCarriesItAway() {
    assertThat(AggregatorContract.values(new Mean(), row(0), row(0), row(3e9))[0])
        .isCloseTo(1e9, within(1.0));
  }

  private static double[] row(double value) {
    return new double[] {value};
  }
}
