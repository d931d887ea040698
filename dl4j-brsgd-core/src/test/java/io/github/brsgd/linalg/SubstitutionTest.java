package io.github.brsgd.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.GeometricMedian;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.MultiKrum;
import io.github.brsgd.aggregation.RowsAggregator;
import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.aggregation.pre.AdaptiveRobustClipping;
import io.github.brsgd.aggregation.pre.Bucketing;
import io.github.brsgd.aggregation.pre.Clipping;
import io.github.brsgd.aggregation.pre.NearestNeighborMixing;
import io.github.brsgd.aggregation.pre.PreAggregated;
import io.github.brsgd.oracle.OracleCase;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Rows with a vector in place of some give the answers that a matrix of all rows gives. */
class SubstitutionTest {

  private static final int M = 11;
  private static final int Q = 3;
  private static final int[] REPLACED = {1, 6, 10};

  record Case(int d, DataType type) {}

  static Stream<Case> cases() {
    return IntStream.of(1, 7, 512, 4200)
        .boxed()
        .flatMap(d -> Stream.of(new Case(d, DataType.FLOAT), new Case(d, DataType.DOUBLE)));
  }

  private static INDArray matrix(Case c) {
    INDArray matrix = Matrices.array(Matrices.normal(M, c.d, c.d), c.type).addi(0.5);
    matrix.getRow(4).assign(matrix.getRow(3));
    for (int row : REPLACED) {
      matrix.getRow(row).assign(Double.NaN);
    }
    return matrix;
  }

  /** Near, far, at the ends of the range, and equal to a row that stays. */
  private static List<INDArray> vectors(Case c, INDArray matrix) {
    INDArray noise = Matrices.array(Matrices.normal(1, c.d, 99), c.type);
    return Stream.concat(
            Stream.of(0.0, 1e-3, 1.0, -40.0, 1e15, -1e30, 1e-42).map(noise::mul),
            Stream.of(
                Nd4j.valueArrayOf(new long[] {1, c.d}, Float.MAX_VALUE, c.type),
                matrix.getRow(0, true).dup()))
        .toList();
  }

  private static INDArray plain(INDArray matrix, INDArray vector) {
    INDArray plain = matrix.dup('c');
    for (int row : REPLACED) {
      plain.getRow(row, true).assign(vector);
    }
    return plain;
  }

