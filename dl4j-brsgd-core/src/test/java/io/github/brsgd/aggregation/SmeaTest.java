package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class SmeaTest implements AggregatorContract {

  @Override
  public Aggregator rule(int q) {
    return new Smea(q);
  }

  @Test
  void example() {
    assertThat(
            AggregatorContract.values(
                new Smea(1),
                new double[] {0},
                new double[] {1},
                new double[] {3},
                new double[] {90}))
        .containsExactly(new double[] {4.0 / 3}, within(1e-15));
  }

  @Test
  void theWorstDirectionCountsNotTheDiameter() {
    // Without row 3 the rows spread evenly; without row 0 they are closer but on one line.
    double[][] rows = {{0, 1.9}, {-1, 0}, {1, 0}, {3, 0}};
    assertThat(new Smea(1).aggregate(Nd4j.createFromArray(rows), CONTEXT).rowWeights()[3]).isZero();
  }

  @Test
  void rowsBeyondTheRangeOfSquaresLose() {
    double far = 1e300;
    assertThat(
            AggregatorContract.values(
                new Smea(1), new double[] {1}, new double[] {far}, new double[] {3}))
        .containsExactly(new double[] {2}, within(1e-12));
  }

  @Test
  void endlessSearchIsRefused() {
    assertThatThrownBy(() -> new Smea(10).aggregate(Nd4j.ones(DataType.FLOAT, 40, 2), CONTEXT))
        .hasMessageContaining("Smea: need at most 1000000 subsets")
        .hasMessageContaining("m=40, q=10");
  }
}
