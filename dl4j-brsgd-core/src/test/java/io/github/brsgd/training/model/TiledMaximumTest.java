package io.github.brsgd.training.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The operations of ND4J are the reference. */
class TiledMaximumTest {

  private static INDArray images(int height, int width) {
    Nd4j.getRandom().setSeed(height * 31L + width);
    return Nd4j.randn(DataType.FLOAT, 2, 3, height, width);
  }

  private static INDArray run(String name, int h, int w, long[] shape, INDArray... in) {
    INDArray out = Nd4j.create(DataType.FLOAT, shape);
    Nd4j.exec(
        DynamicCustomOp.builder(name)
            .addInputs(in)
            .addOutputs(out)
            .addIntegerArguments(h, w, h, w, 0, 0, 1, 1, 0, 0, 0)
            .build());
    return out;
  }

  private static void assertEqual(INDArray images, int h, int w) {
    long[] tiles = {2, 3, images.size(2) / h, images.size(3) / w};
    INDArray maxima = Nd4j.createUninitialized(DataType.FLOAT, tiles);
    new TiledMaximum(h, w).forward(images, maxima);
    assertThat(maxima).isEqualTo(run("maxpool2d", h, w, tiles, images));

    INDArray errors = Nd4j.randn(DataType.FLOAT, tiles);
    INDArray spread = Nd4j.createUninitialized(DataType.FLOAT, images.shape());
    new TiledMaximum(h, w).backward(images, errors, spread);
    assertThat(spread).isEqualTo(run("maxpool2d_bp", h, w, images.shape(), images, errors));
  }

  @ParameterizedTest
  @CsvSource({"4,6,2,2", "5,7,2,2", "9,9,3,3", "8,9,2,3", "4,4,1,1", "5,5,5,5", "24,24,2,2"})
  void poolsAsNd4jDoes(int height, int width, int h, int w) {
    assertEqual(images(height, width), h, w);
  }

  /** After a ReLU many windows hold nothing but zeros. */
  @Test
  void theFirstOfEqualValuesCounts() {
    assertEqual(Transforms.relu(images(8, 8)), 2, 2);
    assertEqual(Nd4j.zeros(DataType.FLOAT, 2, 3, 6, 6), 3, 3);
    assertEqual(Transforms.round(images(8, 8)), 2, 2);
    assertEqual(Nd4j.valueArrayOf(new long[] {2, 3, 4, 4}, -1e38f, DataType.FLOAT), 2, 2);
  }

  @Test
  void whatIsNotANumberIsNotHidden() {
    for (int at = 0; at < 4; at++) {
      INDArray image = Nd4j.createFromArray(1f, 2f, 3f, 4f).reshape(1, 1, 2, 2);
      image.putScalar(at, Float.NaN);
      INDArray maximum = Nd4j.create(DataType.FLOAT, 1, 1, 1, 1);
      new TiledMaximum(2, 2).forward(image, maximum);
      assertThat(maximum.getFloat(0)).isNaN();
    }
  }

  /** Every window of four of these: the first of the largest, or the first that is no number. */
  @Test
  void windowsOfSpecialValuesGiveTheFirstOfTheLargest() {
    float[] special = {
      Float.NaN,
      Float.intBitsToFloat(0xffc00000),
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      0f,
      -0f,
      -1f,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      Float.MAX_VALUE,
      -Float.MAX_VALUE
    };
    int n = special.length;
    INDArray image = Nd4j.create(DataType.FLOAT, 1, 1, 2, 2);
    INDArray error = Nd4j.ones(DataType.FLOAT, 1, 1, 1, 1);
    INDArray maximum = Nd4j.create(DataType.FLOAT, 1, 1, 1, 1);
    INDArray spread = Nd4j.create(DataType.FLOAT, 1, 1, 2, 2);
    for (int choice = 0; choice < n * n * n * n; choice++) {
      int first = 0;
      float[] window = new float[4];
      for (int i = 0, rest = choice; i < 4; i++, rest /= n) {
        window[i] = special[rest % n];
        image.putScalar(i, window[i]);
        if (!Float.isNaN(window[first]) && !(window[i] <= window[first])) {
          first = i;
        }
      }
      new TiledMaximum(2, 2).forward(image, maximum);
      new TiledMaximum(2, 2).backward(image, error, spread);
      assertThat(Float.floatToIntBits(maximum.getFloat(0)))
          .as("%s", image)
          .isEqualTo(Float.floatToIntBits(window[first]));
      for (int i = 0; i < 4; i++) {
        assertThat(spread.getFloat(i)).as("%s", image).isEqualTo(i == first ? 1f : 0f);
      }
    }
  }

  @Test
  void otherLayoutsAreNotServed() {
    INDArray images = images(4, 4);
    assertThat(TiledMaximum.serves(images, images.mul(2))).isTrue();
    assertThat(TiledMaximum.serves(images.permute(0, 1, 3, 2))).isFalse();
    assertThat(TiledMaximum.serves(images, images.dup('f'))).isFalse();
    assertThat(TiledMaximum.serves(images.castTo(DataType.DOUBLE))).isFalse();
  }
}
