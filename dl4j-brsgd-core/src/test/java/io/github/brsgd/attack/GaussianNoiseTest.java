package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GaussianNoiseTest implements AttackContract {

  private static final int N = 100_000;

  @Override
  public Attack attack() {
    return new GaussianNoise(2);
  }

  private static double[][] noise() {
    INDArray updates = Nd4j.zeros(DataType.FLOAT, 4, N);
    new GaussianNoise(3).forge(AttackContract.context(updates, 1, 3));
    return new double[][] {
      updates.getRow(1).castTo(DataType.DOUBLE).toDoubleVector(),
      updates.getRow(3).castTo(DataType.DOUBLE).toDoubleVector()
    };
  }

  /**
   * Each of these statistics is close to normal with the deviation stated; a bound of 6 deviations
   * fails by chance with probability 2e-9 each, 1.6e-8 together. The seed is fixed as well.
   */
  @Test
  void momentsAreThoseOfIndependentNormals() {
    double[][] noise = noise();
    for (double[] row : noise) {
      double mean = 0;
      double square = 0;
      double within = 0;
      for (double value : row) {
        mean += value / 3 / N;
        square += value / 3 * value / 3 / N;
        within += Math.abs(value) < 3 ? 1.0 / N : 0;
      }
      assertThat(Math.abs(mean)).isLessThan(6 / Math.sqrt(N));
      assertThat(Math.abs(square - 1)).isLessThan(6 * Math.sqrt(2.0 / N));
      double expected = 2 * NormalQuantile.probability(1) - 1;
      assertThat(Math.abs(within - expected))
          .isLessThan(6 * Math.sqrt(expected * (1 - expected) / N));
    }
    double product = 0;
    double lagged = 0;
    for (int c = 0; c < N; c++) {
      product += noise[0][c] / 3 * noise[1][c] / 3 / N;
      lagged += noise[0][c] / 3 * noise[0][(c + 1) % N] / 3 / N;
    }
    assertThat(Math.abs(product)).isLessThan(6 / Math.sqrt(N));
    assertThat(Math.abs(lagged)).isLessThan(6 / Math.sqrt(N));
  }

  @Test
  void sigmaIsPositiveAndFinite() {
    assertThat(new GaussianNoise().sigma()).isEqualTo(200);
    assertThatThrownBy(() -> new GaussianNoise(-1))
        .hasMessage("GaussianNoise: need a positive, finite sigma, got sigma=-1.0");
  }
}
