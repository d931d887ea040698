package io.github.brsgd.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Attackers who meet in one bucket send rows that are far from all others and cancel there: the
 * bucket looks honest, and nothing else may suffer.
 */
class CancellingRowsTest {

  private static final int BUCKETS = 9;
  private static final int D = 700;

  private static double[][] rows() {
    double[][] rows = Matrices.normal(2 * BUCKETS, D, 5);
    for (int c = 0; c < D; c += 2) {
      rows[0][c] = 1e30;
      rows[2 * BUCKETS - 1][c] = -1e30;
    }
    return rows;
  }

  /** Row 0 meets the last one, the others their neighbours. */
  private static double[][] buckets() {
    double[][] weights = new double[BUCKETS][2 * BUCKETS];
    weights[0][0] = 0.5;
    weights[0][2 * BUCKETS - 1] = 0.5;
    for (int k = 1; k < BUCKETS; k++) {
      weights[k][2 * k - 1] = 0.5;
      weights[k][2 * k] = 0.5;
    }
    return weights;
  }

  private static double[] expected(double[] weights) {
    double[][] rows = rows();
    double[] sum = new double[D];
    for (int k = 0; k < BUCKETS; k++) {
      for (int c = 0; c < D; c++) {
        double mixed = 0;
        for (int i = 0; i < rows.length; i++) {
          mixed += buckets()[k][i] * rows[i][c];
        }
        sum[c] += weights[k] * mixed;
      }
    }
    return sum;
  }

  private static double[] equal() {
    double[] weights = new double[BUCKETS];
    Arrays.fill(weights, 1.0 / BUCKETS);
    return weights;
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void sumsOfBuckets(DataType type) {
    Rows mixed = Rows.of(Matrices.array(rows(), type)).mix(buckets());
    assertThat(mixed.weightedSum(equal()).toDoubleVector())
        .containsExactly(expected(equal()), within(1e-6));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void mixturesOfBuckets(DataType type) {
    double[] others = equal();
    others[0] = 0;
    double[][] weights = new double[BUCKETS][];
    Arrays.setAll(weights, k -> k == 0 ? equal() : others);
    for (boolean known : new boolean[] {false, true}) {
      Rows mixed = Rows.of(Matrices.array(rows(), type)).mix(buckets());
      if (known) {
        mixed.squaredDistances();
      }
      INDArray twice = mixed.mix(weights).matrix();
      for (int k = 0; k < BUCKETS; k++) {
        assertThat(twice.getRow(k).toDoubleVector())
            .containsExactly(expected(weights[k]), within(1e-6));
      }
    }
  }
}
