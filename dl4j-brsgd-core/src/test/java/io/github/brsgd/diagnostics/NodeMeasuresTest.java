package io.github.brsgd.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.linalg.Matrices;
import io.github.brsgd.linalg.Rows;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

class NodeMeasuresTest {

  private static NodeMeasures of(double[][] rows, double[] aggregate, double... weights) {
    return NodeMeasures.of(
        Rows.of(Matrices.array(rows, DataType.DOUBLE)),
        Nd4j.createFromArray(new double[][] {aggregate}),
        weights);
  }

  @Test
  void aRowIsMeasuredAgainstTheAggregateOfTheOthers() {
    double[][] values = Matrices.normal(4, 50, 1);
    INDArray rows = Matrices.array(values, DataType.DOUBLE);
    double[] weights = {0.5, 0.3, 0.2, 0};
    INDArray aggregate = Rows.of(rows).weightedSum(weights);
    NodeMeasures measures = NodeMeasures.of(Rows.of(rows), aggregate, weights);
    for (int i = 0; i < 4; i++) {
      INDArray row = rows.getRow(i, true);
      INDArray others = aggregate.sub(row.mul(weights[i])).div(1 - weights[i]);
      assertThat(measures.distances()[i]).isCloseTo(row.distance2(aggregate), within(1e-9));
      assertThat(measures.norms()[i]).isCloseTo(row.norm2Number().doubleValue(), within(1e-9));
      assertThat(measures.cosines()[i])
          .isCloseTo(Transforms.cosineSim(row, aggregate), within(1e-9));
      assertThat(measures.distancesToOthers()[i]).isCloseTo(row.distance2(others), within(1e-9));
      assertThat(measures.cosinesToOthers()[i])
          .isCloseTo(Transforms.cosineSim(row, others), within(1e-9));
    }
  }

  @Test
  void theOnlyRowOfAnAggregateHasNothingToBeMeasuredAgainst() {
    NodeMeasures measures = of(new double[][] {{3, 4}, {0, 1}}, new double[] {3, 4}, 1, 0);
    assertThat(measures.distancesToOthers()[0]).isNaN();
    assertThat(measures.cosinesToOthers()[0]).isNaN();
    assertThat(measures.norms()[0]).isEqualTo(5);
    assertThat(measures.distancesToOthers()[1]).isCloseTo(Math.sqrt(18), within(1e-12));
  }

  @Test
  void zerosAndHugeRowsHaveACosine() {
    NodeMeasures measures =
        of(new double[][] {{0, 0}, {1e200, 0}, {1, 0}}, new double[] {1, 0}, 0, 0, 0);
    assertThat(measures.cosines()).containsExactly(0, 0, 1);
    assertThat(of(new double[][] {{1, 2}}, new double[] {0, 0}, 0).cosines()).containsExactly(0);
  }

  @Test
  void scoresGoByMedianAndItsDeviation() {
    double[][] rows = {{1}, {2}, {3}, {4}, {100}};
    // Distances to 0: median 3, absolute deviations 2, 1, 0, 1, 97 with median 1.
    double[] scores = of(rows, new double[] {0}, 0, 0, 0, 0, 0).scores();
    double scale = 1.4826022185056018;
    assertThat(scores)
        .containsExactly(
            new double[] {-2 / scale, -1 / scale, 0, 1 / scale, 97 / scale}, within(1e-12));
    double[] alike = of(new double[][] {{2}, {2}, {2}, {7}}, new double[] {0}, 0, 0, 0, 0).scores();
    assertThat(alike).containsExactly(0, 0, 0, Double.POSITIVE_INFINITY);
  }
}
