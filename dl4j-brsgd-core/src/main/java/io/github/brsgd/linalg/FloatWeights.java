package io.github.brsgd.linalg;

import java.util.Arrays;

/**
 * Weights over a power of two that makes the largest one of [1, 2), so that products with floats
 * lose no digits to underflow that their sum, times that power, would have.
 *
 * @param values weights over the scale
 * @param scale the power of two; at most 1, or sums would be made larger again after they have been
 *     rounded
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record FloatWeights(double[] values, double scale) {

  /** Weights that are smaller, next to the largest, are no sum of two floats. */
  private static final double SMALLEST = 0x1p-90;

  /**
   * The weights.
   *
   * @param weights finite
   * @return null where floats do not hold them, or are slow to multiply and add
   */
  static FloatWeights of(double[] weights) {
    double largest = Arrays.stream(weights).map(Math::abs).max().orElse(0);
    double scale = largest == 0 ? 1 : Math.scalb(1.0, Math.getExponent(largest));
    double[] over = Arrays.stream(weights).map(weight -> weight / scale).toArray();
    boolean held =
        FusedMultiplyAdd.IS_FAST
            && scale <= 1
            && Arrays.stream(over).allMatch(w -> w == 0 || Math.abs(w) >= SMALLEST);
    return held ? new FloatWeights(over, scale) : null;
  }
}
