package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class MinimumDiameterAveragingTest implements AggregatorContract {

  @Override
  public Aggregator rule(int q) {
    return new MinimumDiameterAveraging(q);
  }

  @Test
  void example() {
    assertThat(
            AggregatorContract.values(
                new MinimumDiameterAveraging(1),
                new double[] {0},
                new double[] {1},
                new double[] {3},
                new double[] {90}))
        .containsExactly(new double[] {4.0 / 3}, within(1e-15));
  }

  @Test
  void equalDiametersGoToTheFirstSubset() {
    Aggregation result =
        new MinimumDiameterAveraging(1)
            .aggregate(Nd4j.createFromArray(new double[][] {{1}, {2}, {0}}), CONTEXT);
    assertThat(result.rowWeights()).containsExactly(0.5, 0.5, 0);
  }

  @Test
  void endlessSearchIsRefused() {
    assertThatThrownBy(
            () ->
                new MinimumDiameterAveraging(10)
                    .aggregate(Nd4j.ones(DataType.FLOAT, 40, 2), CONTEXT))
        .hasMessage(
            "MinimumDiameterAveraging: need at most 1000000 subsets of m-q rows to search, got m=40,"
                + " q=10 (8.48e+08 subsets)");
    assertThat(
            new MinimumDiameterAveraging(6)
                .aggregate(Nd4j.ones(DataType.FLOAT, 28, 2), CONTEXT)
                .rowWeights()[27])
        .isZero();
  }
}
