package io.github.brsgd.linalg;

import java.util.BitSet;
import java.util.Optional;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * m rows of d numbers, and the questions that rules and attacks ask of them.
 *
 * <p>Nobody but the rows themselves loops over d. That is why rules do not care where the rows lie:
 * in one matrix ({@link #of}), or in slices of columns on several machines, where most answers are
 * sums over the slices and the others are slices laid side by side.
 *
 * <p>Read only. What costs O(d m^2) is computed once and remembered, so numbers must not change
 * under rows that have been asked something: take new ones. Weighted sums and means are taken in
 * double, or in pairs of floats of 48 bits, and rounded to {@link #type}; means of nearest
 * neighbours, where many are mixed, in floats up to a few units of the last place of their largest
 * terms. Vectors are 1 x d and new, arrays of numbers are the caller's own. Every question may be
 * asked from several threads.
 *
 * <p>A question refuses rows with NaN or infinite values by an {@link IllegalArgumentException}
 * that names the first. Rows of weight 0 are not looked at. Rows that {@link #nonFinite} has found
 * without fault are not checked again, nor are views of them.
 *
 * @since 0.1
 */
public interface Rows {

  /**
   * Rows of a matrix, read in place. An array whose rows are not contiguous (Fortran order, column
   * views) is copied once.
   *
   * @param matrix m x d, float or double, m and d at least 1
   * @return its rows
   * @throws IllegalArgumentException if the array has another rank or type, or is empty
   */
  static Rows of(INDArray matrix) {
    return MatrixRows.of(matrix);
  }

  /**
   * The number of rows.
   *
   * @return m
   */
  int count();

  /**
   * The length of each row.
   *
   * @return d
   */
  int length();

  /**
   * The data type.
   *
   * @return FLOAT or DOUBLE
   */
  DataType type();

  /**
   * The rows with at least one NaN or infinite value; of weighted sums, those that such a row takes
   * part in. O(d m) the first time.
   *
   * @return row numbers, ascending; empty if all rows are finite
   */
  int[] nonFinite();

  /**
   * Refuses rows that are not finite, for a caller that reads only part of them.
   *
   * @throws IllegalArgumentException if a row has a NaN or infinite value
   */
  default void requireFinite() {
    int[] bad = nonFinite();
    if (bad.length > 0) {
      throw new IllegalArgumentException("updates: row " + bad[0] + " has a NaN or infinite value");
    }
  }

  /**
   * {@code ||x_i||^2}, as exact as {@link #squaredDistances()}. O(d m).
   *
   * @return m values
   */
  double[] squaredNorms();

  /**
   * {@code ||x_i - x_j||^2} for all pairs, from differences: {@code x.x + y.y - 2 x.y} loses all
   * digits where two rows are close to each other and far from 0. Relative error about 1e-7 for
   * floats, whose sums are taken in float over short runs and in double beyond. O(d m^2) the first
   * time.
   *
   * @return m x m, symmetric, zero diagonal
   */
  double[][] squaredDistances();

  /**
   * {@code ||x_i - point||^2}, as exact as {@link #squaredDistances()}. O(d m).
   *
   * @param point 1 x d, of the rows' type
   * @return m values
   * @throws IllegalArgumentException if the point has another type or length, or is not finite
   */
  double[] squaredDistances(INDArray point);

  /**
   * {@code <x_i - point, direction>}. O(d m).
   *
   * @param point 1 x d, of the rows' type
   * @param direction 1 x d, of the rows' type
   * @return m values
   * @throws IllegalArgumentException if point or direction has another type or length, or is not
   *     finite
   */
  double[] projections(INDArray point, INDArray direction);

  /**
   * {@code <x_i, direction>}. O(d m).
   *
   * @param direction 1 x d, of the rows' type
   * @return m values
   * @throws IllegalArgumentException if the direction has another type or length, or is not finite
   */
  default double[] products(INDArray direction) {
    try (INDArray origin = origin()) {
      return projections(origin, direction);
    }
  }

  /**
   * Inner products around the coordinate-wise median c: {@code G_ij = <x_i - c, x_j - c>}.
   *
   * <p>For weights a that sum to 1 the squared distance of a row to the weighted sum of all rows is
   * {@code G_ii - 2 sum_k a_k G_ik + sum_k sum_l a_k a_l G_kl}, whatever the centre. Around a
   * robust centre the honest rows are short, so that a far row's small weight times its huge entry
   * in G has the size of the result and nothing cancels; with distances alone, or around the
   * origin, attackers of scale 1e6 leave no correct digit. O(d m^2) the first time.
   *
   * @return m x m, symmetric; entries of double rows longer than about 1e154, or of float rows as
   *     far from the median as the largest float, may be infinite or NaN
   */
  double[][] centredGram();

  /**
   * {@code sum_i weights[i] x_i}. O(d) per row of weight other than 0.
   *
   * @param weights m finite weights
   * @return 1 x d
   * @throws IllegalArgumentException if there is not one finite weight per row
   */
  INDArray weightedSum(double[] weights);

  /**
   * {@code weight point + sum_i weights[i] x_i}.
   *
   * @param weights m finite weights
   * @param point 1 x d, of the rows' type
   * @param weight of the point
   * @return 1 x d
   * @throws IllegalArgumentException if there is not one finite weight per row
   */
  INDArray weightedSum(double[] weights, INDArray point, double weight);

  /**
   * {@link #weightedSum(double[])} and all rows' distances to it. O(d m), where the rows are not
   * mixed in one pass.
   *
   * @param weights m finite weights
   * @return the sum, and m squared distances
   * @throws IllegalArgumentException if there is not one finite weight per row, or the sum leaves
   *     the range of the type
   */
  default Centre centre(double[] weights) {
    INDArray sum = weightedSum(weights);
    return new Centre(sum, squaredDistances(sum));
  }

  /**
   * {@link #weightedSum(double[], INDArray, double)} and all rows' distances to it. O(d m), where
   * the rows are not mixed in one pass.
   *
   * @param weights m finite weights
   * @param point 1 x d, of the rows' type
   * @param weight of the point
   * @return the sum, and m squared distances
   * @throws IllegalArgumentException if there is not one finite weight per row, or the sum leaves
   *     the range of the type
   */
  default Centre centre(double[] weights, INDArray point, double weight) {
    INDArray sum = weightedSum(weights, point, weight);
    return new Centre(sum, squaredDistances(sum));
  }

  /**
   * A statistic of each coordinate. O(d m log^2 m), the mean O(d m).
   *
   * @param statistic which
   * @return 1 x d
   * @throws IllegalArgumentException if the statistic has no value for m rows
   */
  INDArray statistic(CoordinateStatistic statistic);

  /**
   * The mean. O(d m).
   *
   * @return 1 x d
   */
  default INDArray mean() {
    return statistic(new CoordinateStatistic.Mean());
  }

  /**
   * The same rows for several who ask for their mean: each gets a copy of one that is there.
   *
   * @param mean what {@link #mean} gave, 1 x d, neither changed nor freed; asked for whenever the
   *     mean is, and empty when it is gone
   * @return these rows, or rows that differ in nothing else
   */
  default Rows knowing(Supplier<Optional<INDArray>> mean) {
    return this;
  }

  /**
   * For each row the share of coordinates in which its value is one that the statistic keeps, or
   * equals one of them. O(d m log^2 m).
   *
   * @param statistic which
   * @return m values in [0, 1]
   * @throws IllegalArgumentException if the statistic has no value for m rows
   */
  double[] keptShares(CoordinateStatistic statistic);

  /**
   * A copy of one row.
   *
   * @param row its number
   * @return 1 x d
   */
  INDArray copy(int row);

  /**
   * All rows as one matrix, for rules that are written for matrices.
   *
   * @return m x d, read only: what these rows are a view of where that is a whole matrix, else a
   *     copy
   * @throws UnsupportedOperationException if no machine holds all of them
   */
  INDArray matrix();

  /**
   * Some of the rows, in the order given.
   *
   * @param ids row numbers, each in 0..m-1
   * @return a view
   * @throws IllegalArgumentException if there are none
   */
  Rows select(int... ids);

  /**
   * Weighted sums of the rows. Nothing is computed yet: they are formed where they are read, and
   * never stored as a whole.
   *
   * @param weights m' x m finite weights; row k of the result is {@code sum_i weights[k][i] x_i}
   * @return a view of m' rows
   * @throws IllegalArgumentException if there is no row, or not one finite weight per row of this
   *     view
   */
  Rows mix(double[][] weights);

  /**
   * Some of the columns, in ascending order.
   *
   * @param ids column numbers, each below d
   * @return rows of as many entries
   * @throws IllegalArgumentException if there are none
   */
  Rows columns(BitSet ids);

  /**
   * The same rows with 0 in some columns, which no norm, distance or statistic then notices.
   *
   * @param ids column numbers, each below d; may be empty
   * @return a view
   */
  Rows cleared(BitSet ids);

  /**
   * The zero vector.
   *
   * @return 1 x d
   */
  default INDArray origin() {
    return Nd4j.zeros(type(), 1, length());
  }
}
