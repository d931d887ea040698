package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.linalg.Rows;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Rows of doubles so far apart that squared distances leave the range of double. */
class HugeRowsTest {

  @Test
  void aSearchOverSubsetsEndsWithOneOfThem() {
    double[][] rows = new double[3][4096];
    Arrays.fill(rows[1], 1e160);
    Arrays.fill(rows[2], -1e160);
    INDArray matrix = Nd4j.createFromArray(rows);
    for (Aggregator rule : List.of(new MinimumDiameterAveraging(1), new Smea(1))) {
      Aggregation result = rule.aggregate(matrix, AggregationContext.first(1));
      assertThat(result.rowWeights()).containsExactly(0.5, 0.5, 0);
    }
    assertThat(
            new MinimumDiameterAveraging(0)
                .aggregate(matrix, AggregationContext.first(1))
                .rowWeights())
        .containsOnly(1.0 / 3);
  }

  @Test
  void distancesAddedUpOverManyColumnsStayFinite() {
    double[][] rows = new double[2][4096];
    Arrays.fill(rows[1], 1e160);
    double[][] squared = Rows.of(Nd4j.createFromArray(rows)).squaredDistances();
    assertThat(squared[0][1]).isEqualTo(Double.MAX_VALUE);
    assertThat(squared[1][0]).isEqualTo(Double.MAX_VALUE);
    assertThat(squared[0][0]).isZero();
  }
}
