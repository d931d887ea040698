package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class MultiKrumTest implements AggregatorContract {

  @Override
  public Aggregator rule(int q) {
    return new MultiKrum(q);
  }

  @Test
  void example() {
    assertThat(AggregatorContract.values(new MultiKrum(0, 2), row(0), row(1), row(1.5), row(9)))
        .containsExactly(1.25);
  }

  @Test
  void oneRowIsKrum() {
    double[][] rows = {row(3), row(4), row(4.5), row(9), row(-2)};
    assertThat(AggregatorContract.values(new MultiKrum(1, 1), rows))
        .isEqualTo(AggregatorContract.values(new Krum(1), rows));
  }

  @Test
  void averagesAsManyRowsAsTheProofCovers() {
    double[] weights = new MultiKrum(1).aggregate(Nd4j.rand(7, 3), CONTEXT).rowWeights();
    assertThat(weights).containsOnly(0, 0.25);
    assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-12));
  }

  @Test
  void theCountOfRowsIsChecked() {
    assertThatThrownBy(() -> new MultiKrum(1, -2)).hasMessage("MultiKrum: need k >= 1, got k=-2");
    assertThatThrownBy(() -> new MultiKrum(1, 0)).hasMessage("MultiKrum: need k >= 1, got k=0");
    assertThatThrownBy(() -> new MultiKrum(1, null, 0))
        .hasMessage("MultiKrum: need neighbours >= 1, got neighbours=0");
    assertThatThrownBy(
            () ->
                AggregatorContract.values(
                    new MultiKrum(1, 5), row(0), row(1), row(2), row(3), row(4)))
        .hasMessage("MultiKrum: need k <= m-q, got k=5, m=5, q=1");
    assertThat(LeastNodes.of(new MultiKrum(1, 6)::check)).isEqualTo(7);
    assertThat(LeastNodes.of(new MultiKrum(1, null, 9)::check)).isEqualTo(10);
  }

  private static double[] row(double value) {
    return new double[] {value};
  }
}
