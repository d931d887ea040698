package io.github.brsgd.linalg;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A point made of rows, and how far each of them is from it: what an iteration over points needs of
 * one step to take the next.
 *
 * @param point 1 x d, rounded to the rows' type
 * @param squaredDistances {@code ||x_i - point||^2} of the rounded point, m values
 * @since 0.2
 */
@SuppressWarnings("ArrayRecordComponent") // the caller's own, as all arrays of numbers are
public record Centre(INDArray point, double[] squaredDistances) implements AutoCloseable {

  /** Frees the point's memory, for whoever goes on from its distances alone. */
  @Override
  public void close() {
    SpareVectors.free(point);
  }
}
