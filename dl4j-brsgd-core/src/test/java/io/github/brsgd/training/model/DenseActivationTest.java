package io.github.brsgd.training.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DenseActivationTest {

  @Test
  void theRectifierHandsErrorsBackWhereItsOutputIsAboveZero() {
    float[] outputs = {
      0f,
      -0f,
      1f,
      -1f,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      Float.MAX_VALUE,
      -Float.MAX_VALUE,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.NaN,
      Float.intBitsToFloat(0xffc00000),
      Float.intBitsToFloat(Integer.MAX_VALUE)
    };
    for (float error : new float[] {3f, -3f, -0f, Float.NaN, Float.NEGATIVE_INFINITY}) {
      float[] errors = new float[outputs.length];
      float[] expected = new float[outputs.length];
      Arrays.fill(errors, error);
      for (int j = 0; j < outputs.length; j++) {
        expected[j] = outputs[j] > 0f ? error : 0f;
      }
      DenseActivation.RELU.backward(errors, outputs, outputs.length);
      assertThat(errors).isEqualTo(expected);
    }
  }
}
