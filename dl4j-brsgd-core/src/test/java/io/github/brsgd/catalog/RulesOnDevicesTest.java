package io.github.brsgd.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.RowNodes;
import io.github.brsgd.linalg.Bits;
import io.github.brsgd.linalg.DeviceMatrix;
import io.github.brsgd.linalg.Matrices;
import io.github.brsgd.linalg.Rows;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Every rule and chain of the catalogue copies rows that lie on a device once, all at a time. */
class RulesOnDevicesTest {

  @TestFactory
  Stream<DynamicTest> aRoundIsCopiedOnce() {
    return RulesOnSlicedRowsTest.texts()
        .map(text -> DynamicTest.dynamicTest(text, () -> aggregate(text)));
  }

  private static void aggregate(String text) {
    Aggregator rule = RulesOnSlicedRowsTest.rule(text);
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray matrix = Matrices.array(Matrices.normal(RulesOnSlicedRowsTest.M, 600, 1), type);
      AggregationContext context =
          new AggregationContext(
              3,
              Optional.of(Rows.of(matrix).copy(0)),
              5,
              new RowNodes.InOrder(),
              Optional.of(Rows.of(matrix).copy(1)));
      DeviceMatrix device = new DeviceMatrix(matrix);
      INDArray aggregate = rule.aggregate(device.array(), context).vector();
      assertThat(device.copies()).isEqualTo(1);
      assertThat(Bits.of(aggregate)).isEqualTo(Bits.of(rule.aggregate(matrix, context).vector()));
    }
  }
}