  private static Rows clipped(Rows rows) {
    return rows.mix(new Clipping(2).mixing(rows, AggregationContext.first(1)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answersHaveTheBitsOfTheMatrix(Case c) {
    INDArray matrix = matrix(c);
    Substitution substitution = Substitution.in(matrix, REPLACED);
    for (INDArray vector : vectors(c, matrix)) {
      Rows rows = substitution.with(vector);
      Rows plain = Rows.of(plain(matrix, vector));
      assertThat(rows.nonFinite()).isEmpty();
      assertThat(Bits.of(rows.matrix())).isEqualTo(Bits.of(plain.matrix()));
      assertSameGeometry(rows, plain);
      assertSameGeometry(rows.select(6, 0, 6, 2, 10), plain.select(6, 0, 6, 2, 10));
      assertSameGeometry(clipped(rows), clipped(plain));
      assertSameGeometry(clipped(rows).select(9, 6, 3, 1, 4), clipped(plain).select(9, 6, 3, 1, 4));
      BitSet first = new BitSet();
      first.set(0);
      assertSameGeometry(rows.cleared(first), plain.cleared(first));
      assertSameGeometry(clipped(rows).cleared(first), clipped(plain).cleared(first));
      assertSameGeometry(rows.columns(first), plain.columns(first));
      CoordinateStatistic statistic = new CoordinateStatistic.TrimmedMean(Q);
      assertThat(Bits.of(rows.statistic(statistic))).isEqualTo(Bits.of(plain.statistic(statistic)));
    }
  }

  private static void assertSameGeometry(Rows rows, Rows plain) {
    assertThat(rows.squaredDistances()).isDeepEqualTo(plain.squaredDistances());
    assertThat(rows.squaredNorms()).isEqualTo(plain.squaredNorms());
    assertThat(rows.centredGram()).isDeepEqualTo(plain.centredGram());
  }

  /** Clipping leaves honest rows alone: all of one length would be equally far from 0. */
  private static List<RowsAggregator> rules(int d) {
    Clipping clipping = new Clipping(1.5 * Math.sqrt(d));
    return List.of(
        new Krum(Q),
        new MultiKrum(Q),
        new CoordinateWiseMedian(),
        new GeometricMedian(),
        new PreAggregated(new NearestNeighborMixing(Q), new TrimmedMean(Q)),
        new PreAggregated(List.of(clipping, new NearestNeighborMixing(Q)), new TrimmedMean(Q)),
        new PreAggregated(List.of(new Clipping(0.5), new Bucketing(2)), new GeometricMedian()),
        new PreAggregated(new AdaptiveRobustClipping(Q), new TrimmedMean(Q)));
  }

  /** The third kind of rows keeps nothing and mixes nothing as one. */
  @ParameterizedTest
  @MethodSource("cases")
  void rulesSeeTheSameRows(Case c) {
    INDArray matrix = matrix(c);
    double tolerance = c.type == DataType.FLOAT ? 1e-5 : 1e-11;
    for (Aggregator rule : rules(c.d)) {
      Substitution substitution = Substitution.in(matrix, REPLACED);
      for (INDArray vector : vectors(c, matrix)) {
        AggregationContext context = AggregationContext.first(1);
        INDArray plain = plain(matrix, vector);
        INDArray actual = rule.aggregate(substitution.with(vector), context).vector();
        OracleCase.assertRelativelyClose(
            rule + ", matrix", actual, rule.aggregate(plain, context).vector(), tolerance);
        if (c.d > 1) {
          Rows sliced = SlicedRows.cut(plain, c.d / 2);
          OracleCase.assertRelativelyClose(
              rule + ", slices", actual, rule.aggregate(sliced, context).vector(), tolerance);
        }
      }
    }
  }

  @Test
  void factorsThatChangeAreNoticed() {
    Case c = new Case(700, DataType.FLOAT);
    INDArray matrix = matrix(c);
    Substitution substitution = Substitution.in(matrix, REPLACED);
    INDArray vector = Nd4j.ones(c.type, 1, c.d);
    Rows plain = Rows.of(plain(matrix, vector));
    for (double factor : new double[] {1, 0.25, 1, 0, -3, 0.25}) {
      double[][] scales = new double[M][M];
      for (int i = 0; i < M; i++) {
        scales[i][i] = i % 2 == 0 ? factor : 0.5;
      }
      assertSameGeometry(substitution.with(vector).mix(scales), plain.mix(scales));
    }
  }

  @Test
  void aRowMayHaveTwoFactorsAtOnce() {
    Case c = new Case(9, DataType.DOUBLE);
    INDArray matrix = matrix(c);
    INDArray vector = Nd4j.ones(c.type, 1, c.d);
    Rows twice = Substitution.in(matrix, REPLACED).with(vector).select(0, 0, 6, 2);
    Rows plain = Rows.of(plain(matrix, vector)).select(0, 0, 6, 2);
    double[][] scales = {{2, 0, 0, 0}, {0, 3, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}};
    for (int asked = 0; asked < 3; asked++) {
      assertSameGeometry(twice.mix(scales), plain.mix(scales));
    }
  }

  @Test
  void rowsThatStayAreComparedOnce() {
    Case c = new Case(600, DataType.FLOAT);
    INDArray matrix = matrix(c);
    Substitution substitution = Substitution.in(matrix, REPLACED);
    Rows first = clipped(substitution.with(Nd4j.ones(c.type, 1, c.d)));
    double[][] before = first.squaredDistances();
    for (int row : new int[] {0, 2, 3}) {
      matrix.getRow(row, true).muli(7);
    }
    double[][] after = clipped(substitution.with(Nd4j.zeros(c.type, 1, c.d))).squaredDistances();
    assertThat(after[2][0]).isPositive().isEqualTo(before[2][0]);
    assertThat(after[0][5]).isEqualTo(before[0][5]);
    assertThat(after[0][1]).isNotEqualTo(before[0][1]);
    assertThat(after[10][6]).isZero();
  }

  @Test
  void anotherVectorLeavesEarlierRowsAlone() {
    INDArray matrix = matrix(new Case(5, DataType.DOUBLE));
    Substitution substitution = Substitution.in(matrix, REPLACED);
    INDArray vector = Nd4j.ones(DataType.DOUBLE, 1, 5);
    Rows earlier = substitution.with(vector);
    vector.assign(3);
    substitution.with(vector);
    assertThat(earlier.copy(6).toDoubleVector()).containsOnly(1);
    assertThat(matrix.getRow(6).toDoubleVector()).containsOnly(Double.NaN);
  }

  @Test
  void allRowsMayBeReplaced() {
    INDArray matrix = Nd4j.create(DataType.DOUBLE, 3, 4);
    Rows rows = Substitution.in(matrix, 0, 1, 2).with(Nd4j.ones(DataType.DOUBLE, 1, 4));
    assertThat(rows.squaredNorms()).containsOnly(4);
    assertThat(Arrays.stream(rows.squaredDistances()).flatMapToDouble(Arrays::stream))
        .containsOnly(0.0);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    INDArray matrix = matrix(new Case(4, DataType.DOUBLE));
    assertThatThrownBy(() -> Substitution.in(matrix, 1, 11))
        .hasMessage("replaced: need rows below m=11, got [1, 11]");
    assertThatThrownBy(() -> Substitution.in(matrix, 1, 6))
        .hasMessageEndingWith("has a NaN or infinite value");
    Substitution substitution = Substitution.in(matrix, REPLACED);
    assertThatThrownBy(() -> substitution.with(Nd4j.ones(DataType.DOUBLE, 1, 5)))
        .hasMessageStartingWith("vector: need 1 x 4");
    assertThatThrownBy(() -> substitution.with(Nd4j.ones(DataType.FLOAT, 1, 4)))
        .hasMessageStartingWith("vector: need 1 x 4");
    assertThatThrownBy(
            () -> substitution.with(Nd4j.create(DataType.DOUBLE, 1, 4).assign(Double.NaN)))
        .hasMessage("vector: has a NaN or infinite value");
  }
}
