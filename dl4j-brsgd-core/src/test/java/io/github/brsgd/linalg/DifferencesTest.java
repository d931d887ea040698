package io.github.brsgd.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.pre.Clipping;
import io.github.brsgd.aggregation.pre.NearestNeighborMixing;
import io.github.brsgd.aggregation.pre.PreAggregated;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Mixed rows that come from one sum are the sums of their terms, whatever an attacker sends. */
class DifferencesTest {

  private static final int M = 25;
  private static final int Q = 5;
  private static final int D = 1500;

  /** What becomes of rows of noise. */
  enum Hostile {
    NONE(rows -> {}),
    FAR(rows -> attack(rows, 1e6)),
    FARTHER(rows -> attack(rows, 1e30)),
    AT_THE_END_OF_FLOATS(rows -> attack(rows, 5e37)),
    EVER_FARTHER(
        rows -> {
          for (int i = 0; i < M; i++) {
            scale(rows[i], Math.pow(10, i));
          }
        }),
    TWO_CAMPS(
        rows -> {
          for (int i = 0; i < M / 2; i++) {
            scale(rows[i], 1e9);
          }
        }),
    ONE_HUGE_COLUMN(
        rows -> {
          for (int i = 0; i < Q; i++) {
            rows[i][7] = 30;
            rows[i + Q][8] = 1e12;
          }
        }),
    ALL_EQUAL(rows -> Arrays.fill(rows, rows[0])),
    ALL_BUT_ONE_EQUAL(rows -> Arrays.fill(rows, 1, M, rows[1])),
    MOST_EQUAL(rows -> Arrays.fill(rows, Q, M, rows[Q])),
    ZEROS(rows -> Arrays.stream(rows).forEach(row -> Arrays.fill(row, 0, D / 2, -0.0))),
    ALL_ZERO(rows -> Arrays.stream(rows).forEach(row -> Arrays.fill(row, 0))),
    DENORMAL(rows -> Arrays.stream(rows).forEach(row -> scale(row, 1e-42))),
    OFFSET(rows -> Arrays.stream(rows).forEach(row -> Arrays.setAll(row, c -> row[c] + 1e4)));

    private final Consumer<double[][]> change;

    Hostile(Consumer<double[][]> change) {
      this.change = change;
    }

    double[][] rows() {
      double[][] rows = Matrices.normal(M, D, 5);
      change.accept(rows);
      // What both types hold.
      return Arrays.stream(rows)
          .map(row -> Arrays.stream(row).map(x -> (float) x).toArray())
          .toArray(double[][]::new);
    }
  }

  private static void attack(double[][] rows, double factor) {
    for (int i = 0; i < Q; i++) {
      scale(rows[3 * i], factor);
    }
  }

  private static void scale(double[] row, double factor) {
    Arrays.setAll(row, c -> row[c] * factor);
  }

  private static double[][] mixing(Rows rows) {
    return new NearestNeighborMixing(Q).mixing(rows, AggregationContext.first(1));
  }

  /** Where sums of floats overflow in one mixed row, the others keep their bits. */
  @Test
  void aRowIsTheSameBesideOneThatHardlyFits() {
    double[][] values = Matrices.normal(M, D, 5);
    Arrays.fill(values[3], 3e38);
    Arrays.fill(values[6], 3e38);
    Rows rows = Rows.of(Matrices.array(values, DataType.FLOAT));
    Rows mixed = rows.mix(mixing(rows));
    Rows stored = Rows.of(mixed.matrix());
    assertThat(mixed.copy(3).maxNumber().doubleValue()).isBetween(2.9e37, 3.1e37);
    assertThat(Bits.of(mixed.statistic(new CoordinateStatistic.Median())))
        .isEqualTo(Bits.of(stored.statistic(new CoordinateStatistic.Median())));
  }

  private static double[] naive(double[][] rows, double[] weights) {
    double[] sum = new double[D];
    for (int i = 0; i < rows.length; i++) {
      for (int c = 0; c < D && weights[i] != 0; c++) {
        sum[c] += weights[i] * rows[i][c];
      }
    }
    return sum;
  }

  /** The largest value of a row that takes part. */
  private static double largest(double[][] rows, double[] weights) {
    return IntStream.range(0, rows.length)
        .filter(i -> weights[i] != 0)
        .mapToDouble(i -> Arrays.stream(rows[i]).map(Math::abs).max().orElseThrow())
        .max()
        .orElseThrow();
  }

  private static void assertMixed(String what, INDArray row, double[][] rows, double[] weights) {
    double[] expected = naive(rows, weights);
    double most = largest(rows, weights);
    for (int c = 0; c < D; c++) {
      // Rounding to float, and the few terms that are added in floats.
      double allowed = Math.abs(expected[c]) * 0x1p-24 + most * 0x1p-24 + Float.MIN_VALUE;
      assertThat(row.getDouble(c))
          .as(what + ", column " + c)
          .isCloseTo(expected[c], within(allowed));
    }
  }

