package io.github.brsgd.linalg;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Collects a result block by block, rounds it to the rows' type, and makes it an array. */
final class VectorBuilder {

  private final float[] floats;
  private final double[] doubles;

  VectorBuilder(DataType type, int length) {
    floats = type == DataType.FLOAT ? new float[length] : null;
    doubles = type == DataType.FLOAT ? null : new double[length];
  }

  /** Writes {@code values[0..count-1]} from column {@code from} on. */
  void write(int from, int count, double[] values) {
    if (floats != null) {
      for (int c = 0; c < count; c++) {
        floats[from + c] = (float) values[c];
      }
    } else {
      System.arraycopy(values, 0, doubles, from, count);
    }
  }

  /** A new 1 x d array. */
  static INDArray row(float[] values) {
    return Nd4j.create(values, new long[] {1, values.length}, DataType.FLOAT);
  }

  /** A new 1 x d array. */
  static INDArray row(double[] values) {
    return Nd4j.create(values, new long[] {1, values.length}, DataType.DOUBLE);
  }

  INDArray build() {
    return floats != null ? row(floats) : row(doubles);
  }
}
