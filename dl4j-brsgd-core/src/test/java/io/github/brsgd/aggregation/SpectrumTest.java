package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.linalg.Matrices;
import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;

class SpectrumTest {

  private static final double[][] ROWS = Matrices.normal(8, 5, 3);
  private static final double[] WEIGHTS = {1, 0.5, 0, 1, 0.25, 1, 0, 0.125};

  private static double[][] gram(double shift, double scale) {
    double[][] gram = new double[8][8];
    for (int i = 0; i < 8; i++) {
      for (int j = 0; j < 8; j++) {
        for (int c = 0; c < 5; c++) {
          gram[i][j] += scale * (ROWS[i][c] + shift) * scale * (ROWS[j][c] + shift);
        }
      }
    }
    return gram;
  }

  private static double[][] halfDistances() {
    double[][] form = new double[8][8];
    for (int i = 0; i < 8; i++) {
      for (int j = 0; j < 8; j++) {
        form[i][j] = -Math.pow(Naive.norm(Naive.minus(ROWS[i], ROWS[j])), 2) / 2;
      }
    }
    return form;
  }

  private static double[][] weightedAndCentred() {
    double total = Arrays.stream(WEIGHTS).sum();
    double[] mean = new double[5];
    for (int i = 0; i < 8; i++) {
      for (int c = 0; c < 5; c++) {
        mean[c] += WEIGHTS[i] / total * ROWS[i][c];
      }
    }
    double[][] result = new double[8][];
    for (int i = 0; i < 8; i++) {
      double root = Math.sqrt(WEIGHTS[i] / total);
      result[i] = Arrays.stream(Naive.minus(ROWS[i], mean)).map(x -> root * x).toArray();
    }
    return result;
  }

  @Test
  void isThatOfTheCovarianceWhateverTheCentre() {
    double[][] rows = weightedAndCentred();
    SingularValueDecomposition svd = new SingularValueDecomposition(new Array2DRowRealMatrix(rows));
    double lambda = svd.getNorm() * svd.getNorm();
    double[] v = svd.getV().getColumn(0);
    double total = Arrays.stream(WEIGHTS).sum();
    for (double[][] form : new double[][][] {gram(0, 1), gram(3, 1), halfDistances()}) {
      Spectrum.Top top = new Spectrum(form, WEIGHTS).top();
      assertThat(top.variance()).isCloseTo(lambda, within(1e-10));
      for (int i = 0; i < 8; i++) {
        double expected =
            WEIGHTS[i] == 0 ? 0 : Math.pow(Naive.dot(rows[i], v), 2) * total / WEIGHTS[i];
        assertThat(top.squaredProjections()[i]).isCloseTo(expected, within(1e-10));
      }
    }
    assertThat(new Spectrum(gram(0, 1e100), WEIGHTS).top().variance() / 1e200)
        .isCloseTo(lambda, within(1e-10));
  }

  @Test
  void thePowerMethodNeverSaysMoreThanTheEigenvalue() {
    Spectrum spectrum = new Spectrum(gram(1, 1), WEIGHTS);
    double lambda = spectrum.top().variance();
    double[] guess = new double[8];
    assertThat(spectrum.reaches(lambda * (1 + 1e-9), guess)).isFalse();
    assertThat(spectrum.reaches(lambda * (1 - 1e-6), guess)).isTrue();
    assertThat(spectrum.reaches(lambda * (1 - 1e-6), new double[8])).isTrue();
    assertThat(guess[2]).isZero();
    assertThat(Naive.norm(guess)).isCloseTo(1, within(1e-12));
  }

  @Test
  void equalRowsHaveNoSpectrum() {
    double[][] form = new double[3][3];
    double[] weights = {1, 1, 1};
    assertThat(new Spectrum(form, weights).top().variance()).isZero();
    assertThat(new Spectrum(form, weights).top().squaredProjections()).containsExactly(0, 0, 0);
    assertThat(new Spectrum(form, weights).reaches(0, new double[3])).isTrue();
    assertThat(new Spectrum(form, weights).reaches(1e-300, new double[3])).isFalse();
  }

  @Test
  void rowsTooFarAwayDoNotTakePart() {
    double[][] gram = {{1, 0, 0}, {0, 1e291, 0}, {0, 0, Double.NaN}};
    assertThat(Spectrum.near(gram)).containsExactly(1, 0, 0);
    gram[0][0] = Double.POSITIVE_INFINITY;
    assertThatThrownBy(() -> Spectrum.near(gram))
        .hasMessage("updates: all rows are farther than 1e145 from their median");
  }
}
