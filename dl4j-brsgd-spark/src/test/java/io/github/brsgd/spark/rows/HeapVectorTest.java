package io.github.brsgd.spark.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class HeapVectorTest {

  @Test
  void numbersComeBackInMemoryThatCanBeFreed() {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray matrix = Nd4j.rand(type, 3, 4);
      INDArray back = HeapVector.of(matrix).matrix(3);
      assertThat(back).isEqualTo(matrix);
      assertThat(back.closeable()).isTrue();
      assertThat(HeapVector.of(matrix.transpose()).matrix(4)).isEqualTo(matrix.transpose());
      assertThat(HeapVector.of(matrix).range(4, 8).matrix(1)).isEqualTo(matrix.getRow(1, true));
    }
    assertThatThrownBy(() -> HeapVector.of(Nd4j.createFromArray(1, 2)))
        .hasMessage("type: need FLOAT or DOUBLE, got INT");
  }

  @Test
  void anyNanOrInfinityIsNoticed() {
    INDArray numbers = Nd4j.ones(DataType.FLOAT, 5);
    assertThat(HeapVector.of(numbers).isFinite()).isTrue();
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      assertThat(HeapVector.of(numbers.dup().putScalar(3, bad)).isFinite()).isFalse();
    }
  }
}
