package io.github.brsgd.aggregation.weighted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.AggregatorContract;
import io.github.brsgd.aggregation.Mean;
import org.junit.jupiter.api.Test;

class WeightedMeanTest implements WeightedContract {

  @Override
  public WeightedMean rule(NodeWeights weights, double share) {
    return new WeightedMean(weights);
  }

  @Override
  public Aggregator plain(int q) {
    return new Mean();
  }

  @Override
  public double[] definition(double[][] rows, double[] weights, double share) {
    return NaiveWeighted.mean(rows, weights);
  }

  @Override
  public boolean isRobust() {
    return false; // the baseline
  }

  @Test
  void example() {
    assertThat(
            AggregatorContract.values(
                new WeightedMean(NodeWeights.of(2, 1, 1)),
                new double[] {1},
                new double[] {2},
                new double[] {6}))
        .containsExactly(2.5);
  }

  @Test
  void isSetForNoByzantineRow() {
    WeightedMean mean = new WeightedMean(NodeWeights.of(2, 1, 1));
    assertThat(mean.byzantine()).hasValue(0);
    assertThat(mean.tolerating(0)).isEqualTo(mean);
    mean.check(3, 0);
    assertThatThrownBy(() -> mean.tolerating(1))
        .hasMessage("WeightedMean: tolerates no Byzantine row, got q=1");
    assertThatThrownBy(() -> mean.check(3, 1)).hasMessageContaining("more than share=0");
  }
}
