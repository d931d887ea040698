package io.github.brsgd.aggregation.weighted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.AggregatorContract;
import io.github.brsgd.aggregation.TrimmedMean;
import org.junit.jupiter.api.Test;

class WeightedTrimmedMeanTest implements WeightedContract {

  @Override
  public WeightedTrimmedMean rule(NodeWeights weights, double share) {
    return new WeightedTrimmedMean(weights, share);
  }

  @Override
  public Aggregator plain(int q) {
    return new TrimmedMean(q);
  }

  @Override
  public double[] definition(double[][] rows, double[] weights, double share) {
    return NaiveWeighted.trimmedMean(rows, weights, share);
  }

  @Test
  void example() {
    assertThat(values(0.2, new double[] {1, 2, 1, 1}, 0, 1, 3, 90))
        .isCloseTo(5.0 / 3, within(1e-12));
  }

  @Test
  void aValueAtTheEdgeCountsWithWhatIsLeft() {
    // 0.5 of 0 is left, 2 of 1, and 0.5 of 3
    assertThat(values(0.25, new double[] {1.5, 1.5, 1}, 0, 4, 8))
        .isCloseTo((0.5 * 0 + 1.5 * 4) / 2, within(1e-12));
  }

  @Test
  void aTinyRestOfAHugeValueIsNone() {
    for (int m = 3; m <= 40; m++) {
      double[] weights = new double[m];
      double[] rows = new double[m];
      for (int i = 0; i < m; i++) {
        weights[i] = 0.1;
        rows[i] = i < m / 3 ? (i % 2 == 0 ? 1e30 : 1e18) : 2;
      }
      assertThat(values((double) (m / 3) / m, weights, rows)).as("m=%d", m).isEqualTo(2);
    }
  }

  private static double values(double share, double[] weights, double... rows) {
    double[][] matrix = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      matrix[i] = new double[] {rows[i]};
    }
    return AggregatorContract.values(
        new WeightedTrimmedMean(NodeWeights.of(weights), share), matrix)[0];
  }
}
