package io.github.brsgd.attack;

import io.github.brsgd.linalg.Rows;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Keeps forged values within the range of their type. */
final class Finite {

  private Finite() {}

  /** A factor that the type can hold: beyond it 0 times the factor would be NaN. */
  static double factor(double factor, DataType type) {
    double largest = largest(type);
    return Math.max(-largest, Math.min(largest, factor));
  }

  private static double largest(DataType type) {
    return type == DataType.FLOAT ? Float.MAX_VALUE : Double.MAX_VALUE;
  }

  /** Caps values of a matrix beyond the largest finite one, in place; returns the array. */
  static INDArray cap(INDArray values) {
    if (Rows.of(values).nonFinite().length == 0) {
      return values;
    }
    double largest = largest(values.dataType());
    Transforms.min(values, largest, false);
    Transforms.max(values, -largest, false);
    return values;
  }
}
