package io.github.brsgd.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Kernels that read rows one after the other, at the lengths where runs and blocks end. */
@Tag("vectors")
class StreamedRowsTest {

  private static final int[] LENGTHS = {
    1, 7, 8, 504, 505, 511, 512, 513, 2047, 2048, 2049, 4095, 4096, 4097, 9000
  };

  static Stream<Arguments> shapes() {
    return Stream.of(DataType.FLOAT, DataType.DOUBLE)
        .flatMap(
            type ->
                Arrays.stream(LENGTHS)
                    .boxed()
                    .flatMap(d -> Stream.of(1, 2, 3, 4, 5, 9).map(m -> Arguments.of(type, m, d))));
  }

  private static double[][] values(int m, int d, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] values = new double[m][d];
    for (double[] row : values) {
      Arrays.setAll(row, c -> (float) random.nextGaussian());
    }
    return values;
  }

  /** Scratch memory that an earlier call has left full. */
  private static void leaveTraces(DataType type) {
    INDArray large = Nd4j.create(values(9, 4096, 3)).castTo(type).muli(1e18);
    Rows.of(large).squaredNorms();
    Rows.of(large).weightedSum(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
  }

  private static double[] weights(int m) {
    double[] weights = new double[m];
    Arrays.setAll(weights, i -> (i % 2 == 0 ? 1 : -1) / (3.0 + i));
    return weights;
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void sumsAreRoundedOnce(DataType type, int m, int d) {
    leaveTraces(type);
    double[][] x = values(m, d, m + d);
    Rows rows = Rows.of(Nd4j.create(x).castTo(type));
    double[] equal = new double[m];
    Arrays.fill(equal, 1.0 / m);
    double[] spread = weights(m);
    spread[m - 1] *= 1e-20;
    double[] lost = weights(m);
    lost[m - 1] *= 1e-60;
    for (double[] w : new double[][] {equal, weights(m), spread, lost}) {
      double[] sum = rows.weightedSum(w).toDoubleVector();
      double[] atCentre = rows.centre(w).point().toDoubleVector();
      for (int c = 0; c < d; c++) {
        double expected = 0;
        double size = Double.MIN_NORMAL;
        for (int i = 0; i < m; i++) {
          expected += w[i] * x[i][c];
          size += Math.abs(w[i] * x[i][c]);
        }
        double rounding = type == DataType.FLOAT ? Math.ulp((float) expected) / 2.0 : 0;
        assertThat(sum[c]).isCloseTo(expected, within(rounding + 1e-13 * size));
        assertThat(atCentre[c]).isEqualTo(sum[c]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void normsAndDistancesAreThoseOfTheRows(DataType type, int m, int d) {
    leaveTraces(type);
    double[][] x = values(m, d, m + d);
    double[] point = values(1, d, 5)[0];
    Rows rows = Rows.of(Nd4j.create(x).castTo(type));
    double[] norms = rows.squaredNorms();
    double[] distances = rows.squaredDistances(Nd4j.create(new double[][] {point}).castTo(type));
    double[] toSum = rows.centre(weights(m)).squaredDistances();
    double[] sum = rows.weightedSum(weights(m)).toDoubleVector();
    for (int i = 0; i < m; i++) {
      int row = i;
      assertThat(norms[i])
          .isCloseTo(squared(c -> x[row][c], d), relative(squared(c -> x[row][c], d)));
      double far = squared(c -> x[row][c] - point[c], d);
      assertThat(distances[i]).isCloseTo(far, relative(far));
      double fromSum = squared(c -> x[row][c] - sum[c], d);
      assertThat(toSum[i]).isCloseTo(fromSum, relative(fromSum));
    }
  }

  private static Offset<Double> relative(double value) {
    return within(1e-5 * value + 1e-12);
  }

  private static double squared(IntToDoubleFunction difference, int d) {
    double sum = 0;
    for (int c = 0; c < d; c++) {
      sum += Math.pow(difference.applyAsDouble(c), 2);
    }
    return sum;
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void theLastNumberOfTheLastRowIsLookedAt(DataType type, int m, int d) {
    double[] w = weights(m);
    for (double bad : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
      double[][] x = values(m, d, 1);
      x[m - 1][d - 1] = bad;
      INDArray matrix = Nd4j.create(x).castTo(type);
      INDArray point = Nd4j.zeros(type, 1, d);
      assertThat(Rows.of(matrix).nonFinite()).containsExactly(m - 1);
      for (Consumer<Rows> question :
          Arrays.<Consumer<Rows>>asList(
              Rows::squaredNorms,
              rows -> rows.squaredDistances(point),
              rows -> rows.weightedSum(w),
              rows -> rows.centre(w))) {
        assertThatThrownBy(() -> question.accept(Rows.of(matrix)))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("row " + (m - 1));
      }
    }
  }

  @Test
  void largeWeightsOfTinyRowsKeepTheirDigits() {
    float least = Float.MIN_VALUE;
    Rows rows =
        Rows.of(Nd4j.createFromArray(new float[][] {{3 * least}, {5 * least}, {7 * least}}));
    double[] w = {1.3e30, 1.7e30, 1.1e30};
    double expected = least * (3 * w[0] + 5 * w[1] + 7 * w[2]);
    assertThat(rows.weightedSum(w).getDouble(0)).isCloseTo(expected, within(1e-7 * expected));
  }

  @Test
  void aSumBeyondFloatsLeavesItsNeighboursTheirBits() {
    float[][] x = new float[3][4096];
    SplittableRandom random = new SplittableRandom(2);
    for (float[] row : x) {
      for (int c = 0; c < row.length; c++) {
        row[c] = (float) random.nextGaussian();
      }
    }
    double[][] ways = {{0.25, 0.25, 0.25}, {0.25, 0.3, 0.35}};
    for (double[] w : ways) {
      double[] alone = Rows.of(Nd4j.createFromArray(x)).weightedSum(w).toDoubleVector();
      float[][] beyond = Arrays.stream(x).map(float[]::clone).toArray(float[][]::new);
      for (float[] row : beyond) {
        row[7] = Float.MAX_VALUE;
      }
      double[] sum = Rows.of(Nd4j.createFromArray(beyond)).weightedSum(w).toDoubleVector();
      double all = Arrays.stream(w).sum() * Float.MAX_VALUE;
      assertThat(sum[7]).isCloseTo(all, within(1e-7 * all));
      sum[7] = alone[7];
      assertThat(sum).isEqualTo(alone);
    }
  }
}
