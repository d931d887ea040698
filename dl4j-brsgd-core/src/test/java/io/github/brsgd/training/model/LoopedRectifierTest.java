package io.github.brsgd.training.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LoopedRectifierTest {

  private static void assertEqual(INDArray sums, INDArray errors) {
    INDArray expected = new ActivationReLU().backprop(sums.dup(sums.ordering()), errors).getFirst();
    INDArray actual = new LoopedRectifier().backprop(sums, errors).getFirst();
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void errorsPassWhereTheSumIsPositive() {
    INDArray sums = Nd4j.randn(DataType.FLOAT, 5, 3, 29, 31);
    sums.putScalar(7, 0);
    sums.putScalar(8, -0.0f);
    sums.putScalar(9, Float.NaN);
    INDArray errors = Nd4j.randn(DataType.FLOAT, 5, 3, 29, 31);
    assertEqual(sums, errors);
    assertEqual(Nd4j.createFromArray(1f).reshape(1, 1), Nd4j.createFromArray(-2f).reshape(1, 1));
  }

  @Test
  void otherLayoutsAreLeftToNd4j() {
    INDArray sums = Nd4j.randn(DataType.FLOAT, 4, 6);
    assertEqual(sums.dup('f'), Nd4j.randn(DataType.FLOAT, 4, 6));
    assertEqual(sums, Nd4j.randn(DataType.FLOAT, 4, 6).dup('f'));
    assertEqual(sums.castTo(DataType.DOUBLE), Nd4j.randn(DataType.DOUBLE, 4, 6));
  }
}
