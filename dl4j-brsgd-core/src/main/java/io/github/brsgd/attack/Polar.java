package io.github.brsgd.attack;

import io.github.brsgd.linalg.Rows;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How long a finite vector is, and its direction, whatever its values: squares of these may leave
 * the range of double, and lengths of float vectors that of float.
 *
 * @param length infinite only where no double holds it
 * @param unit 1 x d, of length 1, or 0 for 0; nobody else's
 */
record Polar(double length, INDArray unit) {

  static Polar of(INDArray vector) {
    INDArray unit = vector.dup();
    double largest = unit.amaxNumber().doubleValue();
    if (largest == 0) {
      return new Polar(0, unit);
    }
    unit.divi(largest);
    double length = Math.sqrt(Rows.of(unit).squaredNorms()[0]);
    return new Polar(largest * length, unit.divi(length));
  }
}
