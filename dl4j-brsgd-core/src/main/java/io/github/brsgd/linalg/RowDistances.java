package io.github.brsgd.linalg;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Squared distances of the rows to one point, how far they lie along a direction, and their squared
 * norms.
 */
final class RowDistances {

  private RowDistances() {}

  /** {@code ||x_i||^2}, summed in double. */
  static double[] squaredNorms(MatrixRows rows) {
    return sums(rows, null);
  }

  /** {@code ||x_i - point||^2}, differences and sums in double. */
  static double[] squared(MatrixRows rows, INDArray point) {
    return sums(rows, vector("point", point, rows));
  }

  /** {@code <x_i - point, direction>}, differences, products and sums in double. */
  static double[] along(MatrixRows rows, INDArray point, INDArray direction) {
    MatrixRows from = vector("point", point, rows);
    MatrixRows to = vector("direction", direction, rows);
    return sums(
        rows,
        from,
        (block, at, count) -> {
          double[] weights = block.zeroed(2);
          block.load(to, at, count);
          block.addScaled(0, 1, weights);
          return (i, centre, products) -> block.setProducts(i, centre, weights, products);
        });
  }

  /** A vector's rows, of which there is one, finite and of the length and type of these. */
  private static MatrixRows vector(String name, INDArray vector, MatrixRows rows) {
    MatrixRows target = check(name, vector, rows);
    if (target.nonFinite().length > 0) {
      throw new IllegalArgumentException(name + ": has a NaN or infinite value");
    }
    return target;
  }

  /** Refuses a vector of another shape or type. */
  static MatrixRows check(String name, INDArray vector, MatrixRows rows) {
    MatrixRows target = MatrixRows.of(vector);
    if (target.count() != 1 || target.length() != rows.length() || target.type() != rows.type()) {
      throw new IllegalArgumentException(
          name
              + ": need 1 x "
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
    return target;
  }

  private static double[] sums(MatrixRows rows, MatrixRows point) {
    return sums(rows, point, (block, from, count) -> block::setSquaredDeviation);
  }

  /** What of a row is summed over its columns. */
  @FunctionalInterface
  private interface Term {
    void set(int row, double[] centre, double[] result);
  }

  /** Makes the term for some columns. */
  @FunctionalInterface
  private interface Terms {
    Term of(Block block, int from, int count);
  }

  private static double[] sums(MatrixRows rows, MatrixRows point, Terms terms) {
    int m = rows.count();
    double[][] partial = new double[Blocks.chunks(rows.length())][m];
    Blocks.forEach(
        rows.length(),
        (chunk, from, count) -> {
          Block block = Block.scratch(rows.type(), m, rows.length(), 0);
          double[] centre = block.zeroed(0);
          if (point != null) {
            block.load(point, from, count);
            block.addScaled(0, 1, centre);
          }
          Term term = terms.of(block, from, count);
          block.load(rows, from, count);
          double[] values = block.zeroed(1);
          for (int i = 0; i < m; i++) {
            term.set(i, centre, values);
            partial[chunk][i] += sum(values, count);
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
