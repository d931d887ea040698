package io.github.brsgd.spark.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
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
      assertThat(HeapVector.of(matrix.getRow(1)).matrix(1)).isEqualTo(matrix.getRow(1, true));
      assertThat(HeapVector.of(matrix.getColumn(2)).matrix(3)).isEqualTo(matrix.getColumn(2, true));
      assertThat(HeapVector.of(matrix.dup('f')).matrix(3)).isEqualTo(matrix);
      assertThat(HeapVector.of(matrix.getScalar(2, 3)).matrix(1).getDouble(0))
          .isEqualTo(matrix.getDouble(2, 3));
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

  private static HeapVector sentAndReceived(HeapVector vector) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(vector);
    }
    assertThat(bytes.size()).isLessThan(vector.length() * vector.type().width() * 101 / 100 + 300);
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (HeapVector) in.readObject();
    }
  }

  @Test
  void everyBitTravels() throws Exception {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      int chunk = (1 << 16) / type.width();
      for (int length : new int[] {1, 1000, chunk - 1, chunk, chunk + 1, 3 * chunk + 7}) {
        INDArray numbers = Nd4j.rand(type, length).subi(0.5);
        numbers.putScalar(0, Double.NaN);
        numbers.putScalar(length - 1, Double.NEGATIVE_INFINITY);
        HeapVector vector = HeapVector.of(numbers);
        HeapVector back = sentAndReceived(vector);
        assertThat(back.type()).isEqualTo(type);
        assertThat(back.length()).isEqualTo(length);
        assertThat(back.sameBits(vector)).isTrue();
      }
      assertThat(sentAndReceived(HeapVector.zeros(type, 0)).length()).isZero();
    }
  }
}
