package io.github.brsgd.spark.rows;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Numbers on the heap, which Spark can keep, spill and send, and the collector sees.
 *
 * @since 0.2
 */
public final class HeapVector implements Serializable {

  private static final long serialVersionUID = 1;

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
    INDArray vector = array.reshape('c', new long[] {array.length()});
    return switch (array.dataType()) {
      case FLOAT -> new HeapVector(vector.toFloatVector(), null);
      case DOUBLE -> new HeapVector(null, vector.toDoubleVector());
      default ->
          throw new IllegalArgumentException("type: need FLOAT or DOUBLE, got " + array.dataType());
    };
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
    // A reshaped array counts as a view, which cannot be closed.
    long[] shape = {rows, length() / rows};
    return floats != null
        ? Nd4j.create(floats, shape, DataType.FLOAT)
        : Nd4j.create(doubles, shape, DataType.DOUBLE);
  }
}
