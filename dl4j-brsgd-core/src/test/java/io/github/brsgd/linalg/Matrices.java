package io.github.brsgd.linalg;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Random matrices for tests, the same for the same seed. */
public final class Matrices {

  private Matrices() {}

  /** m x d normal values, rounded to float so that both types hold the same. */
  public static double[][] normal(int m, int d, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] values = new double[m][d];
    for (double[] row : values) {
      Arrays.setAll(row, c -> (float) random.nextGaussian());
    }
    return values;
  }

  /** The values as an array of this type. */
  public static INDArray array(double[][] values, DataType type) {
    return Nd4j.createFromArray(values).castTo(type);
  }
}
