package io.github.brsgd.aggregation.weighted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.AggregatorContract;
import io.github.brsgd.aggregation.HuberMean;
import io.github.brsgd.linalg.Matrices;
import org.junit.jupiter.api.Test;

class WeightedHuberMeanTest implements WeightedContract {

  private static final double T = 1.5;

  @Override
  public WeightedHuberMean rule(NodeWeights weights, double share) {
    return new WeightedHuberMean(weights, share, T);
  }

  @Override
  public Aggregator plain(int q) {
    return new HuberMean(T);
  }

  @Override
  public double[] definition(double[][] rows, double[] weights, double share) {
    return NaiveWeighted.huber(rows, weights, T);
  }

  @Override
  public boolean scalesWithItsInput() {
    return false; // t is a length
  }

  /** To the tolerance, twice. */
  @Override
  public double agreement() {
    return 1e-5;
  }

  @Test
  void example() {
    assertThat(
            AggregatorContract.values(
                new WeightedHuberMean(NodeWeights.of(2, 1, 1), 0.3, 2),
                new double[] {0},
                new double[] {1},
                new double[] {50}))
        .containsExactly(new double[] {1}, within(1e-5));
  }

  @Test
  void aLongReachIsTheMeanAndAShortOneTheGeometricMedian() {
    NodeWeights weights = NodeWeights.of(3, 1, 2, 0.5, 1);
    double[][] rows = Matrices.normal(5, 4, 2);
    assertThat(AggregatorContract.values(new WeightedHuberMean(weights, 0.4, 1e9), rows))
        .containsExactly(AggregatorContract.values(new WeightedMean(weights), rows), within(1e-9));
    assertThat(AggregatorContract.values(new WeightedHuberMean(weights, 0.4, 1e-9), rows))
        .containsExactly(
            AggregatorContract.values(new WeightedGeometricMedian(weights, 0.4), rows),
            within(1e-4));
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> new WeightedHuberMean(NodeWeights.of(1), 0, 0))
        .hasMessage("WeightedHuberMean: need a positive, finite t, got t=0.0");
  }
}
