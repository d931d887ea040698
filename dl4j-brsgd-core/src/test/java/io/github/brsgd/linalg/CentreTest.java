package io.github.brsgd.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One pass for a sum and the distances to it gives the bits of two. */
@Tag("vectors")
class CentreTest {

  private static final int M = 6;
  private static final double[] EQUAL = {1. / 6, 1. / 6, 1. / 6, 1. / 6, 1. / 6, 1. / 6};
  private static final double[] WEIGHTS = {0.3, 0, -0.1, 0.5, 0.2, 0.15};

  record Case(int d, DataType type, double[] weights) {}

  static Stream<Case> cases() {
    return Stream.of(1, 511, 512, 2049, 20_000)
        .flatMap(
            d ->
                Stream.of(DataType.FLOAT, DataType.DOUBLE)
                    .flatMap(
                        type ->
                            Stream.of(EQUAL, WEIGHTS, new double[M])
                                .map(weights -> new Case(d, type, weights))));
  }

  private static INDArray rows(Case c) {
    return Matrices.array(Matrices.normal(M, c.d, c.d), c.type);
  }

  private static INDArray point(Case c) {
    return Matrices.array(Matrices.normal(1, c.d, 77), c.type);
  }

  private static void assertSame(Centre centre, INDArray sum, double[] squared) {
    assertThat(Bits.of(centre.point())).isEqualTo(Bits.of(sum));
    assertThat(centre.squaredDistances()).isEqualTo(squared);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theBitsOfTwoPasses(Case c) {
    Rows plain = Rows.of(rows(c));
    BitSet some = new BitSet();
    some.set(0, (c.d + 1) / 2);
    for (Rows rows : new Rows[] {plain, plain.cleared(some), plain.mix(Matrices.normal(M, M, 3))}) {
      INDArray sum = rows.weightedSum(c.weights);
      assertSame(rows.centre(c.weights), sum, rows.squaredDistances(sum));
      INDArray withPoint = rows.weightedSum(c.weights, point(c), -0.4);
      assertSame(
          rows.centre(c.weights, point(c), -0.4), withPoint, rows.squaredDistances(withPoint));
    }
  }

  static Stream<Case> casesInDouble() {
    return cases().filter(c -> c.weights != EQUAL); // those are summed in two floats
  }

  @ParameterizedTest
  @MethodSource("casesInDouble")
  void aPointIsOneMoreRow(Case c) {
    INDArray all = Nd4j.concat(0, rows(c), point(c));
    double[] weights = Arrays.copyOf(c.weights, M + 1);
    weights[M] = 0.7;
    assertThat(Bits.of(Rows.of(rows(c)).weightedSum(c.weights, point(c), 0.7)))
        .hasSize(c.d)
        .isEqualTo(Bits.of(Rows.of(all).weightedSum(weights)))
        .isNotEqualTo(Bits.of(Rows.of(rows(c)).weightedSum(c.weights)));
    assertThat(Bits.of(Rows.of(rows(c)).weightedSum(c.weights, point(c), 0)))
        .isEqualTo(Bits.of(Rows.of(rows(c)).weightedSum(c.weights)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theSameOfRowsInPieces(Case c) {
    if (c.d > 600) {
      Rows sliced = SlicedRows.cut(rows(c), 3, 600);
      Centre whole = Rows.of(rows(c)).centre(c.weights, point(c), 0.5);
      Centre joined = sliced.centre(c.weights, point(c), 0.5);
      assertThat(Bits.of(joined.point())).isEqualTo(Bits.of(whole.point()));
      for (int i = 0; i < M; i++) {
        assertThat(joined.squaredDistances()[i])
            .isCloseTo(whole.squaredDistances()[i], Percentage.withPercentage(1e-4));
      }
    }
  }

  @Test
  void theSameBitsOnOneThread() {
    Case c = new Case(100_000, DataType.FLOAT, WEIGHTS);
    Centre many = Rows.of(rows(c)).centre(c.weights);
    try (KernelThreads one = KernelThreads.atMost(1)) {
      assertSame(Rows.of(rows(c)).centre(c.weights), many.point(), many.squaredDistances());
    }
  }

  @Test
  void whatIsNotFiniteIsNamed() {
    INDArray matrix = Nd4j.ones(DataType.FLOAT, 3, 70_000);
    matrix.putScalar(1, 69_999, Float.NaN);
    INDArray point = Nd4j.ones(DataType.FLOAT, 1, 70_000);
    assertThatThrownBy(() -> Rows.of(matrix).centre(new double[] {1, 0, 0}))
        .hasMessage("updates: row 1 has a NaN or infinite value");
    assertThatThrownBy(() -> Rows.of(point.mul(3e38)).centre(new double[] {2}))
        .hasMessage("updates: a sum of rows leaves the range of FLOAT");
    assertThatThrownBy(() -> Rows.of(point).centre(new double[2]))
        .hasMessage("weights: need one per row, got 2 for m=1");
    assertThatThrownBy(() -> Rows.of(point).centre(new double[1], Nd4j.ones(1, 3), 1))
        .hasMessageContaining("point: need 1 x 70000");
    assertThatThrownBy(() -> Rows.of(point).centre(new double[1], point, Double.NaN))
        .hasMessageContaining("the point has weight NaN");
  }

  @Test
  void itsMemoryCanBeGivenBack() {
    Centre centre = Rows.of(Nd4j.ones(DataType.FLOAT, 2, 3)).centre(new double[] {0.5, 0.5});
    centre.close();
    centre.close();
    assertThat(centre.point().wasClosed()).isTrue();
    assertThat(centre.squaredDistances()).containsExactly(0, 0);
  }
}
