package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.linalg.CountingRows;
import io.github.brsgd.linalg.Matrices;
import io.github.brsgd.linalg.Rows;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class SmoothedGeometricMedianTest implements AggregatorContract {

  @Override
  public Aggregator rule(int q) {
    return new SmoothedGeometricMedian(3, 0.1);
  }

  @Override
  public boolean movesWithItsInput() {
    return false; // it starts at 0, and nu is a length
  }

  @Override
  public boolean scalesWithItsInput() {
    return false; // nu is a length
  }

  @Override
  public boolean keepsEqualRows() {
    return false; // the law is not promised, though weights that sum to 1 keep it
  }

  @Test
  void example() {
    assertThat(
            AggregatorContract.values(
                new SmoothedGeometricMedian(1, 0.1), new double[] {1}, new double[] {4}))
        .containsExactly(new double[] {1.6}, within(1e-15));
  }

  @Test
  void parametersAreChecked() {
    assertThatThrownBy(() -> new SmoothedGeometricMedian(0, 0.1))
        .hasMessage("SmoothedGeometricMedian: need steps >= 1, got steps=0");
    for (double nu : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new SmoothedGeometricMedian(3, nu))
          .hasMessage("SmoothedGeometricMedian: need a positive, finite nu, got nu=" + nu);
    }
  }

  /** 1/nu is infinite then. */
  @Test
  void aTinyNuLeavesTheWeightsNumbers() {
    SmoothedGeometricMedian rule = new SmoothedGeometricMedian(1, Double.MIN_VALUE);
    assertThat(AggregatorContract.values(rule, new double[] {0}, new double[] {4}))
        .containsExactly(new double[] {0}, within(1e-300));
    assertThat(AggregatorContract.values(rule, new double[] {0}, new double[] {0}))
        .containsExactly(0);
  }

  @Test
  void rowsBeyondTheRangeOfSquaresAreNamed() {
    assertThatThrownBy(
            () ->
                new SmoothedGeometricMedian(3, 0.1)
                    .aggregate(
                        Nd4j.createFromArray(new double[][] {{1e160}, {2e160}, {3e160}}),
                        AggregationContext.first(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("farther than 1e154");
  }

  @Test
  void everyStepReadsTheRowsOnce() {
    CountingRows.Passes passes = new CountingRows.Passes();
    Rows rows = Rows.of(Matrices.array(Matrices.normal(7, 3000, 5), DataType.FLOAT));
    new SmoothedGeometricMedian(5, 0.1)
        .aggregate(CountingRows.of(rows, passes), AggregationContext.first(1));
    assertThat(passes.count()).isEqualTo(5 + 1);
  }
}
