package io.github.brsgd.spark.rows;

import java.io.Serializable;
import java.lang.ref.Reference;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.ObjIntConsumer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Numbers on the heap, which Spark can keep, spill and send, and the collector sees.
 *
 * @since 0.2
 */
public final class HeapVector implements Serializable {

  private static final long serialVersionUID = 1;

  /** Numbers that one buffer spans, of any type. */
  private static final int PIECE = 1 << 27;

  private final float[] floats;
  private final double[] doubles;

  private HeapVector(float[] floats, double[] doubles) {
    this.floats = floats;
    this.doubles = doubles;
  }

  /**
   * A copy of an array's numbers.
   *
   * @param array float or double, of any shape
   * @return its numbers in c order
   * @throws IllegalArgumentException if the array has another type
   */
  public static HeapVector of(INDArray array) {
    DataType type = array.dataType();
    if (type != DataType.FLOAT && type != DataType.DOUBLE) {
      throw new IllegalArgumentException("type: need FLOAT or DOUBLE, got " + type);
    }
    HeapVector copy = zeros(type, Math.toIntExact(array.length()));
    if (copy.length() > 0) {
      INDArray vector = array.reshape('c', new long[] {array.length()});
      copy.read(vector.stride(0) == 1 ? vector : vector.dup('c'));
    }
    return copy;
  }

  private void read(INDArray vector) {
    Nd4j.getAffinityManager().ensureLocation(vector, AffinityManager.Location.HOST);
    try {
      inPieces(
          vector,
          (memory, from) -> {
            if (memory instanceof FloatBuffer piece) {
              piece.get(floats, from, piece.remaining());
            } else {
              ((DoubleBuffer) memory).get(doubles, from, memory.remaining());
            }
          });
    } finally {
      // The memory of an array that nobody refers to is freed.
      Reference.reachabilityFence(vector);
    }
  }

  /**
   * The memory of an array without gaps, in pieces that a buffer can span. ND4J's own ways of
   * copying take numbers one by one.
   */
  private static void inPieces(INDArray array, ObjIntConsumer<Buffer> use) {
    for (long from = 0; from < array.length(); from += PIECE) {
      long start = array.offset() + from;
      long count = Math.min(PIECE, array.length() - from);
      Pointer data = array.data().pointer();
      use.accept(
          array.dataType() == DataType.FLOAT
              ? new FloatPointer(data).getPointer(start).capacity(count).asBuffer()
              : new DoublePointer(data).getPointer(start).capacity(count).asBuffer(),
          Math.toIntExact(from));
    }
  }

  /**
   * Zeros.
   *
   * @param type FLOAT or DOUBLE
   * @param length at least 0
   * @return a vector
   */
  static HeapVector zeros(DataType type, int length) {
    return type == DataType.FLOAT
        ? new HeapVector(new float[length], null)
        : new HeapVector(null, new double[length]);
  }

  /**
   * How many numbers there are.
   *
   * @return the length
   */
  public int length() {
    return floats != null ? floats.length : doubles.length;
  }

  /**
   * Their type.
   *
   * @return FLOAT or DOUBLE
   */
  public DataType type() {
    return floats != null ? DataType.FLOAT : DataType.DOUBLE;
  }

  /**
   * Some of the numbers.
   *
   * @param from the first
   * @param to the one after the last
   * @return a copy
   */
  public HeapVector range(int from, int to) {
    HeapVector part = zeros(type(), to - from);
    System.arraycopy(numbers(), from, part.numbers(), 0, to - from);
    return part;
  }

  /**
   * Whether there is no NaN and no infinite value.
   *
   * @return true if so
   */
  public boolean isFinite() {
    double sum = 0;
    for (int i = 0; i < length(); i++) {
      // 0 times a finite value is 0, times others NaN.
      sum += 0 * (floats != null ? floats[i] : doubles[i]);
    }
    return sum == 0;
  }

  /**
   * Whether another vector has the same type and the same bits; one NaN is as good as another.
   *
   * @param other to compare with
   * @return true if so
   */
  public boolean sameBits(HeapVector other) {
    return Arrays.equals(floats, other.floats) && Arrays.equals(doubles, other.doubles);
  }

  /** Overwrites numbers with those of another vector of the same type. */
  void put(int at, HeapVector other) {
    System.arraycopy(other.numbers(), 0, numbers(), at, other.length());
  }

  /** Copies some numbers to the beginning of a buffer. */
  void get(int from, int count, ByteBuffer into) {
    if (floats != null) {
      into.asFloatBuffer().put(floats, from, count);
    } else {
      into.asDoubleBuffer().put(doubles, from, count);
    }
  }

  /** Overwrites some numbers with those at the beginning of a buffer. */
  void put(int from, int count, ByteBuffer with) {
    if (floats != null) {
      with.asFloatBuffer().get(floats, from, count);
    } else {
      with.asDoubleBuffer().get(doubles, from, count);
    }
  }

  private Object writeReplace() {
    return new VectorBytes(this);
  }

  private Object numbers() {
    return floats != null ? floats : doubles;
  }

  /**
   * The numbers as a matrix.
   *
   * @param rows how many rows; the length is a multiple of it
   * @return rows x length / rows, a copy, to be closed by the caller
   */
  public INDArray matrix(int rows) {
    INDArray matrix = Nd4j.createUninitialized(type(), rows, length() / rows);
    inPieces(
        matrix,
        (memory, from) -> {
          if (memory instanceof FloatBuffer piece) {
            piece.put(floats, from, piece.remaining());
          } else {
            ((DoubleBuffer) memory).put(doubles, from, memory.remaining());
          }
        });
    Nd4j.getAffinityManager().tagLocation(matrix, AffinityManager.Location.HOST);
    return matrix;
  }
}
