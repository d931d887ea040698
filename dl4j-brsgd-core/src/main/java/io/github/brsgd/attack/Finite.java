package io.github.brsgd.attack;

import io.github.brsgd.linalg.Rows;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Keeps forged values within the range of their type. */
final class Finite {

  private Finite() {}

  /** Caps values of a matrix beyond the largest finite one, in place; returns the array. */
  static INDArray cap(INDArray values) {
    if (Rows.of(values).nonFinite().length == 0) {
      return values;
    }
    double largest = values.dataType() == DataType.FLOAT ? Float.MAX_VALUE : Double.MAX_VALUE;
    Transforms.min(values, largest, false);
    Transforms.max(values, -largest, false);
    return values;
  }
}
