package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrimmedMeanTest implements AggregatorContract {

  @Override
  public Aggregator rule(int q) {
    return new TrimmedMean(q);
  }

  @Test
  void example() {
    assertThat(AggregatorContract.values(new TrimmedMean(1), row(0), row(1), row(3), row(90)))
        .containsExactly(2);
  }

  @Test
  void hugeExtremesLeaveEveryDigit() {
    assertThat(AggregatorContract.values(new TrimmedMean(1), row(1e30), row(1), row(3), row(-1e30)))
        .containsExactly(2);
  }

  @Test
  void messagesTellWhatWouldDo() {
    assertThatThrownBy(() -> AggregatorContract.values(new TrimmedMean(2), row(0), row(1), row(2)))
        .hasMessage("TrimmedMean: need m >= 2q+1, got m=3, q=2 (m=3 tolerates at most q=1)");
    assertThat(new TrimmedMean(0).tolerating(0).q()).isCloseTo(0, within(0));
  }

  private static double[] row(double value) {
    return new double[] {value};
  }
}
