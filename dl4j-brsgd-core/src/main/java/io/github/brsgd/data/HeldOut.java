package io.github.brsgd.data;

import io.github.brsgd.random.RandomOrder;
import io.github.brsgd.random.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Examples held out to judge by, where a source has no test examples of its own: a fifth. */
@SuppressWarnings("ArrayRecordComponent") // handed over, kept by nobody else
record HeldOut(int[] training, int[] test) {

  private static final long DRAW = 61;
  private static final int PART = 5;

  /** The same split for the same number of examples. */
  static HeldOut of(int examples) {
    if (examples < PART) {
      throw new IllegalArgumentException(
          "dataset: need at least " + PART + " examples to hold some out, got " + examples);
    }
    SplittableRandom random = new SplittableRandom(Seeds.derive(DRAW, examples));
    int[] order = RandomOrder.of(examples, random);
    int held = examples / PART;
    return new HeldOut(
        Arrays.copyOfRange(order, held, examples), Arrays.copyOfRange(order, 0, held));
  }
}
