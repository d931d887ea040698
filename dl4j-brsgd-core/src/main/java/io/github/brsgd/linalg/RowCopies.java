package io.github.brsgd.linalg;

import io.github.brsgd.marker.Internal;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Objects;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Copies rows as pieces of memory, where they are such: ND4J's own operations take three to ten
 * times as long. Others are left to those.
 *
 * @since 0.2
 */
@Internal
public final class RowCopies {

  private RowCopies() {}

  /**
   * Copies a vector.
   *
   * @param from 1 x d or d values
   * @param to as many, overwritten
   * @throws IllegalArgumentException if it has another number of values
   */
  public static void copy(INDArray from, INDArray to) {
    if (from.length() != to.length()) {
      throw new IllegalArgumentException(
          "copy: need as many values, got " + from.length() + " for " + to.length());
    }
    if (!arePieces(from, to)) {
      to.assign(from.reshape(to.shape()));
      return;
    }
    try {
      Pointer.memcpy(bytes(to), bytes(from), from.length() * from.dataType().width());
    } finally {
      keep(from, to);
    }
  }

  /**
   * Copies some rows one below the other.
   *
   * @param matrix rows in its first dimension
   * @param rows which, in the order wanted
   * @param target so many rows of the same length, overwritten
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public static void gather(INDArray matrix, int[] rows, INDArray target) {
    long length = checked(matrix, rows);
    if (target.size(0) != rows.length || target.length() != rows.length * length) {
      throw new IllegalArgumentException(
          "target: need "
              + rows.length
              + " rows of "
              + length
              + " values, got shape "
              + Arrays.toString(target.shape()));
    }
    try {
      if (arePieces(matrix, target)) {
        long size = length * matrix.dataType().width();
        BytePointer source = bytes(matrix);
        BytePointer copies = bytes(target);
        long from = source.position();
        long to = copies.position();
        for (int i = 0; i < rows.length; i++) {
          copies.position(to + i * size);
          source.position(from + rows[i] * size);
          Pointer.memcpy(copies, source, size);
        }
      } else {
        pull(matrix.reshape(matrix.size(0), length), rows, target.reshape(rows.length, length));
      }
    } finally {
      keep(matrix, target);
    }
  }

  /** Of arrays that may be copies, made for this alone. */
  private static void pull(INDArray matrix, int[] rows, INDArray target) {
    try {
      Nd4j.pullRows(matrix, target, 1, rows);
    } finally {
      keep(matrix, target);
    }
  }

  /**
   * Copies a vector into some rows of a matrix.
   *
   * @param vector d values
   * @param matrix m x d
   * @param rows which of them are overwritten
   * @throws IllegalArgumentException if the rows have another number of values
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public static void repeat(INDArray vector, INDArray matrix, int... rows) {
    long length = checked(matrix, rows);
    if (vector.length() != length) {
      throw new IllegalArgumentException(
          "vector: need " + length + " values, got " + vector.length());
    }
    try {
      boolean arePieces = arePieces(vector, matrix);
      for (int row : rows) {
        if (arePieces) {
          long size = length * matrix.dataType().width();
          BytePointer target = bytes(matrix);
          target.position(target.position() + row * size);
          Pointer.memcpy(target, bytes(vector), size);
        } else {
          matrix.getRow(row, true).assign(vector.reshape(1, length));
        }
      }
    } finally {
      keep(vector, matrix);
    }
  }

  /** A collection must not free what native code reads and writes. */
  @SuppressWarnings("ReachabilityFenceUsage") // callers are in one
  private static void keep(INDArray from, INDArray to) {
    Reference.reachabilityFence(from);
    Reference.reachabilityFence(to);
  }

  /** The length of a row, if there are these. */
  private static long checked(INDArray matrix, int[] rows) {
    for (int row : rows) {
      Objects.checkIndex(row, matrix.size(0));
    }
    return matrix.length() / matrix.size(0);
  }

  private static boolean arePieces(INDArray from, INDArray to) {
    return from.dataType() == to.dataType()
        && from.dataType().isNumerical()
        && Nd4j.getExecutioner().type() == OpExecutioner.ExecutionerType.NATIVE_CPU
        && isPiece(from)
        && isPiece(to);
  }

  /**
   * Whether the values of an array lie one after the other, last dimension fastest.
   *
   * @param array may be a view
   * @return whether it is one piece of memory; false if it is empty
   */
  public static boolean isPiece(INDArray array) {
    long expected = 1;
    for (int dimension = array.rank() - 1; dimension >= 0; dimension--) {
      if (array.size(dimension) != 1 && array.stride(dimension) != expected) {
        return false;
      }
      expected *= array.size(dimension);
    }
    return !array.isEmpty();
  }

  /** At its first value. */
  private static BytePointer bytes(INDArray array) {
    long width = array.dataType().width();
    return new BytePointer(array.data().pointer()).position(array.offset() * width);
  }
}
