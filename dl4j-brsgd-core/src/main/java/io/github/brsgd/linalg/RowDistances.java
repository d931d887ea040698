package io.github.brsgd.linalg;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Squared distances of the rows to one point, how far they lie along a direction, and their squared
 * norms.
 */
final class RowDistances {

  private RowDistances() {}

  /** The row of a block that holds a point while rows are read through another. */
  static final int POINT = 1;

  /** The row that is read through. */
  static final int ROW = 0;

  /** {@code ||x_i||^2}, as exact as the distances between rows. */
  static double[] squaredNorms(MatrixRows rows) {
    StayingRows staying = rows.staying();
    return staying != null ? staying.squaredNorms(rows) : allSquaredNorms(rows);
  }

  /** The same, computed for all of them. */
  static double[] allSquaredNorms(MatrixRows rows) {
    return squared(rows, (block, from, count, row) -> block.clear(row, 0, block.width()));
  }

  /** {@code ||x_i - point||^2}, as exact as the distances between rows. */
  static double[] squared(MatrixRows rows, INDArray point) {
    MatrixRows target = vector("point", point, rows);
    return squared(rows, (block, from, count, row) -> block.read(target, 0, from, count, row));
  }

  /** Puts columns of a point into a row of a block. */
  @FunctionalInterface
  private interface Point {
    void read(Block block, int from, int count, int row);
  }

  private static double[] squared(MatrixRows rows, Point point) {
    int m = rows.count();
    if (rows.mixing() != null) {
      return GroupSums.of(
          rows,
          m + 1,
          m,
          GroupSums.Loader.byBlocks(
              (block, from, count) -> {
                block.load(rows, from, count);
                point.read(block, from, count, m);
              }),
          (group, sums) -> {
            for (int i = 0; i < m; i++) {
              sums[i] += group[0].squaredDistance(group, i, m);
            }
          });
    }
    return GroupSums.streamed(
        rows,
        m,
        (block, from, sums) -> {
          point.read(block, from, block.columns(), POINT);
          block.addSquaredDistances(rows, from, POINT, ROW, sums);
        });
  }

  /** {@code <x_i - point, direction>}, differences, products and sums in double. */
  static double[] along(MatrixRows rows, Optional<INDArray> point, INDArray direction) {
    int m = rows.count();
    Optional<MatrixRows> from = point.map(vector -> vector("point", vector, rows));
    MatrixRows to = vector("direction", direction, rows);
    double[][] partial = new double[Blocks.chunks(rows.length())][m];
    Blocks.forEach(
        rows,
        (chunk, at, count) -> {
          Block block = Block.scratch(rows.type(), m, rows.length(), 0);
          double[] centre = block.zeroed(0);
          if (from.isPresent()) {
            block.load(from.get(), at, count);
            block.addScaled(0, 1, centre);
          }
          double[] weights = block.zeroed(2);
          block.load(to, at, count);
          block.addScaled(0, 1, weights);
          block.load(rows, at, count);
          double[] products = block.zeroed(1);
          for (int i = 0; i < m; i++) {
            block.setProducts(i, centre, weights, products);
            partial[chunk][i] += sum(products, count);
          }
        });
    return GroupSums.total(partial, m);
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

  private static double sum(double[] values, int count) {
    double sum = 0;
    for (int c = 0; c < count; c++) {
      sum += values[c];
    }
    return sum;
  }
}
