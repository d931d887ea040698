package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.linalg.Matrices;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class DivideAndConquerTest implements AggregatorContract {

  @Override
  public Aggregator rule(int q) {
    return new DivideAndConquer(q);
  }

  @Test
  void example() {
    assertThat(
            AggregatorContract.values(
                new DivideAndConquer(1),
                new double[] {0},
                new double[] {1},
                new double[] {2},
                new double[] {90}))
        .containsExactly(new double[] {1}, within(1e-15));
  }

  @Test
  void looksAtOtherCoordinatesInEveryRoundAndPass() {
    INDArray rows = Matrices.array(Matrices.normal(30, 2_000, 5), DataType.FLOAT);
    DivideAndConquer one = new DivideAndConquer(3, 1, 1, 10);
    assertThat(kept(one, rows, 0)).isNotEqualTo(kept(one, rows, 1)).isEqualTo(kept(one, rows, 0));
    assertThat(Arrays.stream(kept(new DivideAndConquer(3, 4, 1, 10), rows, 0)).filter(k -> k > 0))
        .hasSizeBetween(18, 24);
  }

  private static double[] kept(Aggregator rule, INDArray rows, int round) {
    return rule.aggregate(rows, new AggregationContext(round, Optional.empty(), 1)).rowWeights();
  }

  @Test
  void everyColumnIsDrawnEquallyOften() {
    // An outlier in one column is seen in dim/d = 1/4 of the draws: 400 +- 17 of 1600, six sigma.
    double[][] rows = Matrices.normal(10, 40, 6);
    int[] seen = new int[40];
    for (int column : new int[] {0, 17, 39}) {
      double old = rows[4][column];
      rows[4][column] = 1e6;
      for (int round = 0; round < 1600; round++) {
        Aggregator rule = new DivideAndConquer(1, 1, 1, 10);
        seen[column] += kept(rule, Nd4j.createFromArray(rows), round)[4] == 0 ? 1 : 0;
      }
      rows[4][column] = old;
      // In the other 1200 draws row 4 is dropped like any of ten.
      assertThat(seen[column]).isBetween(400 + 20 - 110, 400 + 300 + 110);
    }
  }

  @Test
  void nonFiniteValuesOutsideTheDrawAreRefusedToo() {
    double[][] rows = Matrices.normal(9, 2_000, 7);
    rows[3][1_234] = Double.NaN;
    for (int round = 0; round < 5; round++) {
      int k = round;
      assertThatThrownBy(
              () -> kept(new DivideAndConquer(2, 1, 1, 3), Nd4j.createFromArray(rows), k))
          .hasMessageContaining("row 3 has a NaN or infinite value");
    }
  }

  @Test
  void aFarRowHidesANearerOne() {
    // The definition's own weakness: around the mean, 250, the row 100 is nearer than all honest.
    double[] rows = new double[10];
    rows[8] = 100;
    rows[9] = 2400;
    INDArray column = Nd4j.createFromArray(rows).reshape(10, 1);
    assertThat(kept(new DivideAndConquer(2), column, 0)[8]).isPositive();
    assertThat(kept(new DivideAndConquer(2), column, 0)[9]).isZero();
  }

  @Test
  void rowsDroppedAreCountedAsWritten() {
    assertThat(LeastNodes.of(new DivideAndConquer(10, 1, 1.1, 5)::check)).isEqualTo(21);
    assertThat(LeastNodes.of(new DivideAndConquer(10, 3, 1.1, 5)::check)).isEqualTo(34);
    assertThatThrownBy(
            () ->
                new DivideAndConquer(2, 3, 1, 5)
                    .aggregate(Nd4j.ones(DataType.FLOAT, 6, 2), CONTEXT))
        .hasMessage(
            "DivideAndConquer: need m > iterations ceil(c q), got m=6, iterations=3, c=1.0, q=2");
    assertThat(new DivideAndConquer(2, 3, 0.5, 7).tolerating(1))
        .isEqualTo(new DivideAndConquer(1, 3, 0.5, 7));
  }

  @Test
  void rowsBeyondTheRangeOfSquaresGoFirst() {
    double[] far = {1e300};
    assertThat(
            AggregatorContract.values(
                new DivideAndConquer(1), new double[] {1}, far, new double[] {3}))
        .containsExactly(2);
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> new DivideAndConquer(1, 0, 1, 1))
        .hasMessage("DivideAndConquer: need iterations >= 1, got iterations=0");
    for (double c : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new DivideAndConquer(1, 1, c, 1))
          .hasMessage("DivideAndConquer: need a positive, finite c, got c=" + c);
    }
    assertThatThrownBy(() -> new DivideAndConquer(1, 1, 1, 0))
        .hasMessage("DivideAndConquer: need dim >= 1, got dim=0");
    assertThatThrownBy(() -> new DivideAndConquer(1_000_000, 1000, 10, 5))
        .hasMessageContaining("need iterations c q <= 1073741824");
  }
}
