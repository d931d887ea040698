package io.github.brsgd.linalg;

import java.lang.ref.Reference;
import java.nio.Buffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A new 1 x d array, written block by block, each value rounded to its type. */
final class VectorBuilder {

  private static final ThreadLocal<float[]> ROUNDED =
      ThreadLocal.withInitial(() -> new float[Block.LONG]);

  private final INDArray vector;
  private final Buffer memory;

  /** A vector whose values are yet to be written. */
  VectorBuilder(DataType type, int length) {
    vector = SpareVectors.vector(type, length);
    memory = RowMemory.host(vector, type);
  }

  /** Writes {@code values[0..count-1]} from column {@code from} on; at most {@link Block#LONG}. */
  void write(int from, int count, double[] values) {
    try {
      if (memory instanceof FloatBuffer floats) {
        float[] rounded = ROUNDED.get();
        for (int c = 0; c < count; c++) {
          rounded[c] = (float) values[c];
        }
        floats.put(from, rounded, 0, count);
      } else {
        ((DoubleBuffer) memory).put(from, values, 0, count);
      }
    } finally {
      Reference.reachabilityFence(vector);
    }
  }

  /** Writes a row of some memory. */
  void write(RowMemory rows, int row) {
    rows.copy(row, memory);
  }

  INDArray build() {
    // Other backends than the CPU's must know that the host's memory is the newer one.
    Nd4j.getAffinityManager().tagLocation(vector, AffinityManager.Location.HOST);
    return vector;
  }
}
