package io.github.brsgd.aggregation.weighted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.AggregatorContract;
import io.github.brsgd.aggregation.GeometricMedian;
import io.github.brsgd.linalg.Matrices;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightedGeometricMedianTest implements WeightedContract {

  @Override
  public WeightedGeometricMedian rule(NodeWeights weights, double share) {
    return new WeightedGeometricMedian(weights, share);
  }

  @Override
  public Aggregator plain(int q) {
    return new GeometricMedian();
  }

  /** A point from which no step leads to less. */
  @Override
  public double[] definition(double[][] rows, double[] weights, double share) {
    double[] point = AggregatorContract.values(rule(NodeWeights.of(weights), share), rows);
    double least = NaiveWeighted.totalDistance(rows, weights, point);
    for (double[] direction : Matrices.normal(100, point.length, 50)) {
      for (double length : new double[] {1e-3, 1e-1, 1}) {
        double[] other = point.clone();
        Arrays.setAll(other, c -> point[c] + length * direction[c]);
        assertThat(NaiveWeighted.totalDistance(rows, weights, other))
            .isGreaterThanOrEqualTo(least * (1 - 1e-9));
      }
    }
    return point;
  }

  /** On a line any point between two rows may be one. */
  @Override
  public int leastColumns() {
    return 2;
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
                new WeightedGeometricMedian(NodeWeights.of(3, 1, 1), 0.2),
                new double[] {0},
                new double[] {1},
                new double[] {50}))
        .containsExactly(new double[] {0}, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.2, 1.9, 2, 3})
  void aRowHoldsItWhereTheOthersCannotPullAway(double weight) {
    double[] point =
        AggregatorContract.values(
            new WeightedGeometricMedian(NodeWeights.of(weight, 1, 1), 0.2),
            new double[] {0, 0},
            new double[] {1, 0},
            new double[] {0, 1});
    // the others pull with sqrt(2) together
    if (weight > Math.sqrt(2)) {
      assertThat(point).containsExactly(new double[] {0, 0}, within(1e-9));
    } else {
      assertThat(point[0]).isGreaterThan(0.01);
    }
  }
}