  @ParameterizedTest
  @EnumSource
  void nearestNeighboursAreMixedAsTheirDefinitionSays(Hostile hostile) {
    double[][] values = hostile.rows();
    Rows rows = Rows.of(Matrices.array(values, DataType.FLOAT));
    double[][] weights = mixing(rows);
    Rows mixed = rows.mix(weights);
    for (int k = 0; k < M; k++) {
      assertMixed(hostile + ", row " + k, mixed.copy(k), values, weights[k]);
    }
  }

  @ParameterizedTest
  @EnumSource
  void alsoBehindAClipping(Hostile hostile) {
    double[][] values = hostile.rows();
    double[][] scales = new double[M][M];
    for (int i = 0; i < M; i++) {
      scales[i][i] = 1.0 / (3 + i);
      int row = i;
      Arrays.setAll(values[i], c -> values[row][c] / (3 + row));
    }
    Rows clipped = Rows.of(Matrices.array(hostile.rows(), DataType.FLOAT)).mix(scales);
    double[][] weights = mixing(clipped);
    Rows mixed = clipped.mix(weights);
    for (int k = 0; k < M; k++) {
      assertMixed(hostile + ", row " + k, mixed.copy(k), values, weights[k]);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyQuestionSeesTheSameBits(Hostile hostile) {
    Rows rows = Rows.of(Matrices.array(hostile.rows(), DataType.FLOAT));
    Rows mixed = rows.mix(mixing(rows));
    Rows stored = Rows.of(mixed.matrix());
    CoordinateStatistic statistic = new CoordinateStatistic.TrimmedMean(Q);
    assertThat(Bits.of(mixed.statistic(statistic))).isEqualTo(Bits.of(stored.statistic(statistic)));
    assertThat(mixed.squaredDistances()).isDeepEqualTo(stored.squaredDistances());
    BitSet some = new BitSet();
    some.set(3, 900);
    assertThat(Bits.of(mixed.select(7, 0, 7).columns(some).matrix()))
        .isEqualTo(Bits.of(stored.select(7, 0, 7).columns(some).matrix()));
    assertThat(Bits.of(mixed.cleared(some).matrix()))
        .isEqualTo(Bits.of(stored.cleared(some).matrix()));
  }

  /** Weights may be below the least float, where rows are as long as floats get. */
  @Test
  void longRowsThatAreClippedToAlmostNothingAreNotNothing() {
    double[][] values = Matrices.normal(M, D, 3);
    for (double[] row : values) {
      Arrays.setAll(row, c -> (4 + row[c] / 10) * 1e35);
    }
    INDArray rows = Matrices.array(values, DataType.FLOAT);
    for (double c : new double[] {1, 1e-8, 1e-12, 1e-14}) {
      INDArray median =
          new PreAggregated(
                  List.of(new Clipping(c), new NearestNeighborMixing(Q)),
                  new CoordinateWiseMedian())
              .aggregate(rows, AggregationContext.first(M))
              .vector();
      assertThat(Math.sqrt(Rows.of(median).squaredNorms()[0])).isCloseTo(c, within(0.01 * c));
    }
  }

  @Test
  void equalRowsStayAsTheyAre() {
    for (double value : new double[] {0, 1e-45, 1e-38, 0.1, -1e30, Float.MAX_VALUE}) {
      INDArray matrix = Nd4j.valueArrayOf(new long[] {M, 600}, value, DataType.FLOAT);
      Rows rows = Rows.of(matrix);
      assertThat(Bits.of(rows.mix(mixing(rows)).matrix())).isEqualTo(Bits.of(matrix));
    }
  }

  static Stream<double[][]> unfit() {
    double[][] notAmongItsOwn = new double[4][4];
    Arrays.stream(notAmongItsOwn).forEach(row -> Arrays.fill(row, 0, 3, 0.3));
    return Stream.of(notAmongItsOwn, new double[][] {{1, 2, 1, 1}}, new double[4][4]);
  }

  @Test
  void onlyMeansOfNeighboursAreTakenFromOneSum() {
    double[][] near = new double[4][4];
    unfit().forEach(weights -> assertThat(Differences.of(weights, near)).isNull());
    double[][] squared = new double[M][M];
    double[][] weights = new double[M][M];
    for (int k = 0; k < M; k++) {
      Arrays.fill(weights[k], 0.1);
      Arrays.fill(squared[k], 1);
      weights[k][(k + 1) % M] = 0;
    }
    Differences found = Differences.of(weights, squared);
    assertThat(found.common()).containsOnly(0.1);
    assertThat(found.rest(3)).containsOnly(0, -0.1).contains(-0.1);
    squared[3][4] = 9.1;
    assertThat(Differences.of(weights, squared).rest(3)).isNull();
    assertThat(Differences.of(weights, squared).rest(2)).isNotNull();
  }
}
