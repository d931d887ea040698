package io.github.brsgd.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Kernels on mixed rows give the bits that they give on the same rows in a matrix. */
class MixedRowsTest {

  private static final int[] LENGTHS = {1, 511, 512, 2049, 20_000};

  record Case(int d, DataType type) {}

  static Stream<Case> cases() {
    return Arrays.stream(LENGTHS)
        .boxed()
        .flatMap(d -> Stream.of(new Case(d, DataType.FLOAT), new Case(d, DataType.DOUBLE)));
  }

  private static Rows mixed(Case c) {
    Rows rows = Rows.of(Matrices.array(Matrices.normal(9, c.d, c.d), c.type));
    return rows.mix(Matrices.normal(7, 9, 1)).mix(Matrices.normal(6, 7, 2));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyKernelSeesTheSameRows(Case c) {
    Rows mixed = mixed(c);
    Rows stored = Rows.of(mixed.matrix());
    assertThat(mixed.count()).isEqualTo(6);
    assertThat(mixed.length()).isEqualTo(c.d);
    assertThat(mixed.type()).isEqualTo(c.type);
    assertThat(mixed.statistic(new CoordinateStatistic.Median()))
        .isEqualTo(stored.statistic(new CoordinateStatistic.Median()));
    assertThat(mixed.statistic(new CoordinateStatistic.Deviation()))
        .isEqualTo(stored.statistic(new CoordinateStatistic.Deviation()));
    assertThat(mixed.squaredDistances()).isDeepEqualTo(stored.squaredDistances());
    assertThat(mixed.centredGram()).isDeepEqualTo(stored.centredGram());
    assertThat(mixed.squaredNorms()).isEqualTo(stored.squaredNorms());
    assertThat(mixed.squaredDistances(mixed.copy(2)))
        .isEqualTo(stored.squaredDistances(stored.copy(2)));
    assertThat(mixed.copy(5)).isEqualTo(stored.copy(5));
    assertThat(mixed.select(4, 0, 4).matrix()).isEqualTo(stored.select(4, 0, 4).matrix());
    assertThat(mixed.columns(ends(c.d)).matrix()).isEqualTo(stored.columns(ends(c.d)).matrix());
    assertThat(mixed.cleared(ends(c.d)).matrix()).isEqualTo(stored.cleared(ends(c.d)).matrix());
    double[] weights = {1, 0, -2, 0.5, 0, 3};
    assertThat(mixed.weightedSum(weights).distance2(stored.weightedSum(weights)))
        .isLessThan((c.type == DataType.FLOAT ? 1e-4 : 1e-12) * Math.sqrt(c.d));
  }

  private static BitSet ends(int d) {
    BitSet columns = new BitSet();
    columns.set(0);
    columns.set(d - 1);
    return columns;
  }

  @Test
  void aRowIsTheSumOfItsTerms() {
    Rows rows = Rows.of(Nd4j.createFromArray(new float[][] {{1, 10}, {2, 20}, {4, 40}}));
    INDArray mixed = rows.mix(new double[][] {{1, 1, 0}, {0, 0, 0.5}}).matrix();
    assertThat(mixed).isEqualTo(Nd4j.createFromArray(new float[][] {{3, 30}, {2, 20}}));
    assertThat(
            rows.mix(new double[][] {{1, 1, 0}, {0, 0, 0.5}}).mix(new double[][] {{2, 1}}).copy(0))
        .isEqualTo(Nd4j.createFromArray(new float[][] {{8, 80}}));
  }

  @Test
  void hugeRowsOfWeightZeroLeaveNoTrace() {
    Rows rows = Rows.of(Nd4j.createFromArray(new float[][] {{Float.MAX_VALUE}, {1}, {2}}));
    assertThat(rows.mix(new double[][] {{0, 0.5, 0.5}}).copy(0).getDouble(0)).isEqualTo(1.5);
  }

  @Test
  void badRowsAreFoundThroughTheMixture() {
    Rows rows = Rows.of(Nd4j.createFromArray(new float[][] {{1}, {Float.NaN}, {2}}));
    Rows mixed = rows.mix(new double[][] {{0.5, 0, 0.5}, {0, 1, 0}, {0.2, 0.2, 0.2}});
    assertThat(mixed.nonFinite()).containsExactly(1, 2);
    assertThatThrownBy(() -> mixed.requireFinite())
        .hasMessage("updates: row 1 has a NaN or infinite value");
    assertThatThrownBy(() -> rows.requireFinite())
        .hasMessage("updates: row 1 has a NaN or infinite value");
  }

  @Test
  void nonsenseIsRefused() {
    Rows rows = Rows.of(Nd4j.createFromArray(new float[][] {{3e38f}, {3e38f}}));
    assertThatThrownBy(() -> rows.mix(new double[][] {}))
        .hasMessage("weights: need at least one row, got none");
    assertThatThrownBy(() -> rows.mix(new double[][] {{1}}))
        .hasMessage("weights: need one per row, got 1 for m=2");
    assertThatThrownBy(() -> rows.mix(new double[][] {{1, Double.NaN}}))
        .hasMessage("weights: row 1 has weight NaN");
    assertThatThrownBy(
            () -> rows.mix(new double[][] {{1, 1}}).statistic(new CoordinateStatistic.Median()))
        .hasMessage("updates: mixed row 0 leaves the range of FLOAT");
    assertThatThrownBy(() -> rows.columns(new BitSet()))
        .hasMessage("ids: need at least one column, got none");
  }
}
