package io.github.brsgd.linalg;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Squared distances of the rows to one point, and their squared norms.
 *
 * @since 0.1
 */
public final class RowDistances {

  private RowDistances() {}

  /**
   * {@code ||x_i||^2}, summed in double.
   *
   * @param rows m rows of d
   * @return m values
   * @throws IllegalArgumentException if a row has a NaN or infinite value
   */
  public static double[] squaredNorms(Rows rows) {
    return sums(rows, null);
  }

  /**
   * {@code ||x_i - point||^2}, differences and sums in double.
   *
   * @param rows m rows of d
   * @param point 1 x d, of the rows' type
   * @return m values
   * @throws IllegalArgumentException if the point has another type or length, or a row or the point
   *     has a NaN or infinite value
   */
  public static double[] squared(Rows rows, INDArray point) {
    Rows target = Rows.of(point);
    if (target.count() != 1 || target.length() != rows.length() || target.type() != rows.type()) {
      throw new IllegalArgumentException(
          "point: need 1 x "
              + rows.length()
              + " of "
              + rows.type()
              + ", got "
              + target.count()
              + " x "
              + target.length()
              + " of "
              + target.type());
    }
    return sums(rows, target);
  }

  private static double[] sums(Rows rows, Rows point) {
    int m = rows.count();
    double[][] partial = new double[Blocks.chunks(rows.length())][m];
    Blocks.forEach(
        rows.length(),
        (chunk, from, count) -> {
          double[] centre = new double[Block.WIDTH];
          Block block = Block.scratch(rows.type(), m, 0);
          if (point != null) {
            block.load(point, from, count);
            block.addScaled(0, 1, centre);
          }
          block.load(rows, from, count);
          double[] squares = new double[Block.WIDTH];
          for (int i = 0; i < m; i++) {
            block.setSquaredDeviation(i, centre, squares);
            partial[chunk][i] += sum(squares, count);
          }
        });
    double[] sums = new double[m];
    for (double[] chunk : partial) {
      for (int i = 0; i < m; i++) {
        sums[i] += chunk[i];
      }
    }
    return sums;
  }

  private static double sum(double[] values, int count) {
    double sum = 0;
    for (int c = 0; c < count; c++) {
      sum += values[c];
    }
    return sum;
  }
}
