package io.github.brsgd.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Every kernel against loops anyone can check, over awkward shapes, types and layouts. */
class KernelsTest {

  static Stream<Arguments> shapes() {
    return Stream.of(1, 2, 3, 5, 7, 10, 25, 64)
        .flatMap(
            m ->
                Stream.of(1, 2, 7, 511, 512, 513, 2500)
                    .flatMap(
                        d ->
                            Stream.of(DataType.FLOAT, DataType.DOUBLE)
                                .map(type -> Arguments.of(m, d, type))));
  }

  private static double tolerance(DataType type) {
    return type == DataType.FLOAT ? 3e-6 : 1e-13;
  }

  private static double[] column(double[][] x, int c) {
    double[] column = Arrays.stream(x).mapToDouble(row -> row[c]).toArray();
    Arrays.sort(column);
    return column;
  }

  private static double median(double[] sorted) {
    int m = sorted.length;
    return 0.5 * sorted[(m - 1) / 2] + 0.5 * sorted[m / 2];
  }

  private static void assertColumns(
      INDArray actual, double[][] x, DataType type, Function<double[], Double> expected) {
    assertThat(actual.dataType()).isEqualTo(type);
    assertThat(actual.shape()).containsExactly(1, x[0].length);
    double[] values = actual.reshape(x[0].length).toDoubleVector();
    for (int c = 0; c < values.length; c++) {
      assertThat(values[c])
          .as("column %s", c)
          .isCloseTo(expected.apply(column(x, c)), within(tolerance(type) * 4));
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void medianIsTheMiddleOfTheSortedColumnToTheBit(int m, int d, DataType type) {
    double[][] x = Matrices.normal(m, d, 1);
    INDArray actual = Rows.of(Matrices.array(x, type)).statistic(new CoordinateStatistic.Median());
    for (int c = 0; c < d; c++) {
      double expected = median(column(x, c));
      assertThat(actual.getDouble(0, c))
          .isEqualTo(type == DataType.FLOAT ? (float) expected : expected);
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void trimmedMeanKeepsTheMiddle(int m, int d, DataType type) {
    double[][] x = Matrices.normal(m, d, 2);
    for (int cut : new int[] {0, (m - 1) / 4, (m - 1) / 2}) {
      assertColumns(
          Rows.of(Matrices.array(x, type)).statistic(new CoordinateStatistic.TrimmedMean(cut)),
          x,
          type,
          v -> Arrays.stream(v, cut, m - cut).average().getAsDouble());
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void meanAroundMedianTakesTheNearest(int m, int d, DataType type) {
    double[][] x = Matrices.normal(m, d, 3);
    for (int keep : new int[] {1, (m + 1) / 2, m}) {
      assertColumns(
          Rows.of(Matrices.array(x, type))
              .statistic(
                  new CoordinateStatistic.MeanAround(new CoordinateStatistic.Median(), keep)),
          x,
          type,
          v -> meanNearest(v, median(v), keep));
    }
  }

  private static double meanNearest(double[] sorted, double centre, int keep) {
    return Arrays.stream(sorted)
        .boxed()
        .sorted((a, b) -> Double.compare(Math.abs(a - centre), Math.abs(b - centre)))
        .limit(keep)
        .mapToDouble(Double::doubleValue)
        .average()
        .getAsDouble();
  }

  private static List<Double> weights(int m) {
    return IntStream.range(0, m).mapToObj(i -> 0.25 * (1 + (5 * i) % 7)).toList();
  }

  /** Values in ascending order, each as many times as its weight holds quarters. */
  private static double[] repeated(double[][] x, int c, List<Double> weights) {
    return IntStream.range(0, x.length)
        .boxed()
        .flatMap(i -> Collections.nCopies((int) (4 * weights.get(i)), x[i][c]).stream())
        .sorted()
        .mapToDouble(v -> v)
        .toArray();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aWeightIsAsGoodAsManyRows(int m, int d, DataType type) {
    double[][] x = Matrices.normal(m, d, 6);
    List<Double> weights = weights(m);
    Rows rows = Rows.of(Matrices.array(x, type));
    INDArray median = rows.statistic(new CoordinateStatistic.WeightedMedian(weights));
    for (int c = 0; c < d; c++) {
      double expected = median(repeated(x, c, weights));
      assertThat(median.getDouble(0, c))
          .isEqualTo(type == DataType.FLOAT ? (float) expected : expected);
    }
    int copies = repeated(x, 0, weights).length;
    for (int cut : new int[] {0, copies / 4, (copies - 1) / 2}) {
      INDArray mean =
          rows.statistic(
              new CoordinateStatistic.WeightedTrimmedMean(weights, (double) cut / copies));
      for (int c = 0; c < d; c++) {
        assertThat(mean.getDouble(0, c))
            .isCloseTo(
                Arrays.stream(repeated(x, c, weights), cut, copies - cut).average().getAsDouble(),
                within(4 * tolerance(type)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void equalWeightsAreNone(int m, int d, DataType type) {
    Rows rows = Rows.of(Matrices.array(Matrices.normal(m, d, 7), type));
    List<Double> equal = Collections.nCopies(m, 0.1);
    assertThat(Bits.of(rows.statistic(new CoordinateStatistic.WeightedMedian(equal))))
        .isEqualTo(Bits.of(rows.statistic(new CoordinateStatistic.Median())));
    for (int cut : new int[] {0, (m - 1) / 4, (m - 1) / 2}) {
      CoordinateStatistic plain = new CoordinateStatistic.TrimmedMean(cut);
      CoordinateStatistic weighted =
          new CoordinateStatistic.WeightedTrimmedMean(equal, (double) cut / m);
      INDArray expected = rows.statistic(plain);
      INDArray actual = rows.statistic(weighted);
      for (int c = 0; c < d; c++) {
        assertThat(actual.getDouble(0, c))
            .isCloseTo(expected.getDouble(0, c), within(0.3 * tolerance(type)));
      }
      assertThat(rows.keptShares(weighted)).isEqualTo(rows.keptShares(plain));
    }
    assertThat(rows.keptShares(new CoordinateStatistic.WeightedMedian(equal)))
        .isEqualTo(rows.keptShares(new CoordinateStatistic.Median()));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void weightsAtTheEndsOfTheType(DataType type) {
    double max = type == DataType.FLOAT ? Float.MAX_VALUE : Double.MAX_VALUE;
    double[][] x = {{max, -max, 0}, {max, max, Double.MIN_VALUE}, {max, max, -0.0}, {max, 1, 1}};
    Rows rows = Rows.of(Matrices.array(x, type));
    List<Double> weights = List.of(1e300, 2e300, 1e300, 1e300);
    assertThat(rows.statistic(new CoordinateStatistic.WeightedMedian(weights)).getDouble(0))
        .isEqualTo(max);
    INDArray mean = rows.statistic(new CoordinateStatistic.WeightedTrimmedMean(weights, 0.2));
    assertThat(mean.getDouble(0)).isCloseTo(max, withinPercentage(1e-10));
    assertThat(mean.getDouble(1)).isCloseTo(max / 3 * 2, withinPercentage(1e-4));
  }

  @Test
  void weightsThatAreNoneAreRefused() {
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new CoordinateStatistic.WeightedMedian(List.of(1.0, bad)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("weights: need a positive, finite value, got " + bad);
    }
    for (double bad : new double[] {-0.1, 0.5, Double.NaN}) {
      assertThatThrownBy(() -> new CoordinateStatistic.WeightedTrimmedMean(List.of(1.0), bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("got share=" + bad);
    }
    Rows rows = Rows.of(Nd4j.ones(DataType.FLOAT, 3, 2));
    assertThatThrownBy(
            () -> rows.statistic(new CoordinateStatistic.WeightedMedian(List.of(1.0, 2.0))))
        .hasMessage("weights: need one per row, got 2 for m=3");
  }

  @Test
  void ofTwoValuesEquallyNearTheMedianTheSmallerIsTaken() {
    INDArray x = Nd4j.createFromArray(new float[][] {{4}, {2}, {3}, {0}, {6}});
    assertThat(
            Rows.of(x)
                .statistic(new CoordinateStatistic.MeanAround(new CoordinateStatistic.Median(), 2))
                .getFloat(0))
        .isEqualTo(2.5f);
    assertThat(
            Rows.of(x)
                .statistic(new CoordinateStatistic.MeanAround(new CoordinateStatistic.Median(), 4))
                .getFloat(0))
        .isEqualTo(2.25f);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void meanAndDeviation(int m, int d, DataType type) {
    double[][] x = Matrices.normal(m, d, 4);
    Rows rows = Rows.of(Matrices.array(x, type));
    assertColumns(rows.mean(), x, type, v -> Arrays.stream(v).average().getAsDouble());
    if (m > 1) {
      assertColumns(
          rows.statistic(new CoordinateStatistic.Deviation()), x, type, KernelsTest::deviation);
    }
  }

  private static double deviation(double[] v) {
    double mean = Arrays.stream(v).average().getAsDouble();
    double squares = Arrays.stream(v).map(a -> (a - mean) * (a - mean)).sum();
    return Math.sqrt(squares / (v.length - 1));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void geometry(int m, int d, DataType type) {
    double[][] x = Matrices.normal(m, d, 5);
    Rows rows = Rows.of(Matrices.array(x, type));
    double[][] squared = rows.squaredDistances();
    double[][] gram = rows.centredGram();
    double[] norms = rows.squaredNorms();
    INDArray point = Matrices.array(Matrices.normal(1, d, 6), type);
    double[] toPoint = rows.squaredDistances(point);
    INDArray direction = Matrices.array(Matrices.normal(1, d, 7), type);
    double[] along = rows.projections(point, direction);
    assertThat(rows.products(direction)).isEqualTo(rows.projections(rows.origin(), direction));
    double[] from = point.reshape(d).toDoubleVector();
    double[] to = direction.reshape(d).toDoubleVector();
    double[] origin = new double[d];
    double[] centre = new double[d];
    for (int c = 0; c < d; c++) {
      double median = median(column(x, c));
      centre[c] = type == DataType.FLOAT ? (float) median : median;
    }
    for (int i = 0; i < m; i++) {
      assertClose(norms[i], distance(x[i], origin), d, tolerance(type));
      assertClose(toPoint[i], distance(x[i], from), d, tolerance(type));
      assertClose(along[i], product(x[i], to, origin) - product(from, to, origin), d, 1e-13);
      for (int j = 0; j < m; j++) {
        assertClose(squared[i][j], distance(x[i], x[j]), d, tolerance(type));
        assertClose(gram[i][j], product(x[i], x[j], centre), d, tolerance(type));
      }
    }
  }

  private static void assertClose(double actual, double expected, int d, double tolerance) {
    assertThat(actual).isCloseTo(expected, within(tolerance * (Math.abs(expected) + d)));
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int c = 0; c < a.length; c++) {
      sum += (a[c] - b[c]) * (a[c] - b[c]);
    }
    return sum;
  }

  private static double product(double[] a, double[] b, double[] centre) {
    double sum = 0;
    for (int c = 0; c < a.length; c++) {
      sum += (a[c] - centre[c]) * (b[c] - centre[c]);
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-38, 1e-25, 1e15, 1e25, 3e38})
  void distancesSurviveTheWholeRangeOfFloat(double scale) {
    double[][] x = {{scale, 0, 0}, {-scale, 0, 0}, {0, scale / 2, 0}};
    double[][] squared = Rows.of(Matrices.array(x, DataType.FLOAT)).squaredDistances();
    assertThat(squared[0][1] / (4 * scale * scale)).isCloseTo(1, within(1e-6));
    assertThat(squared[1][2] / (1.25 * scale * scale)).isCloseTo(1, within(1e-6));
  }

  @Test
  void distancesOfCloseRowsFarFromZeroDoNotCancel() {
    double[][] x = {{1000, 1000}, {1000.0001, 1000}};
    double[][] squared = Rows.of(Matrices.array(x, DataType.DOUBLE)).squaredDistances();
    assertThat(squared[0][1]).isCloseTo(1e-8, within(1e-14));
  }

  @Test
  void distancesBeyondDoubleStayFinite() {
    double[][] x = {{1e300}, {-1e300}, {0}};
    double[][] squared = Rows.of(Matrices.array(x, DataType.DOUBLE)).squaredDistances();
    assertThat(squared[0][1]).isEqualTo(Double.MAX_VALUE);
    assertThat(squared[0][0]).isZero();
  }

  @Test
  void weightedSumSkipsRowsOfWeightZero() {
    INDArray x = Nd4j.createFromArray(new double[][] {{1, 2}, {Double.NaN, 5}, {3, 4}});
    INDArray sum = Rows.of(x).weightedSum(new double[] {0.5, 0, 2});
    assertThat(sum.reshape(2).toDoubleVector()).containsExactly(6.5, 9);
    assertThat(Rows.of(x).weightedSum(new double[3]).sumNumber().doubleValue()).isZero();
  }

  @Test
  void weightsAreChecked() {
    Rows rows = Rows.of(Nd4j.ones(DataType.FLOAT, 3, 2));
    assertThatThrownBy(() -> rows.weightedSum(new double[2]))
        .hasMessage("weights: need one per row, got 2 for m=3");
    assertThatThrownBy(() -> rows.weightedSum(new double[] {1, Double.NaN, 0}))
        .hasMessage("weights: row 1 has weight NaN");
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void layoutDoesNotMatter(DataType type) {
    INDArray wide = Matrices.array(Matrices.normal(9, 1300, 7), type);
    INDArray view = wide.get(NDArrayIndex.interval(2, 9), NDArrayIndex.interval(100, 1200));
    double[] expected =
        Rows.of(view.dup('c')).statistic(new CoordinateStatistic.Median()).toDoubleMatrix()[0];
    for (INDArray layout : new INDArray[] {view, view.dup('f'), view.dup('c')}) {
      assertThat(Rows.of(layout).statistic(new CoordinateStatistic.Median()).toDoubleMatrix()[0])
          .containsExactly(expected);
    }
    assertThat(Rows.of(view).copy(3)).isEqualTo(view.getRow(3, true).dup());
    assertThat(Rows.of(wide.getRow(4, true)).copy(0)).isEqualTo(wide.getRow(4, true).dup());
    INDArray column = wide.getColumn(5, true);
    assertThat(Rows.of(column).statistic(new CoordinateStatistic.Median()).getDouble(0))
        .isEqualTo(median(column(column.toDoubleMatrix(), 0)));
  }

  @Test
  void selectedRowsAreTheRows() {
    INDArray x = Matrices.array(Matrices.normal(6, 600, 8), DataType.FLOAT);
    Rows rows = Rows.of(x).select(4, 1, 5);
    assertThat(rows.count()).isEqualTo(3);
    assertThat(rows.copy(0)).isEqualTo(x.getRow(4, true).dup());
    assertThat(rows.mean()).isEqualTo(Rows.of(Nd4j.pullRows(x, 1, 4, 1, 5)).mean());
    assertThatThrownBy(rows::select).hasMessageContaining("at least one row");
  }

  @Test
  void threadsDoNotChangeABit() throws Exception {
    Rows rows = Rows.of(Matrices.array(Matrices.normal(11, 100_003, 9), DataType.FLOAT));
    Object one = onPool(1, rows);
    assertThat(onPool(2, rows)).isEqualTo(one);
    assertThat(onPool(5, rows)).isEqualTo(one);
  }

  private static Object onPool(int threads, Rows rows) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(
              () ->
                  Arrays.asList(
                      Arrays.deepToString(rows.squaredDistances()),
                      Arrays.deepToString(rows.centredGram()),
                      Arrays.toString(rows.squaredNorms()),
                      rows.mean(),
                      rows.statistic(
                          new CoordinateStatistic.MeanAround(new CoordinateStatistic.Median(), 8))))
          .get();
    } finally {
      pool.shutdown();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void nonFiniteRowsAreFoundAndRefused(double bad) {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray x = Matrices.array(Matrices.normal(5, 40_000, 10), type);
      assertThat(Rows.of(x).nonFinite()).isEmpty();
      x.putScalar(3, 39_999, bad);
      x.putScalar(1, 0, bad);
      Rows rows = Rows.of(x);
      assertThat(rows.nonFinite()).containsExactly(1, 3);
      assertThatThrownBy(() -> rows.select(0, 3).statistic(new CoordinateStatistic.Median()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("row 1 has a NaN or infinite value");
    }
  }

  @Test
  void largestFiniteValuesAreFinite() {
    INDArray x = Nd4j.createFromArray(new float[][] {{Float.MAX_VALUE}, {-Float.MAX_VALUE}});
    assertThat(Rows.of(x).nonFinite()).isEmpty();
    assertThat(Rows.of(x).statistic(new CoordinateStatistic.Median()).getFloat(0)).isZero();
  }

  @Test
  void wrongShapesAndTypesAreNamed() {
    assertThatThrownBy(() -> Rows.of(Nd4j.ones(3)))
        .hasMessage("updates: need a matrix [m, d] with m >= 1 and d >= 1, got shape [3]");
    assertThatThrownBy(() -> Rows.of(Nd4j.ones(DataType.INT32, 2, 2)))
        .hasMessage("updates: need float or double, got INT");
    assertThatThrownBy(() -> Rows.of(Nd4j.empty(DataType.FLOAT)))
        .hasMessageContaining("need a matrix");
    assertThatThrownBy(() -> Rows.of(null)).isInstanceOf(NullPointerException.class);
    Rows rows = Rows.of(Nd4j.ones(DataType.FLOAT, 3, 2));
    assertThatThrownBy(() -> rows.squaredDistances(Nd4j.ones(DataType.FLOAT, 1, 3)))
        .hasMessage("point: need 1 x 2 of FLOAT, got 1 x 3 of FLOAT");
    INDArray point = Nd4j.ones(DataType.FLOAT, 1, 2);
    assertThatThrownBy(() -> rows.projections(point, Nd4j.ones(DataType.DOUBLE, 1, 2)))
        .hasMessage("direction: need 1 x 2 of FLOAT, got 1 x 2 of DOUBLE");
    assertThatThrownBy(() -> rows.statistic(new CoordinateStatistic.TrimmedMean(2)))
        .hasMessage("cut: need 0 <= 2 cut < m, got m=3, cut=2");
    assertThatThrownBy(
            () ->
                rows.statistic(
                    new CoordinateStatistic.MeanAround(new CoordinateStatistic.Median(), 4)))
        .hasMessage("keep: need 1 <= keep <= m=3, got 4");
    assertThatThrownBy(() -> rows.select(0).statistic(new CoordinateStatistic.Deviation()))
        .hasMessage("deviation: need at least 2 rows, got 1");
  }

  @Test
  @Tag("slow")
  void aMatrixBeyondTwoGibibytesIsReadInPlace() {
    INDArray x = Nd4j.zeros(DataType.FLOAT, 3, 190_000_000);
    x.getRow(1).assign(2);
    x.getRow(2).assign(5);
    INDArray median = Rows.of(x).statistic(new CoordinateStatistic.Median());
    assertThat(median.minNumber().floatValue()).isEqualTo(2);
    assertThat(median.maxNumber().floatValue()).isEqualTo(2);
  }
}
