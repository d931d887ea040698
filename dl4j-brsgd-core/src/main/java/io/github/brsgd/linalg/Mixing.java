package io.github.brsgd.linalg;

/**
 * Weights that make rows of other rows.
 *
 * @param source rows that are not mixed themselves
 * @param weights m' x m; row k is {@code sum_i weights[k][i] x_i}
 */
@SuppressWarnings("ArrayRecordComponent") // never changed, never handed out
record Mixing(MatrixRows source, double[][] weights) {

  /** Weights of the rows of {@link #source} that give the same sum as these of the mixed rows. */
  double[] overSource(double[] ofMixed) {
    double[] result = new double[source.count()];
    for (int i = 0; i < ofMixed.length; i++) {
      for (int j = 0; j < result.length && ofMixed[i] != 0; j++) {
        result[j] += ofMixed[i] * weights[i][j];
      }
    }
    return result;
  }

  /** Some of the mixed rows. */
  Mixing select(int[] ids) {
    double[][] selected = new double[ids.length][];
    for (int k = 0; k < ids.length; k++) {
      selected[k] = weights[ids[k]];
    }
    return new Mixing(source, selected);
  }
}
