package io.github.brsgd.aggregation.weighted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.AggregatorContract;
import io.github.brsgd.aggregation.CenteredTrimmedMetaAggregator;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.GeometricMedian;
import io.github.brsgd.aggregation.weighted.WeightedCenteredTrimmedMetaAggregator.Base;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WeightedCenteredTrimmedMetaAggregatorTest {

  @Nested
  class AroundTheMedian implements WeightedContract {

    @Override
    public WeightedAggregator rule(NodeWeights weights, double share) {
      return new WeightedCenteredTrimmedMetaAggregator(weights, share, Base.MEDIAN);
    }

    @Override
    public Aggregator plain(int q) {
      return new CenteredTrimmedMetaAggregator(q, new CoordinateWiseMedian());
    }

    @Override
    public double[] definition(double[][] rows, double[] weights, double share) {
      return NaiveWeighted.centredTrimmedMean(
          rows, weights, share, NaiveWeighted.median(rows, weights));
    }
  }

  @Nested
  class AroundTheGeometricMedian implements WeightedContract {

    @Override
    public WeightedAggregator rule(NodeWeights weights, double share) {
      return new WeightedCenteredTrimmedMetaAggregator(weights, share, Base.GEOMETRIC_MEDIAN);
    }

    @Override
    public Aggregator plain(int q) {
      return new CenteredTrimmedMetaAggregator(q, new GeometricMedian());
    }

    /** On a line any point between two rows may be one. */
    @Override
    public int leastColumns() {
      return 2;
    }

    @Override
    public double[] definition(double[][] rows, double[] weights, double share) {
      return NaiveWeighted.centredTrimmedMean(
          rows,
          weights,
          share,
          AggregatorContract.values(
              new WeightedGeometricMedian(NodeWeights.of(weights), share), rows));
    }
  }

  @Test
  void example() {
    assertThat(
            AggregatorContract.values(
                new WeightedCenteredTrimmedMetaAggregator(
                    NodeWeights.of(1, 1, 2, 1), 0.3, Base.MEDIAN),
                new double[] {0},
                new double[] {1},
                new double[] {3},
                new double[] {90}))
        .containsExactly(new double[] {2}, within(1e-12));
  }
}
