package io.github.brsgd.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What whoever asks rows relies on, beside the answers that {@link KernelsTest} checks. */
class RowsTest {

  private static final CoordinateStatistic MEDIAN = new CoordinateStatistic.Median();

  static Stream<CoordinateStatistic> statistics() {
    return Stream.of(
        new CoordinateStatistic.Mean(),
        new CoordinateStatistic.Deviation(),
        MEDIAN,
        new CoordinateStatistic.TrimmedMean(2),
        new CoordinateStatistic.MeanAround(MEDIAN, 4),
        new CoordinateStatistic.MeanAround(new CoordinateStatistic.TrimmedMean(1), 3));
  }

  /** The values that a statistic keeps of one coordinate, straight from its words. */
  private static double[] kept(double[] values, CoordinateStatistic statistic) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int m = sorted.length;
    if (statistic instanceof CoordinateStatistic.Median) {
      return Arrays.copyOfRange(sorted, (m - 1) / 2, m / 2 + 1);
    }
    if (statistic instanceof CoordinateStatistic.TrimmedMean trimmed) {
      return Arrays.copyOfRange(sorted, trimmed.cut(), m - trimmed.cut());
    }
    if (statistic instanceof CoordinateStatistic.MeanAround around) {
      double centre = Arrays.stream(kept(values, around.centre())).average().orElseThrow();
      return IntStream.range(0, m)
          .boxed()
          .sorted(
              (i, j) -> Double.compare(Math.abs(sorted[i] - centre), Math.abs(sorted[j] - centre)))
          .limit(around.keep())
          .mapToDouble(i -> sorted[i])
          .toArray();
    }
    return sorted;
  }

  private static double[] keptShares(double[][] rows, CoordinateStatistic statistic) {
    double[] shares = new double[rows.length];
    int d = rows[0].length;
    for (int c = 0; c < d; c++) {
      int column = c;
      double[] kept = kept(Arrays.stream(rows).mapToDouble(r -> r[column]).toArray(), statistic);
      for (int i = 0; i < rows.length; i++) {
        double value = rows[i][c];
        shares[i] += Arrays.stream(kept).anyMatch(k -> k == value) ? 1.0 / d : 0;
      }
    }
    return shares;
  }

  @ParameterizedTest
  @MethodSource("statistics")
  void theShareOfCoordinatesInWhichARowIsKept(CoordinateStatistic statistic) {
    for (int m : new int[] {5, 6, 9}) {
      double[][] rows = Matrices.normal(m, 700, m);
      Arrays.fill(rows[m - 1], 50); // an attacker far out
      rows[1] = rows[0].clone(); // equal rows share their fate
      for (int c = 0; c < 100; c++) {
        for (double[] row : rows) {
          row[c] = 0; // a dead pixel: all equal one that is kept
        }
      }
      INDArray matrix = Matrices.array(rows, DataType.DOUBLE);
      double[] expected = keptShares(rows, statistic);
      double[] shares = Rows.of(matrix).keptShares(statistic);
      assertThat(shares).containsExactly(expected, Offset.offset(1e-12));
      assertThat(shares[0]).isEqualTo(shares[1]);
      assertThat(SlicedRows.cut(matrix, 3, 600).keptShares(statistic))
          .containsExactly(expected, Offset.offset(1e-12));
    }
  }

  @Test
  void aFarRowIsKeptByNoRobustStatistic() {
    double[][] rows = Matrices.normal(7, 40, 1);
    Arrays.fill(rows[3], 1e6);
    Rows asked = Rows.of(Matrices.array(rows, DataType.FLOAT));
    assertThat(asked.keptShares(MEDIAN)[3]).isZero();
    assertThat(asked.keptShares(new CoordinateStatistic.TrimmedMean(1))[3]).isZero();
    assertThat(asked.keptShares(new CoordinateStatistic.Mean())[3]).isEqualTo(1);
    assertThatThrownBy(() -> asked.keptShares(new CoordinateStatistic.TrimmedMean(4)))
        .hasMessage("cut: need 0 <= 2 cut < m, got m=7, cut=4");
    assertThatThrownBy(() -> new CoordinateStatistic.MeanAround(new CoordinateStatistic.Mean(), 2))
        .hasMessageContaining("centre: need a median or a trimmed mean");
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void clearedColumnsAreZeroInEveryAnswer(DataType type) {
    double[][] values = Matrices.normal(6, 1500, 4);
    BitSet gone = new BitSet();
    gone.set(0);
    gone.set(500, 530);
    gone.set(1490, 1500);
    INDArray matrix = Matrices.array(values, type);
    for (double[] row : values) {
      gone.stream().forEach(c -> row[c] = 0);
    }
    Rows stored = Rows.of(Matrices.array(values, type));
    Rows cleared = Rows.of(matrix).cleared(gone);
    assertThat(cleared.squaredNorms()).isEqualTo(stored.squaredNorms());
    assertThat(cleared.squaredDistances()).isDeepEqualTo(stored.squaredDistances());
    assertThat(cleared.centredGram()).isDeepEqualTo(stored.centredGram());
    assertThat(Bits.of(cleared.statistic(MEDIAN))).isEqualTo(Bits.of(stored.statistic(MEDIAN)));
    assertThat(Bits.of(cleared.mean())).isEqualTo(Bits.of(stored.mean()));
    assertThat(cleared.matrix()).isEqualTo(stored.matrix());
    assertThat(cleared.select(3, 1).copy(0)).isEqualTo(stored.copy(3));
    BitSet some = new BitSet();
    some.set(1);
    some.set(510);
    some.set(900);
    assertThat(cleared.columns(some).matrix()).isEqualTo(stored.columns(some).matrix());
    assertThat(Rows.of(matrix).cleared(new BitSet()).matrix()).isSameAs(matrix);
    some.set(1500);
    assertThatThrownBy(() -> cleared.columns(some))
        .hasMessage("ids: need columns below d=1500, got 1500");
  }

  @Test
  void aClearedColumnHidesWhatIsNotFinite() {
    INDArray matrix = Nd4j.ones(DataType.FLOAT, 3, 4);
    matrix.putScalar(1, 2, Float.NaN);
    BitSet column = new BitSet();
    column.set(2);
    assertThat(Rows.of(matrix).nonFinite()).containsExactly(1);
    assertThat(Rows.of(matrix).cleared(column).nonFinite()).isEmpty();
    Rows asked = Rows.of(matrix);
    assertThat(asked.nonFinite()).containsExactly(1);
    assertThat(asked.select(2, 1).nonFinite()).containsExactly(1);
    assertThat(asked.select(2, 0).squaredNorms()).containsExactly(4, 4);
    assertThatThrownBy(asked::squaredNorms).hasMessageContaining("row 1 has a NaN");
    assertThatThrownBy(asked::requireFinite).hasMessageContaining("row 1 has a NaN");
  }

  @Test
  void whatIsCostlyIsAskedOnceAndWhatWasFoundFiniteIsNotCheckedAgain() {
    INDArray matrix = Matrices.array(Matrices.normal(4, 10, 1), DataType.FLOAT);
    Rows rows = Rows.of(matrix);
    double[][] distances = rows.squaredDistances();
    double[][] gram = rows.centredGram();
    distances[0][1] = -1; // the asker's own copy
    matrix.assign(0);
    assertThat(rows.squaredDistances()[0][1]).isPositive();
    assertThat(rows.centredGram()).isDeepEqualTo(gram);
    matrix.putScalar(0, 0, Float.NaN);
    assertThat(rows.nonFinite()).isEmpty();
    assertThat(rows.squaredNorms()[0]).isNaN();
  }

  @Test
  void aPointMayTakePartInASum() {
    Rows rows = Rows.of(Nd4j.createFromArray(new float[][] {{1, 10}, {2, 20}}));
    INDArray point = Nd4j.createFromArray(new float[][] {{4, 8}});
    assertThat(rows.weightedSum(new double[] {1, 0.5}, point, 0.25))
        .isEqualTo(Nd4j.createFromArray(new float[][] {{3, 22}}));
    assertThat(point).isEqualTo(Nd4j.createFromArray(new float[][] {{4, 8}}));
    assertThat(rows.origin()).isEqualTo(Nd4j.zeros(DataType.FLOAT, 1, 2));
  }

  @Test
  void rowsOfWeightZeroAreNotLookedAt() {
    INDArray matrix = Nd4j.createFromArray(new float[][] {{1, 2}, {Float.NaN, 0}, {3, 4}});
    Rows mixed = Rows.of(matrix).mix(new double[][] {{.5, 0, .5}, {1, 0, 0}});
    assertThat(mixed.nonFinite()).isEmpty();
    mixed.requireFinite();
    assertThat(mixed.squaredNorms()).containsExactly(13, 5);
    assertThat(mixed.statistic(MEDIAN).toFloatVector()).containsExactly(1.5f, 2.5f);
    Rows spoilt = Rows.of(matrix).mix(new double[][] {{.5, .1, .5}});
    assertThatThrownBy(spoilt::squaredNorms)
        .hasMessage("updates: row 1 has a NaN or infinite value");
  }

  @Test
  void theFirstRowThatIsNotFiniteIsNamedWhateverIsReadFirst() {
    int d = 200_000;
    INDArray matrix = Nd4j.zeros(DataType.FLOAT, 4, d);
    matrix.putScalar(3, 0, Float.NaN);
    matrix.putScalar(1, d - 1, Float.POSITIVE_INFINITY);
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> Rows.of(matrix).squaredDistances())
          .hasMessage("updates: row 1 has a NaN or infinite value");
    }
    assertThatThrownBy(() -> Rows.of(matrix).weightedSum(new double[] {0, 0, 1, 1}))
        .hasMessage("updates: row 3 has a NaN or infinite value");
    Rows good = Rows.of(matrix).select(0, 2);
    INDArray bad = matrix.getRow(3, true);
    assertThatThrownBy(() -> good.squaredDistances(bad))
        .hasMessage("point: has a NaN or infinite value");
    assertThatThrownBy(() -> good.weightedSum(new double[2], Nd4j.zeros(1, 3), 1))
        .hasMessageContaining("point: need 1 x 200000");
    assertThatThrownBy(() -> good.weightedSum(new double[2], good.origin(), Double.NaN))
        .hasMessageContaining("the point has weight NaN");
  }

  @Test
  void hugeDoublesAddUpToTheLargestAndNotToInfinity() {
    double[][] rows = new double[3][4096];
    Arrays.fill(rows[1], 1e160);
    Arrays.fill(rows[2], -1e160);
    Rows asked = Rows.of(Nd4j.createFromArray(rows));
    assertThat(asked.squaredDistances()[0][1]).isEqualTo(Double.MAX_VALUE);
    double[][] high = new double[5][3];
    Arrays.stream(high).forEach(row -> Arrays.fill(row, 1e308));
    assertThat(
            Rows.of(Nd4j.createFromArray(high))
                .statistic(new CoordinateStatistic.MeanAround(MEDIAN, 4))
                .getDouble(0))
        .isCloseTo(1e308, Offset.offset(1e294));
  }

  @Test
  void rowsOfAMatrixThatIsGoneSaySo() {
    INDArray matrix = Nd4j.rand(DataType.FLOAT, 3, 4);
    Rows rows = Rows.of(matrix);
    matrix.close();
    assertThatThrownBy(rows::squaredNorms)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("its run is over");
  }

  @Test
  void theMatrixIsTheOneViewedWhereThatIsWhole() {
    INDArray matrix = Nd4j.ones(DataType.DOUBLE, 3, 4);
    Rows rows = Rows.of(matrix);
    assertThat(rows.matrix()).isSameAs(matrix);
    assertThat(rows.select(0, 1, 2)).isSameAs(rows);
    assertThat(rows.select(0, 1).matrix()).isEqualTo(Nd4j.ones(DataType.DOUBLE, 2, 4));
    assertThat(rows.select(2, 1, 0).matrix()).isNotSameAs(matrix);
  }

  @Test
  void aMeanThatIsKnownIsGivenAsACopy() {
    INDArray matrix = Nd4j.rand(DataType.FLOAT, 5, 700);
    Rows rows = Rows.of(matrix);
    INDArray mean = rows.mean();
    INDArray known = mean.dup();
    AtomicReference<INDArray> there = new AtomicReference<>(known);
    Rows knowing = rows.knowing(() -> Optional.ofNullable(there.get()));

    knowing.mean().addi(1);
    assertThat(Bits.of(known)).isEqualTo(Bits.of(mean));
    assertThat(Bits.of(knowing.mean())).isEqualTo(Bits.of(mean));
    assertThat(knowing.squaredDistances()).isDeepEqualTo(rows.squaredDistances());
    assertThat(Bits.of(knowing.select(0, 1).mean())).isEqualTo(Bits.of(rows.select(0, 1).mean()));
    there.set(null);
    known.assign(7);
    assertThat(Bits.of(knowing.mean())).isEqualTo(Bits.of(mean));
  }

  @Test
  void aSumTellsNothingOfRowsThatItLeavesOut() {
    INDArray matrix = Nd4j.ones(DataType.FLOAT, 3, 700);
    matrix.putScalar(2, 650, Float.NaN);
    Rows rows = Rows.of(matrix);
    rows.weightedSum(new double[] {0.5, 0.5, 0});
    assertThat(rows.nonFinite()).containsExactly(2);
    assertThatThrownBy(() -> Rows.of(matrix).mean()).hasMessageContaining("row 2");
  }

  @Test
  void rowsOfWhichAMeanIsFiniteAreFinite() {
    for (float largest : new float[] {1, Float.MAX_VALUE}) {
      Rows rows = Rows.of(Nd4j.valueArrayOf(new long[] {3, 700}, (double) largest, DataType.FLOAT));
      rows.mean();
      assertThat(rows.nonFinite()).isEmpty();
    }
  }
}
