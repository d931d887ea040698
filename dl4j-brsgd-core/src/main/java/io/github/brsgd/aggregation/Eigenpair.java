package io.github.brsgd.aggregation;

import java.util.Arrays;

/**
 * The largest eigenvalue of a symmetric matrix, and an eigenvector of length 1.
 *
 * <p>By Jacobi's rotations, sweep by sweep: they end whatever the matrix is. QL steps, as libraries
 * have them, may not where attackers make entries that differ by dozens of orders of magnitude.
 *
 * @param value the eigenvalue
 * @param vector the eigenvector
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves the rule that asked for it
record Eigenpair(double value, double[] vector) {

  /** Entries below this, relative to the largest, are as good as 0: half an ulp of it. */
  private static final double NEGLIGIBLE = 0x1p-54;

  /** Six to ten are usual. */
  private static final int MOST_SWEEPS = 60;

  /**
   * The eigenpair of largest value.
   *
   * @param matrix symmetric, of finite entries, at least 1 x 1; overwritten
   */
  static Eigenpair largest(double[][] matrix) {
    int n = matrix.length;
    double[][] vectors = new double[n][n];
    for (int i = 0; i < n; i++) {
      vectors[i][i] = 1;
    }
    double negligible = NEGLIGIBLE * largestEntry(matrix);
    boolean rotated = true;
    for (int sweep = 0; sweep < MOST_SWEEPS && rotated; sweep++) {
      rotated = sweep(matrix, vectors, negligible);
    }
    int top = 0;
    for (int i = 1; i < n; i++) {
      top = matrix[i][i] > matrix[top][top] ? i : top;
    }
    return new Eigenpair(matrix[top][top], vectors[top]);
  }

  private static double largestEntry(double[][] matrix) {
    return Arrays.stream(matrix).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(0);
  }

  /** Rotates all pairs of axes once; whether there was one to rotate. */
  private static boolean sweep(double[][] matrix, double[][] vectors, double negligible) {
    boolean rotated = false;
    for (int p = 0; p < matrix.length; p++) {
      for (int q = p + 1; q < matrix.length; q++) {
        if (Math.abs(matrix[p][q]) > negligible) {
          rotate(matrix, vectors, p, q);
          rotated = true;
        }
      }
    }
    return rotated;
  }

  /** The rotation by at most 45 degrees after which entry (p, q) is 0. */
  private static void rotate(double[][] matrix, double[][] vectors, int p, int q) {
    double[] rowP = matrix[p];
    double[] rowQ = matrix[q];
    double off = rowP[q];
    double cotangent = (rowQ[q] - rowP[p]) / (2 * off);
    double tangent =
        Math.copySign(1, cotangent) / (Math.abs(cotangent) + Math.sqrt(cotangent * cotangent + 1));
    double cosine = 1 / Math.sqrt(tangent * tangent + 1);
    double sine = tangent * cosine;
    double first = rowP[p] - tangent * off;
    double second = rowQ[q] + tangent * off;
    turn(rowP, rowQ, cosine, sine);
    turn(vectors[p], vectors[q], cosine, sine);
    for (int i = 0; i < matrix.length; i++) {
      matrix[i][p] = rowP[i];
      matrix[i][q] = rowQ[i];
    }
    rowP[p] = first;
    rowQ[q] = second;
    rowP[q] = 0;
    rowQ[p] = 0;
  }

  private static void turn(double[] x, double[] y, double cosine, double sine) {
    for (int i = 0; i < x.length; i++) {
      double value = x[i];
      x[i] = cosine * value - sine * y[i];
      y[i] = sine * value + cosine * y[i];
    }
  }
}
