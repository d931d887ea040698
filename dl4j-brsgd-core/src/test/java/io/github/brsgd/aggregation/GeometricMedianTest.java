package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.linalg.Matrices;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeometricMedianTest implements AggregatorContract {

  @Override
  public Aggregator rule(int q) {
    return new GeometricMedian();
  }

  @Test
  void example() {
    assertThat(
            AggregatorContract.values(
                new GeometricMedian(), new double[] {0}, new double[] {1}, new double[] {50}))
        .containsExactly(1);
  }

  @Test
  void cornersOfASquareMeetInTheMiddle() {
    assertThat(
            AggregatorContract.values(
                new GeometricMedian(),
                new double[] {1, 1},
                new double[] {-1, 1},
                new double[] {-1, -1},
                new double[] {1, -1}))
        .containsExactly(new double[] {0, 0}, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void noDirectionImprovesIt(int seed) {
    double[][] rows = Matrices.normal(4 + seed, 3, seed);
    if (seed % 2 == 0) {
      rows[1] = rows[0].clone();
      rows[2] = new double[] {1e6, 1e6, 1e6};
    }
    double[] median = AggregatorContract.values(new GeometricMedian(), rows);
    double total = total(rows, median);
    SplittableRandom random = new SplittableRandom(seed);
    for (int t = 0; t < 200; t++) {
      double[] other = median.clone();
      for (int c = 0; c < 3; c++) {
        other[c] += 1e-3 * random.nextGaussian();
      }
      assertThat(total(rows, other)).isGreaterThan(total - 1e-9);
    }
  }

  @Test
  void aRowThatHoldsTheOthersIsTheMedian() {
    double[] held =
        AggregatorContract.values(
            new GeometricMedian(),
            new double[] {0.3, 0.1},
            new double[] {0.3, 0.1},
            new double[] {5, 0},
            new double[] {0, 7});
    assertThat(held).containsExactly(0.3, 0.1);
  }

  @Test
  void rowsAtTheEndOfDoubleWeighNothing() {
    double[] far = {1e300, -1e300};
    assertThat(
            AggregatorContract.values(
                new GeometricMedian(),
                new double[] {1, 1},
                new double[] {1, 1.5},
                new double[] {1.5, 1},
                far,
                far))
        .satisfies(
            v -> assertThat(v[0]).isBetween(1.0, 1.5), v -> assertThat(v[1]).isBetween(1.0, 1.5));
  }

  @Test
  void theToleranceIsChecked() {
    assertThat(new GeometricMedian().tolerance()).isEqualTo(1e-6);
    for (double tolerance : new double[] {0, -1, 1, Double.NaN}) {
      assertThatThrownBy(() -> new GeometricMedian(tolerance))
          .hasMessage("GeometricMedian: need 0 < tolerance < 1, got tolerance=" + tolerance);
    }
  }

  private static double total(double[][] rows, double[] point) {
    double total = 0;
    for (double[] row : rows) {
      double squared = 0;
      for (int c = 0; c < row.length; c++) {
        squared += (row[c] - point[c]) * (row[c] - point[c]);
      }
      total += Math.sqrt(squared);
    }
    return total;
  }
}
