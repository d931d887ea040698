package io.github.brsgd.cli.npy;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An array to be written for NumPy.
 *
 * @param values m x d, float or double
 * @param isVector whether it is one row that has the shape {@code (d,)} and not {@code (1, d)}
 * @since 0.2
 */
public record NpyArray(INDArray values, boolean isVector) {

  /** Checks type and shape. */
  public NpyArray {
    DataType type = values.dataType();
    if (type != DataType.FLOAT && type != DataType.DOUBLE) {
      throw new IllegalArgumentException("array: need FLOAT or DOUBLE, got " + type);
    }
    if (values.rank() != 2 || (isVector && values.size(0) != 1)) {
      throw new IllegalArgumentException(
          "array: need "
              + (isVector ? "one row" : "a matrix")
              + ", got "
              + values.shapeInfoToString());
    }
  }

  /**
   * A vector, as shape {@code (d,)}.
   *
   * @param vector 1 x d, float or double
   * @return the array
   */
  public static NpyArray vector(INDArray vector) {
    return new NpyArray(vector, true);
  }

  /**
   * A matrix, as shape {@code (m, d)} in C order.
   *
   * @param matrix m x d, float or double
   * @return the array
   */
  public static NpyArray matrix(INDArray matrix) {
    return new NpyArray(matrix, false);
  }

  String shape() {
    return isVector
        ? "(" + values.length() + ",)"
        : "(" + values.size(0) + ", " + values.size(1) + ")";
  }
}
