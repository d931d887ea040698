package io.github.brsgd.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class RowCopiesTest {

  private static INDArray numbers(long... shape) {
    return Nd4j.arange(Nd4j.createUninitialized(shape).length())
        .castTo(DataType.FLOAT)
        .reshape('c', shape);
  }

  /** Matrices 6 x 4 with the numbers 0 to 23, however they lie in memory. */
  static Stream<INDArray> layouts() {
    INDArray all = numbers(8, 4).subi(4);
    return Stream.of(
        numbers(6, 4),
        numbers(6, 4).dup('f'),
        all.get(NDArrayIndex.interval(1, 7), NDArrayIndex.all()),
        Nd4j.hstack(Nd4j.zeros(6, 3), numbers(6, 4), Nd4j.zeros(6, 1))
            .get(NDArrayIndex.all(), NDArrayIndex.interval(3, 7)),
        numbers(6, 4).transpose().dup('c').transpose());
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void rowsComeInTheOrderWantedWhateverTheLayouts(INDArray from) {
    for (INDArray to : layouts().toList()) {
      INDArray target = to.get(NDArrayIndex.interval(2, 5), NDArrayIndex.all());
      float above = to.getFloat(1, 3);
      float below = to.getFloat(5, 0);
      RowCopies.gather(from, new int[] {5, 0, 5}, target);
      assertThat(target.toFloatMatrix())
          .isDeepEqualTo(new float[][] {{20, 21, 22, 23}, {0, 1, 2, 3}, {20, 21, 22, 23}});
      assertThat(to.getFloat(1, 3)).isEqualTo(above);
      assertThat(to.getFloat(5, 0)).isEqualTo(below);
    }
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void aVectorIsCopiedWhateverTheLayouts(INDArray to) {
    for (INDArray from : layouts().toList()) {
      RowCopies.copy(from.getRow(4, true), to.getRow(1, true));
      RowCopies.copy(from.getRow(2), to.getRow(3, true));
      RowCopies.repeat(from.getRow(5, true), to, 0, 5);
      assertThat(to.toFloatMatrix())
          .isDeepEqualTo(
              new float[][] {
                {20, 21, 22, 23},
                {16, 17, 18, 19},
                {8, 9, 10, 11},
                {8, 9, 10, 11},
                {16, 17, 18, 19},
                {20, 21, 22, 23}
              });
      to.assign(numbers(6, 4));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DOUBLE", "HALF", "BFLOAT16", "LONG", "INT", "SHORT", "BYTE", "UBYTE"})
  void typesAreOfAnyWidth(DataType type) {
    INDArray from = numbers(3, 2, 2).castTo(type);
    INDArray to = Nd4j.zeros(type, 2, 2, 2);
    RowCopies.gather(from, new int[] {2, 1}, to);
    assertThat(to.castTo(DataType.FLOAT))
        .isEqualTo(Nd4j.createFromArray(new float[] {8, 9, 10, 11, 4, 5, 6, 7}).reshape(2, 2, 2));
  }

  @Test
  void anotherTypeIsConverted() {
    INDArray to = Nd4j.zeros(DataType.FLOAT, 2, 2);
    RowCopies.copy(Nd4j.createFromArray(1.5, -2.5), to.getRow(1, true));
    assertThat(to.toFloatMatrix()).isDeepEqualTo(new float[][] {{0, 0}, {1.5f, -2.5f}});
  }

  @Test
  void whatDoesNotFitIsRefusedBeforeAnythingIsWritten() {
    INDArray matrix = numbers(3, 4);
    INDArray target = Nd4j.zeros(2, 4);
    for (int row : List.of(-1, 3)) {
      assertThatThrownBy(() -> RowCopies.gather(matrix, new int[] {0, row}, target))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> RowCopies.repeat(target.getRow(0), matrix, 0, row))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RowCopies.gather(matrix, new int[] {1}, target))
        .withMessage("target: need 1 rows of 4 values, got shape [2, 4]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RowCopies.copy(matrix.getRow(1), Nd4j.zeros(1, 3)))
        .withMessage("copy: need as many values, got 4 for 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RowCopies.repeat(Nd4j.zeros(1, 3), matrix, 0))
        .withMessage("vector: need 4 values, got 3");
    assertThat(target).isEqualTo(Nd4j.zeros(2, 4));
    assertThat(matrix).isEqualTo(numbers(3, 4));
  }
}
