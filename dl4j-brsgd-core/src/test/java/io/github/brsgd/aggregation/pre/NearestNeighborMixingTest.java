package io.github.brsgd.aggregation.pre;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.linalg.Rows;
import io.github.brsgd.oracle.OracleCase;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class NearestNeighborMixingTest implements PreAggregatorContract {

  @Override
  public PreAggregator step(int q) {
    return new NearestNeighborMixing(q);
  }

  @Test
  void example() {
    assertThat(
            PreAggregatorContract.values(
                new NearestNeighborMixing(1), new double[] {0}, new double[] {1}, new double[] {9}))
        .isDeepEqualTo(new double[][] {{0.5}, {0.5}, {5}});
  }

  @Test
  void aRowIsAmongItsNeighboursEvenIfOthersEqualIt() {
    double[][] weights =
        new NearestNeighborMixing(2).mixing(Rows.of(Nd4j.ones(DataType.FLOAT, 5, 2)), CONTEXT);
    for (int i = 0; i < 5; i++) {
      assertThat(weights[i][i]).isEqualTo(1.0 / 3);
    }
    assertThat(weights[4]).containsExactly(1.0 / 3, 1.0 / 3, 0, 0, 1.0 / 3);
  }

  @TestFactory
  Stream<DynamicTest> oracle() {
    return OracleCase.of("nnm")
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.name(),
                    () -> {
                      for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
                        Rows rows = Rows.of(c.input(type));
                        c.assertMatches(
                            rows.mix(new NearestNeighborMixing(c.q()).mixing(rows, CONTEXT))
                                .matrix(),
                            type == DataType.FLOAT ? 1e-4 : 1e-9);
                      }
                    }));
  }
}
