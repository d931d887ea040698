package io.github.brsgd.linalg;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Squared distances of the rows to one point, how far they lie along a direction, and their squared
 * norms.
 */
final class RowDistances {

  private RowDistances() {}

  /** {@code ||x_i||^2}, as exact as the distances between rows. */
  static double[] squaredNorms(MatrixRows rows) {
    StayingRows staying = rows.staying();
    return staying != null ? staying.squaredNorms(rows) : allSquaredNorms(rows);
  }

  /** The same, computed for all of them. */
  static double[] allSquaredNorms(MatrixRows rows) {
    int m = rows.count();
    return squared(rows, (block, from, count) -> block.clear(m, 0, block.width()));
  }

  /** {@code ||x_i - point||^2}, as exact as the distances between rows. */
  static double[] squared(MatrixRows rows, INDArray point) {
    int m = rows.count();
    MatrixRows target = vector("point", point, rows);
    return squared(rows, (block, from, count) -> block.read(target, 0, from, count, m));
  }

  /** Distances to a point that is loaded behind the last row. */
  private static double[] squared(MatrixRows rows, GroupSums.Loader point) {
    int m = rows.count();
    return GroupSums.of(
        rows,
        m + 1,
        m,
        (block, from, count) -> {
          block.load(rows, from, count);
          point.load(block, from, count);
        },
        (group, sums) -> addSquared(group, m, sums));
  }

  /** Adds the share of a group of blocks, the point of which is row m. */
  static void addSquared(Block[] group, int m, double[] sums) {
    for (int i = 0; i < m; i++) {
      sums[i] += group[0].squaredDistance(group, i, m);
    }
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
