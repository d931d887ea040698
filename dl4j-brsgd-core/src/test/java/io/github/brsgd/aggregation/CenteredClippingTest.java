package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.linalg.CountingRows;
import io.github.brsgd.linalg.Matrices;
import io.github.brsgd.linalg.Rows;
import io.github.brsgd.oracle.OracleCase;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CenteredClippingTest implements AggregatorContract {

  @Override
  public Aggregator rule(int q) {
    return new CenteredClipping(1, 3);
  }

  @Override
  public boolean movesWithItsInput() {
    return false; // its centre stays behind
  }

  @Override
  public boolean scalesWithItsInput() {
    return false; // tau is a length
  }

  @Override
  public boolean keepsEqualRows() {
    return false; // it goes at most steps times tau towards them
  }

  @Test
  void example() {
    assertThat(
            AggregatorContract.values(
                new CenteredClipping(1, 1),
                new double[] {0.5},
                new double[] {3},
                new double[] {-80}))
        .containsExactly(new double[] {1.0 / 6}, within(1e-15));
  }

  @Test
  void startsAtThePreviousAggregateAndLeavesItAlone() {
    double[][] rows = Matrices.normal(7, 5, 3);
    INDArray previous = Matrices.array(Matrices.normal(1, 5, 4), DataType.DOUBLE);
    INDArray before = previous.dup();
    Aggregation result =
        new CenteredClipping(0.5, 2)
            .aggregate(
                Nd4j.createFromArray(rows), new AggregationContext(4, Optional.of(previous), 1));
    OracleCase.assertRelativelyClose(
        "from previous",
        result.vector(),
        Nd4j.createFromArray(
            Naive.centeredClipping(rows, 0.5, 2, before.reshape(5).toDoubleVector())),
        1e-12);
    assertThat(previous).isEqualTo(before);

    double rest = 1 - Arrays.stream(result.rowWeights()).sum();
    INDArray sum = Nd4j.createFromArray(new double[][] {result.rowWeights()});
    OracleCase.assertRelativelyClose(
        "weights, the rest on previous",
        sum.mmul(Nd4j.createFromArray(rows)).addi(before.mul(rest)),
        result.vector(),
        1e-12);
  }

  @Test
  void aWideRadiusGivesTheMean() {
    assertThat(
            AggregatorContract.values(
                new CenteredClipping(100, 2), new double[] {1}, new double[] {2}, new double[] {6}))
        .containsExactly(new double[] {3}, within(1e-12));
  }

  @Test
  void nonsenseIsRefused() {
    for (double tau : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new CenteredClipping(tau, 1))
          .hasMessage("CenteredClipping: need a positive, finite tau, got tau=" + tau);
    }
    assertThatThrownBy(() -> new CenteredClipping(1, 0))
        .hasMessage("CenteredClipping: need steps >= 1, got steps=0");
    assertThatThrownBy(
            () ->
                new CenteredClipping(1, 1)
                    .aggregate(
                        Nd4j.ones(DataType.FLOAT, 3, 4),
                        new AggregationContext(
                            1, Optional.of(Nd4j.ones(DataType.DOUBLE, 1, 4)), 0)))
        .hasMessage(
            "CenteredClipping: need a previous aggregate of d=4 and type FLOAT, got length 4 and"
                + " type DOUBLE");
  }

  @Test
  void everyStepReadsTheRowsOnce() {
    CountingRows.Passes passes = new CountingRows.Passes();
    Rows rows = Rows.of(Matrices.array(Matrices.normal(7, 3000, 5), DataType.FLOAT));
    new CenteredClipping(1, 5)
        .aggregate(CountingRows.of(rows, passes), AggregationContext.first(1));
    assertThat(passes.count()).isEqualTo(5 + 1);
  }
}
