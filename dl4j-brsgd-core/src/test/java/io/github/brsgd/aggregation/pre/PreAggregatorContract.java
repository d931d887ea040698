package io.github.brsgd.aggregation.pre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.AggregatorContract.NonFiniteRow;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.LeastNodes;
import io.github.brsgd.linalg.Matrices;
import io.github.brsgd.linalg.Rows;
import io.github.brsgd.oracle.OracleCase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The laws every pre-aggregation obeys. A law that does not hold for one is switched off in its
 * test, with the reason.
 */
interface PreAggregatorContract {

  int Q = 2;
  AggregationContext CONTEXT = AggregationContext.first(17);

  /** The step under test, for this q where it has one. */
  PreAggregator step(int q);

  /** Whether the result follows the rows when all are moved: weights of a row sum to 1. */
  default boolean movesWithItsInput() {
    return true;
  }

  /** Whether the weights stay when all rows are scaled. */
  default boolean scalesWithItsInput() {
    return true;
  }

  /** Whether no row gets longer than the longest: weights of a row sum to 1 at most. */
  default boolean keepsLengths() {
    return true;
  }

  /** Whether the order of the rows does not matter, random rows being free of ties. */
  default boolean isFreeOfOrder() {
    return true;
  }

  private int nodes() {
    return Math.max(LeastNodes.of(step(Q)::check), 2 * Q + 1) + 2;
  }

  private INDArray honest(long seed) {
    return Matrices.array(Matrices.normal(nodes(), 37, seed), DataType.FLOAT).addi(1);
  }

  private double[][] weights(INDArray rows) {
    return step(Q).mixing(Rows.of(rows), CONTEXT);
  }

  private static void assertSame(double[][] actual, double[][] expected) {
    assertThat(actual).hasDimensions(expected.length, expected[0].length);
    for (int k = 0; k < expected.length; k++) {
      assertThat(actual[k]).containsExactly(expected[k], within(1e-5));
    }
  }

  @Test
  default void thereIsOneFiniteWeightPerRowAndRowOut() {
    for (int m = LeastNodes.of(step(Q)::check); m < 12; m++) {
      double[][] weights =
          step(Q)
              .mixing(Rows.of(Matrices.array(Matrices.normal(m, 3, m), DataType.FLOAT)), CONTEXT);
      assertThat(weights).hasDimensions(step(Q).rowsOut(m), m);
      for (double[] row : weights) {
        assertThat(Arrays.stream(row)).allMatch(w -> w >= 0 && w < Double.POSITIVE_INFINITY);
        if (keepsLengths()) {
          assertThat(Arrays.stream(row).sum()).isLessThan(1 + 1e-12);
        }
      }
      assertThat(step(Q).rowsOut(m + 1)).isGreaterThanOrEqualTo(weights.length);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  default void orderOfTheNodesDoesNotMatter(int seed) {
    assumeThat(isFreeOfOrder()).isTrue();
    INDArray rows = honest(seed);
    int m = nodes();
    int[] reversed = IntStream.range(0, m).map(i -> m - 1 - i).toArray();
    double[][] expected = weights(rows);
    double[][] actual = weights(Nd4j.pullRows(rows, 1, reversed));
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        assertThat(actual[m - 1 - i][m - 1 - j]).isCloseTo(expected[i][j], within(1e-5));
      }
    }
  }

  @Test
  default void movesWithTheRows() {
    assumeThat(movesWithItsInput()).isTrue();
    INDArray rows = honest(5);
    double[][] expected = weights(rows);
    assertSame(weights(rows.add(3)), expected);
    for (double[] row : expected) {
      assertThat(Arrays.stream(row).sum()).isCloseTo(1, within(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-3, 1e-20, 0.5, 1e20})
  default void scalesWithTheRows(double factor) {
    assumeThat(scalesWithItsInput()).isTrue();
    INDArray rows = honest(6);
    assertSame(weights(rows.mul(factor)), weights(rows));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-38, 1, 1e38})
  default void equalRowsStay(double value) {
    assumeThat(scalesWithItsInput()).isTrue();
    INDArray rows = Nd4j.valueArrayOf(new long[] {nodes(), 5}, value, DataType.FLOAT);
    INDArray mixed = Rows.of(rows).mix(weights(rows)).matrix();
    for (int k = 0; k < mixed.rows(); k++) {
      OracleCase.assertRelativelyClose("row " + k, mixed.getRow(k), rows.getRow(0), 1e-6);
    }
  }

  @Test
  default void inputIsUntouchedAndTheSameInputGivesTheSameBits() {
    INDArray rows = Matrices.array(Matrices.normal(nodes(), 40_001, 8), DataType.FLOAT);
    INDArray before = rows.dup();
    double[][] first = weights(rows);
    assertThat(rows).isEqualTo(before);
    assertThat(weights(rows.dup('f'))).isDeepEqualTo(first);
  }

  @Test
  default void doublesGiveTheSame() {
    assertSame(weights(honest(9).castTo(DataType.DOUBLE)), weights(honest(9)));
  }

  @ParameterizedTest
  @EnumSource
  default void nonFiniteRowsAreRefused(NonFiniteRow bad) {
    INDArray rows = honest(12);
    bad.write(rows.getRow(1));
    PreAggregated rule = new PreAggregated(step(Q), new CoordinateWiseMedian());
    assertThatThrownBy(() -> rule.aggregate(rows, CONTEXT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row 1 has a NaN or infinite value");
  }

  @Test
  default void oneRowTooFewIsRefusedWithTheNumbers() {
    int minimum = LeastNodes.of(step(Q)::check);
    assertThat(step(Q).mixing(Rows.of(Nd4j.ones(DataType.FLOAT, minimum, 3)), CONTEXT))
        .isNotEmpty();
    assumeThat(minimum).isGreaterThan(1);
    assertThatThrownBy(
            () -> step(Q).mixing(Rows.of(Nd4j.ones(DataType.FLOAT, minimum - 1, 3)), CONTEXT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(step(Q).getClass().getSimpleName())
        .hasMessageContaining("m=" + (minimum - 1))
        .hasMessageContaining("q=" + Q);
  }

  @Test
  default void toleratingAnotherQChangesOnlyThat() {
    assertThat(step(Q).tolerating(1)).isEqualTo(step(1));
    assertThat(step(Q).byzantine()).isEqualTo(step(1).tolerating(Q).byzantine());
    assertThatThrownBy(() -> step(Q).tolerating(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  default void survivesSerialization() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(step(Q));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(step(Q));
    }
  }

  /** What the step makes of these rows. */
  static double[][] values(PreAggregator step, double[]... rows) {
    Rows given = Rows.of(Nd4j.createFromArray(rows));
    return given.mix(step.mixing(given, CONTEXT)).matrix().toDoubleMatrix();
  }
}
