package io.github.brsgd.training.model;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Arrays of floats that lie in memory one after the other, last dimension fastest. */
final class DenseFloats {

  private DenseFloats() {}

  static boolean is(INDArray array) {
    if (array.dataType() != DataType.FLOAT) {
      return false;
    }
    long expected = 1;
    for (int dimension = array.rank() - 1; dimension >= 0; dimension--) {
      if (array.size(dimension) != 1 && array.stride(dimension) != expected) {
        return false;
      }
      expected *= array.size(dimension);
    }
    return true;
  }

  /** The memory, from the first value on; the array has to be kept, for a pointer does not. */
  static FloatPointer start(INDArray array) {
    return new FloatPointer(array.data().pointer()).getPointer(array.offset());
  }
}
