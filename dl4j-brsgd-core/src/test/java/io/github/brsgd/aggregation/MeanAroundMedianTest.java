package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeanAroundMedianTest implements AggregatorContract {

  @Override
  public Aggregator rule(int q) {
    return new MeanAroundMedian(q);
  }

  @Test
  void example() {
    assertThat(AggregatorContract.values(new MeanAroundMedian(1), row(0), row(1), row(3), row(90)))
        .containsExactly(new double[] {4 / 3.0}, within(1e-15));
  }

  @Test
  void messagesTellWhatWouldDo() {
    assertThatThrownBy(() -> AggregatorContract.values(new MeanAroundMedian(1), row(0), row(1)))
        .hasMessage("MeanAroundMedian: need m >= 2q+1, got m=2, q=1 (m=2 tolerates at most q=0)");
  }

  private static double[] row(double value) {
    return new double[] {value};
  }
}
