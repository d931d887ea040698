package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CoordinateWiseMedianTest implements AggregatorContract {

  @Override
  public Aggregator rule(int q) {
    return new CoordinateWiseMedian();
  }

  @Test
  void example() {
    assertThat(
            AggregatorContract.values(
                new CoordinateWiseMedian(),
                new double[] {0, 5},
                new double[] {1, 9},
                new double[] {8, 7}))
        .containsExactly(1, 7);
  }

  @Test
  void servesAnyMinority() {
    assertThat(new CoordinateWiseMedian().byzantine()).isEmpty();
    assertThat(new CoordinateWiseMedian().tolerating(3)).isEqualTo(new CoordinateWiseMedian());
  }

  @Test
  void ofAnEvenNumberTheMeanOfTheMiddle() {
    assertThat(
            AggregatorContract.values(
                new CoordinateWiseMedian(),
                new double[] {1},
                new double[] {9},
                new double[] {2},
                new double[] {4}))
        .containsExactly(new double[] {3}, within(1e-15));
  }

  @Test
  void ofAnOddNumberTheMiddleToTheLastBit() {
    assertThat(
            AggregatorContract.values(
                new CoordinateWiseMedian(),
                new double[] {3 * Double.MIN_VALUE},
                new double[] {0},
                new double[] {1}))
        .containsExactly(3 * Double.MIN_VALUE);
  }

  @Test
  void theSmallestNumbersAreKept() {
    for (int m = 2; m < 6; m++) {
      double[][] rows = new double[m][];
      Arrays.fill(rows, new double[] {4.9e-324, 1.5e-323, Double.MAX_VALUE});
      INDArray median =
          new CoordinateWiseMedian()
              .aggregate(Nd4j.createFromArray(rows), AggregationContext.first(1))
              .vector();
      assertThat(median.toDoubleVector()).containsExactly(rows[0]);
    }
  }
}
