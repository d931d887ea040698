package io.github.brsgd.linalg;

import java.nio.ByteBuffer;

/**
 * Those of the loops that read each row once, over rows of floats where they lie: off the heap, in
 * the processor's order of bytes. A copy would be read from memory, written and read again. Bits
 * are those of the loops over copies.
 *
 * <p>A width is whole blocks; the rows have that many columns from the first on that is asked for.
 */
interface MemoryLoops {

  /** {@link FloatLoops#addWithErrors} of all these rows. */
  void addWithErrors(ByteBuffer[] rows, int column, float[] sums, float[] errors, int width);

  /** {@link FloatLoops#addProductsWithErrors}, of as many rows as there are weights. */
  void addProductsWithErrors(
      ByteBuffer[] rows, double[] weights, int column, float[] sums, float[] errors, int width);

  /**
   * The squared differences of some rows from a point, over {@link Block#GROUP} blocks; for each
   * row one lane for each column of a block, to which those of the blocks are added one after the
   * other.
   *
   * @param rows one to {@link Block#FOUR}
   * @param point the point's columns from the one on that is asked for
   * @param lanes of {@link Block#FOUR} rows; those of rows that are not there are overwritten
   */
  void setSquaredDifferences(ByteBuffer[] rows, int column, float[] point, float[][] lanes);

  /** Adds 0 times each value to some of the lanes: all stay 0 if all values are finite. */
  void addZeros(ByteBuffer row, int column, float[] lanes, int width);
}
