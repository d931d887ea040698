package io.github.brsgd.training.model;

import io.github.brsgd.linalg.RowCopies;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Arrays of floats that lie in memory one after the other, last dimension fastest. */
final class DenseFloats {

  private DenseFloats() {}

  static boolean is(INDArray array) {
    return array.dataType() == DataType.FLOAT && RowCopies.isPiece(array);
  }

  /** The memory, from the first value on; the array has to be kept, for a pointer does not. */
  static FloatPointer start(INDArray array) {
    return new FloatPointer(array.data().pointer()).getPointer(array.offset());
  }
}
