package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.linalg.Matrices;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EigenpairTest {

  private static double[][] products(double[][] rows) {
    return Arrays.stream(rows)
        .map(x -> Arrays.stream(rows).mapToDouble(y -> Naive.dot(x, y)).toArray())
        .toArray(double[][]::new);
  }

  private static double[][] copy(double[][] matrix) {
    return Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
  }

  private static double[] times(double[][] matrix, double[] vector) {
    return Arrays.stream(matrix).mapToDouble(row -> Naive.dot(row, vector)).toArray();
  }

  private static void assertIsEigenpair(double[][] matrix, Eigenpair pair) {
    assertThat(Naive.norm(pair.vector())).isCloseTo(1, within(1e-13));
    double[] image = times(matrix, pair.vector());
    double[] scaled = Arrays.stream(pair.vector()).map(x -> pair.value() * x).toArray();
    assertThat(Naive.norm(Naive.minus(image, scaled))).isLessThan(1e-13 * pair.value());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 25, 60})
  void isTheOneOfAnotherDecomposition(int n) {
    for (int seed = 1; seed <= 20; seed++) {
      double[][] matrix = products(Matrices.normal(n, 1 + n * seed / 10, seed));
      EigenDecomposition other = new EigenDecomposition(new Array2DRowRealMatrix(matrix));
      Eigenpair pair = Eigenpair.largest(copy(matrix));
      assertIsEigenpair(matrix, pair);
      assertThat(pair.value() / other.getRealEigenvalue(0)).isCloseTo(1, within(1e-13));
    }
  }

  /** Rows of two scales, as attackers send them: QL steps run without end for some. */
  @ParameterizedTest
  @CsvSource({"1e-36, 11", "1e-30, 17", "1e-20, 17", "1e-70, 7", "1e-150, 9"})
  void entriesOfAnyScaleAreDecomposed(double small, int n) {
    SplittableRandom random = new SplittableRandom(n);
    for (int t = 0; t < 500; t++) {
      double[][] rows = new double[n][2];
      for (int i = 0; i < n; i++) {
        double scale = i < n / 2 ? Math.sqrt(small) : i < n - 2 ? small : 1;
        rows[i][0] = scale * random.nextGaussian();
        rows[i][1] = scale * random.nextGaussian();
      }
      rows[n - 1][0] = -rows[n - 2][0];
      rows[n - 1][1] = -rows[n - 2][1];
      double[][] matrix = products(rows);
      Eigenpair pair = Eigenpair.largest(copy(matrix));
      assertIsEigenpair(matrix, pair);
      double trace = 0;
      for (int i = 0; i < n; i++) {
        trace += matrix[i][i];
      }
      assertThat(pair.value()).isBetween(trace / 2, trace * (1 + 1e-14));
    }
  }

  @Test
  void nothingHasTheEigenvalueZero() {
    assertThat(Eigenpair.largest(new double[3][3]).value()).isZero();
    assertThat(Eigenpair.largest(new double[][] {{-2}}).value()).isEqualTo(-2);
  }
}
