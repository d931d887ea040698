package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class KrumTest implements AggregatorContract {

  @Override
  public Aggregator rule(int q) {
    return new Krum(q);
  }

  @Test
  void example() {
    assertThat(AggregatorContract.values(new Krum(0), row(0), row(1), row(1.5), row(9)))
        .containsExactly(1);
  }

  @Test
  void equalScoresGoToTheLowestIndex() {
    Aggregation result =
        new Krum(0).aggregate(Nd4j.createFromArray(new double[][] {{5}, {3}, {2}, {0}}), CONTEXT);
    assertThat(result.rowWeights()).containsExactly(0, 1, 0, 0);
  }

  @Test
  void neighboursCanBeSet() {
    assertThat(LeastNodes.of(new Krum(1, 4)::check)).isEqualTo(5);
    assertThat(LeastNodes.of(new Krum(1, 7)::check)).isEqualTo(8);
    assertThat(new Krum(2, 3).tolerating(1)).isEqualTo(new Krum(1, 3));
    assertThatThrownBy(() -> new Krum(1, -1))
        .hasMessage("Krum: need neighbours >= 1, got neighbours=-1");
    assertThatThrownBy(() -> new Krum(1, 0))
        .hasMessage("Krum: need neighbours >= 1, got neighbours=0");
    assertThatThrownBy(() -> AggregatorContract.values(new Krum(0, 3), row(0), row(1), row(2)))
        .hasMessage("Krum: need neighbours <= m-1, got neighbours=3, m=3");
  }

  @Test
  void messagesTellWhatWouldDo() {
    assertThatThrownBy(
            () ->
                AggregatorContract.values(
                    new Krum(2), row(0), row(1), row(2), row(3), row(4), row(5)))
        .hasMessage("Krum: need m >= 2q+3, got m=6, q=2 (m=6 tolerates at most q=1)");
    assertThatThrownBy(() -> AggregatorContract.values(new Krum(2), row(0), row(1)))
        .hasMessage("Krum: need m >= 2q+3, got m=2, q=2 (no q will do for m=2)");
    assertThatThrownBy(() -> new Krum(-1))
        .hasMessageContaining("need 0 <= q")
        .hasMessageContaining("q=-1");
  }

  private static double[] row(double value) {
    return new double[] {value};
  }
}
