package io.github.brsgd.training.model;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasColMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * The products of matrices in a dense layer, by the OpenBLAS that ND4J's backend brings, called
 * without an operation of ND4J around it: at the size of a node's batch that takes longer than the
 * product.
 *
 * <p>Examples are rows of row-major matrices, weights [in, out] are column-major as in
 * Deeplearning4j. Each pointer stands at the first value of its matrix.
 */
final class MatrixProducts {

  private MatrixProducts() {}

  /**
   * Loads OpenBLAS.
   *
   * @throws LinkageError if the backend has brought none
   */
  static void load() {
    Loader.load(openblas_nolapack.class);
  }

  /** outputs [n, out] = inputs [n, in] weights. */
  static void forward(
      int n, int in, int out, FloatPointer inputs, FloatPointer weights, FloatPointer outputs) {
    cblas_sgemm(
        CblasColMajor,
        CblasTrans,
        CblasNoTrans,
        out,
        n,
        in,
        1,
        weights,
        in,
        inputs,
        in,
        0,
        outputs,
        out);
  }

  /** gradient [in, out], column-major, = inputs^T deltas, with deltas [n, out]. */
  static void weightGradient(
      int n, int in, int out, FloatPointer inputs, FloatPointer deltas, FloatPointer gradient) {
    cblas_sgemm(
        CblasColMajor,
        CblasNoTrans,
        CblasTrans,
        in,
        out,
        n,
        1,
        inputs,
        in,
        deltas,
        out,
        0,
        gradient,
        in);
  }

  /** errors [n, in] = deltas [n, out] weights^T. */
  static void backward(
      int n, int in, int out, FloatPointer deltas, FloatPointer weights, FloatPointer errors) {
    cblas_sgemm(
        CblasColMajor,
        CblasNoTrans,
        CblasNoTrans,
        in,
        n,
        out,
        1,
        weights,
        in,
        deltas,
        out,
        0,
        errors,
        in);
  }
}
