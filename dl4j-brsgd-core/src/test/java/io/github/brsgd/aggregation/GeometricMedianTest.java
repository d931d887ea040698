package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.brsgd.linalg.Matrices;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GeometricMedianTest implements AggregatorContract {

  @Override
  public Aggregator rule(int q) {
    return new GeometricMedian();
  }

  @Test
  void example() {
    assertThat(
            AggregatorContract.values(
                new GeometricMedian(), new double[] {0}, new double[] {1}, new double[] {50}))
        .containsExactly(1);
  }

  @Test
  void cornersOfASquareMeetInTheMiddle() {
    assertThat(
            AggregatorContract.values(
                new GeometricMedian(),
                new double[] {1, 1},
                new double[] {-1, 1},
                new double[] {-1, -1},
                new double[] {1, -1}))
        .containsExactly(new double[] {0, 0}, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void noDirectionImprovesIt(int seed) {
    double[][] rows = Matrices.normal(4 + seed, 3, seed);
    if (seed % 2 == 0) {
      rows[1] = rows[0].clone();
      rows[2] = new double[] {1e6, 1e6, 1e6};
    }
    double[] median = AggregatorContract.values(new GeometricMedian(), rows);
    double total = total(rows, median);
    SplittableRandom random = new SplittableRandom(seed);
    for (int t = 0; t < 200; t++) {
      double[] other = median.clone();
      for (int c = 0; c < 3; c++) {
        other[c] += 1e-3 * random.nextGaussian();
      }
      assertThat(total(rows, other)).isGreaterThan(total - 1e-9);
    }
  }

  @Test
  void aRowThatHoldsTheOthersIsTheMedian() {
    double[] held =
        AggregatorContract.values(
            new GeometricMedian(),
            new double[] {0.3, 0.1},
            new double[] {0.3, 0.1},
            new double[] {5, 0},
            new double[] {0, 7});
    assertThat(held).containsExactly(0.3, 0.1);
  }

  /** A row just beside the coordinate-wise median made the first step a millionth of the spread. */
  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void aRowBesideTheStartDoesNotHoldIt(DataType type) {
    double[][] rows = Matrices.normal(9, 10, 1);
    for (int c = 0; c < 10; c++) {
      int coordinate = c;
      double[] honest = Arrays.stream(rows).limit(8).mapToDouble(x -> x[coordinate]).toArray();
      Arrays.sort(honest);
      rows[8][c] = honest[4] + (c == 0 ? 1e-6 : 0);
    }
    assertThat(total(rows, median(rows, type))).isLessThan(total(rows, rows[8]) - 0.1);
    assertThat(total(rows, median(rows, type)))
        .isCloseTo(total(rows, median(rows, DataType.DOUBLE, 1e-12)), withinPercentage(1e-6));
  }

  @Test
  void floatsSeeThatARowOfTwoAlmostEqualOnesIsNotTheMedian() {
    double[][] rows = {
      {0.92195266, -1.1402502},
      {-0.08879321, 0.08032801},
      {-0.31073803, -1.1402194},
      {0.92185199, -1.1401976},
      {-0.08885581, 0.08035354}
    };
    assertThat(median(rows, DataType.FLOAT))
        .containsExactly(new double[] {0.26219, -0.66430}, within(1e-4));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7})
  void almostEqualRowsDoNotMislead(double apart) {
    for (int seed = 1; seed <= 500; seed++) {
      int d = 2 + seed % 4;
      double[][] rows = Matrices.normal(5 + seed % 6, d, seed);
      double[][] offsets = Matrices.normal(rows.length, d, seed + 500);
      for (int pair = 0; pair < 1 + seed % 2; pair++) {
        double[] first = rows[2 * pair];
        double[] offset = offsets[pair];
        Arrays.setAll(rows[2 * pair + 1], c -> first[c] + apart * offset[c]);
      }
      double least = total(rows, median(rows, DataType.DOUBLE, 1e-10));
      assertThat(total(rows, median(rows, DataType.DOUBLE)))
          .as("doubles, seed %d", seed)
          .isCloseTo(least, withinPercentage(1e-5));
      assertThat(total(rows, median(rows, DataType.FLOAT)))
          .as("floats, seed %d", seed)
          .isCloseTo(least, withinPercentage(0.1));
    }
  }

  private static double[] median(double[][] rows, DataType type) {
    return median(rows, type, GeometricMedian.DEFAULT_TOLERANCE);
  }

  private static double[] median(double[][] rows, DataType type, double tolerance) {
    return new GeometricMedian(tolerance)
        .aggregate(Matrices.array(rows, type), CONTEXT)
        .vector()
        .castTo(DataType.DOUBLE)
        .toDoubleVector();
  }

  @Test
  void rowsAtTheEndOfDoubleWeighNothing() {
    double[] far = {1e300, -1e300};
    assertThat(
            AggregatorContract.values(
                new GeometricMedian(),
                new double[] {1, 1},
                new double[] {1, 1.5},
                new double[] {1.5, 1},
                far,
                far))
        .satisfies(
            v -> assertThat(v[0]).isBetween(1.0, 1.5), v -> assertThat(v[1]).isBetween(1.0, 1.5));
  }

  @Test
  void theToleranceIsChecked() {
    assertThat(new GeometricMedian().tolerance()).isEqualTo(1e-6);
    for (double tolerance : new double[] {0, -1, 1, Double.NaN}) {
      assertThatThrownBy(() -> new GeometricMedian(tolerance))
          .hasMessage("GeometricMedian: need 0 < tolerance < 1, got tolerance=" + tolerance);
    }
  }

  private static double total(double[][] rows, double[] point) {
    double total = 0;
    for (double[] row : rows) {
      double squared = 0;
      for (int c = 0; c < row.length; c++) {
        squared += (row[c] - point[c]) * (row[c] - point[c]);
      }
      total += Math.sqrt(squared);
    }
    return total;
  }

  @Test
  void twoRowsBesideEachOtherDoNotHoldIt() {
    INDArray floats =
        Nd4j.createFromArray(
            new float[][] {
              {-0.49286592f, -0.13167216f},
              {-0.49367550f, -0.13153093f},
              {0.268f, -0.131f},
              {0.601f, -0.411f},
              {0.981f, 0.889f},
              {-0.494f, -0.955f},
              {-0.878f, -0.92f}
            });
    INDArray median = new GeometricMedian().aggregate(floats, AggregationContext.first(1)).vector();
    assertThat(median.getDouble(0)).isCloseTo(-0.27887, within(1e-3));
    assertThat(median.getDouble(1)).isCloseTo(-0.25320, within(1e-3));
    INDArray doubles =
        Nd4j.createFromArray(
            new double[][] {
              {0.17900005198894395, 0.49700003600430387},
              {0.17900000925784795, 0.4970000694866715},
              {-0.777, 0.389},
              {0.193, 0.944},
              {0.179, 0.734},
              {-0.232, 0.869},
              {-0.373, -0.236}
            });
    median = new GeometricMedian().aggregate(doubles, AggregationContext.first(1)).vector();
    assertThat(median.getDouble(0)).isCloseTo(0.09008, within(1e-5));
    assertThat(median.getDouble(1)).isCloseTo(0.58364, within(1e-5));
  }
}
