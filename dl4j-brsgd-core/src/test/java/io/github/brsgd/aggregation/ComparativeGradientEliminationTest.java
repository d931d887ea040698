package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class ComparativeGradientEliminationTest implements AggregatorContract {

  @Override
  public Aggregator rule(int q) {
    return new ComparativeGradientElimination(q);
  }

  @Override
  public boolean movesWithItsInput() {
    return false; // it compares lengths
  }

  @Test
  void example() {
    assertThat(
            AggregatorContract.values(
                new ComparativeGradientElimination(1),
                new double[] {0},
                new double[] {1},
                new double[] {3},
                new double[] {-90}))
        .containsExactly(new double[] {4.0 / 3}, within(1e-15));
  }

  @Test
  void equalNormsGoToTheLowerIndex() {
    assertThat(
            new ComparativeGradientElimination(1)
                .aggregate(Nd4j.createFromArray(new double[][] {{2}, {-2}, {2}}), CONTEXT)
                .rowWeights())
        .containsExactly(0.5, 0.5, 0);
  }
}
