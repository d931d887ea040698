package io.github.brsgd.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Floats at both ends of their range, zeros and equal rows. */
@Tag("vectors")
class RangeTest {

  private static final int COLUMNS = 2600;

  private static INDArray rows(double scale) {
    Random random = new Random(1);
    float[][] x = new float[5][COLUMNS];
    for (int i = 0; i < 4; i++) {
      for (int c = 0; c < COLUMNS; c++) {
        x[i][c] = (float) (scale * (random.nextDouble() - 0.5));
      }
    }
    x[4] = x[3].clone();
    return Nd4j.createFromArray(x);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-43, 1e-38, 1e-30, 1e-20, 1e-15, 1e-7, 1, 1e12, 1e19, 1e30, 6.7e38})
  void distancesOfAllSizes(double scale) {
    INDArray x = rows(scale);
    INDArray wide = x.castTo(DataType.DOUBLE);
    Rows rows = Rows.of(x);
    double[][] squared = rows.squaredDistances();
    double[] norms = rows.squaredNorms();
    double[] toFirst = rows.squaredDistances(x.getRow(0, true).dup());
    for (int i = 0; i < 5; i++) {
      assertThat(norms[i]).isCloseTo(squared(wide.getRow(i)), relative(norms[i]));
      for (int j = 0; j < 5; j++) {
        double expected = squared(wide.getRow(i).sub(wide.getRow(j)));
        assertThat(squared[i][j]).isCloseTo(expected, relative(expected));
      }
      assertThat(toFirst[i]).isCloseTo(squared[i][0], relative(toFirst[i]));
    }
    assertThat(squared[3][4]).isZero();
  }

  private static double squared(INDArray difference) {
    double sum = 0;
    for (double value : difference.toDoubleVector()) {
      sum += value * value;
    }
    return sum;
  }

  private static org.assertj.core.data.Offset<Double> relative(double value) {
    return within(1e-6 * value);
  }

  @Test
  void smallDifferencesOfLargeRows() {
    INDArray x = Nd4j.zeros(DataType.FLOAT, 3, COLUMNS).addi(1e30);
    x.putScalar(1, 7, 0);
    x.putScalar(0, COLUMNS - 1, 0);
    x.putScalar(1, COLUMNS - 1, 1e-20);
    x.putScalar(2, COLUMNS - 1, 3e-20);
    double[][] squared = Rows.of(x).squaredDistances();
    assertThat(squared[0][1]).isCloseTo(1e60, within(1e54));
    assertThat(squared[0][2]).isCloseTo(9e-40, within(1e-45));
  }

  @Test
  void innerProductsOfRowsAtTheirCentre() {
    INDArray x = Nd4j.zeros(DataType.FLOAT, 5, COLUMNS);
    x.getRow(4).assign(1e30);
    double[][] gram = Rows.of(x).centredGram();
    assertThat(gram[0][4]).isZero();
    assertThat(gram[4][4]).isCloseTo(COLUMNS * 1e60, within(1e57));
  }

  @Test
  void sumsAreTakenAsInDouble() {
    float[] column = {1e10f, 1, 3e-9f, -1e10f, 0.25f};
    INDArray mean = Rows.of(Nd4j.createFromArray(column).reshape(5, 1)).mean();
    assertThat(mean.getFloat(0)).isEqualTo((float) ((1.25 + 3e-9f) / 5));
  }

  @Test
  void sumsThatLeaveTheRangeOfFloat() {
    float most = Float.MAX_VALUE;
    float[] column = {most, most, most, -most, 0};
    Rows rows = Rows.of(Nd4j.createFromArray(column).reshape(5, 1));
    assertThat(rows.mean().getFloat(0)).isEqualTo((float) (2.0 * most / 5));
    assertThat(rows.statistic(new CoordinateStatistic.TrimmedMean(1)).getFloat(0))
        .isEqualTo((float) (2.0 * most / 3));
  }

  @Test
  void aMixedRowIsTheOneThatKernelsSee() {
    INDArray x = Matrices.array(Matrices.normal(20, COLUMNS, 3), DataType.FLOAT);
    double[][] weights = new double[2][20];
    for (int i = 0; i < 14; i++) {
      weights[0][i] = 1.0 / 14;
      weights[1][i + 6] = 1.0 / 14;
    }
    Rows mixed = Rows.of(x).mix(weights);
    assertThat(mixed.squaredDistances(mixed.copy(0))[0]).isZero();
    assertThat(mixed.copy(1))
        .isEqualTo(mixed.select(1).statistic(new CoordinateStatistic.Median()));
  }

  @Test
  void smallestValues() {
    INDArray x = Nd4j.createUninitialized(DataType.FLOAT, 7, 3).assign(Float.MIN_VALUE);
    assertThat(Rows.of(x).mean().toFloatVector()).containsOnly(Float.MIN_VALUE);
  }

  @Test
  void rowsWithEqualWeightsAreMixedOnce() {
    INDArray x = rows(1);
    double[][] weights = {{0, 1, 1, 0, 0}, {1, 0, 0, 0, 1}, {0, 1, 1, 0, 0}, {1, 1, 1, 1, 1}};
    Rows mixed = Rows.of(x).mix(weights);
    INDArray matrix = mixed.matrix();
    assertThat(mixed.squaredDistances()[0][2]).isZero();
    assertThat(matrix.getRow(2)).isEqualTo(matrix.getRow(0));
    assertThat(mixed.statistic(new CoordinateStatistic.Median()).getFloat(0))
        .isNotEqualTo(Rows.of(x).statistic(new CoordinateStatistic.Median()).getFloat(0));
    for (int k = 0; k < weights.length; k++) {
      assertThat(mixed.copy(k))
          .isEqualTo(mixed.select(k).statistic(new CoordinateStatistic.Median()));
      assertThat(mixed.select(k).mean()).isEqualTo(Rows.of(x).weightedSum(weights[k]));
    }
  }
}
