package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.brsgd.linalg.Matrices;
import io.github.brsgd.oracle.OracleCase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The laws every rule obeys. A rule's test implements this and says what is special about the rule;
 * a law that does not hold for it is switched off there, with the reason.
 */
public interface AggregatorContract {

  int Q = 2;
  AggregationContext CONTEXT = AggregationContext.first(17);

  /** The rule under test, for this q where it has one. */
  Aggregator rule(int q);

  /** The context of a call with these rows. */
  default AggregationContext context(INDArray rows) {
    return CONTEXT;
  }

  /** Whether A(X + c) = A(X) + c. */
  default boolean movesWithItsInput() {
    return true;
  }

  /** Whether A(aX) = a A(X). */
  default boolean scalesWithItsInput() {
    return true;
  }

  /** Whether rows that are all equal give that row. */
  default boolean keepsEqualRows() {
    return true;
  }

  /** Whether random rows give no equal scores, which the order of the nodes would decide. */
  default boolean isFreeOfTies() {
    return true;
  }

  /** Whether q rows, wherever they are, cannot carry the result away. */
  default boolean isRobust() {
    return true;
  }

  /** Relative agreement expected where the exact result would be the same. */
  default double tolerance() {
    return 1e-5;
  }

  private int nodes() {
    return Math.max(LeastNodes.of(rule(Q)::check), 2 * Q + 1) + 1;
  }

  private INDArray honest(long seed) {
    return Matrices.array(Matrices.normal(nodes(), 37, seed), DataType.FLOAT).addi(1);
  }

  private INDArray apply(INDArray rows) {
    return rule(Q).aggregate(rows, context(rows)).vector();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  default void orderOfTheNodesDoesNotMatter(int seed) {
    assumeThat(isFreeOfTies()).isTrue();
    INDArray rows = honest(seed);
    int m = (int) rows.size(0);
    int[] reversed = IntStream.range(0, m).map(i -> m - 1 - i).toArray();
    OracleCase.assertRelativelyClose(
        "seed " + seed, apply(Nd4j.pullRows(rows, 1, reversed)), apply(rows), tolerance());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  default void movesWithTheRows(int seed) {
    assumeThat(movesWithItsInput()).isTrue();
    INDArray rows = honest(seed);
    INDArray shift = Matrices.array(Matrices.normal(1, 37, seed + 100), DataType.FLOAT);
    OracleCase.assertRelativelyClose(
        "seed " + seed, apply(rows.addRowVector(shift)), apply(rows).add(shift), tolerance());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-3, 1e-20, 0.5, 1e20})
  default void scalesWithTheRows(double factor) {
    assumeThat(scalesWithItsInput()).isTrue();
    INDArray rows = honest(6);
    OracleCase.assertRelativelyClose(
        "factor " + factor, apply(rows.mul(factor)), apply(rows).mul(factor), tolerance());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-38, 1, 1e38})
  default void equalRowsGiveThatRow(double value) {
    assumeThat(keepsEqualRows()).isTrue();
    INDArray rows = Nd4j.valueArrayOf(new long[] {nodes(), 5}, value, DataType.FLOAT);
    OracleCase.assertRelativelyClose("rows of " + value, apply(rows), rows.getRow(0), 1e-6);
  }

  @Test
  default void inputIsUntouchedAndTheResultIsNew() {
    INDArray rows = honest(7);
    INDArray before = rows.dup();
    Aggregation result = rule(Q).aggregate(rows, context(rows));
    assertThat(rows).isEqualTo(before);
    assertThat(result.vector().shape()).containsExactly(1, 37);
    INDArray copy = result.vector().dup();
    rows.assign(0);
    assertThat(result.vector()).isEqualTo(copy);
    assertThat(result.vector().dataType()).isEqualTo(DataType.FLOAT);
  }

  @Test
  default void sameInputGivesTheSameBits() {
    INDArray rows = Matrices.array(Matrices.normal(nodes(), 40_001, 8), DataType.FLOAT);
    assertThat(apply(rows)).isEqualTo(apply(rows.dup('f')));
  }

  @Test
  default void doublesGiveTheSameInMoreDigits() {
    INDArray rows = honest(9);
    INDArray result = apply(rows.castTo(DataType.DOUBLE));
    assertThat(result.dataType()).isEqualTo(DataType.DOUBLE);
    OracleCase.assertRelativelyClose("double", apply(rows), result, tolerance());
  }

  @Test
  default void rowWeightsRebuildTheResult() {
    INDArray rows = honest(10);
    Aggregation result = rule(Q).aggregate(rows, context(rows));
    if (result.hasRowWeights()) {
      assertThat(result.rowWeights()).hasSize((int) rows.size(0));
      INDArray sum = Nd4j.createFromArray(new double[][] {result.rowWeights()});
      OracleCase.assertRelativelyClose(
          "weights", sum.mmul(rows.castTo(DataType.DOUBLE)), result.vector(), 1e-5);
    }
  }

  static Stream<Double> extremes() {
    return Stream.of(1e3, -1e6, 1e30, -1e38, (double) Float.MAX_VALUE, 1e-38);
  }

  @ParameterizedTest
  @MethodSource("extremes")
  default void byzantineRowsDoNotCarryItAway(double value) {
    assumeThat(isRobust()).isTrue();
    INDArray rows = honest(11);
    INDArray clean = rows.dup();
    for (int i = 0; i < Q; i++) {
      rows.getRow(nodes() - 1 - i).assign(value);
    }
    INDArray mean = clean.mean(0).reshape(1, 37);
    double spread = 0;
    for (int i = 0; i < nodes(); i++) {
      spread = Math.max(spread, clean.getRow(i, true).distance2(mean));
    }
    assertThat(apply(rows).distance2(mean)).isLessThan(2 * spread);
  }

  @ParameterizedTest
  @EnumSource
  default void nonFiniteRowsAreRefused(NonFiniteRow bad) {
    INDArray rows = honest(12);
    bad.write(rows.getRow(1));
    assertThatThrownBy(() -> apply(rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row 1 has a NaN or infinite value");
  }

  /** What an attacker sends to break arithmetic. */
  enum NonFiniteRow {
    NAN(Float.NaN, Float.NaN),
    ONE_NAN(1, Float.NaN),
    INFINITE(Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY),
    NEGATIVE(Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY),
    MIXED(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);

    private final float all;
    private final float last;

    NonFiniteRow(float all, float last) {
      this.all = all;
      this.last = last;
    }

    public void write(INDArray row) {
      row.assign(all);
      row.putScalar(row.length() - 1, last);
    }
  }

  @Test
  default void oneRowTooFewIsRefusedWithTheNumbers() {
    Aggregator rule = rule(Q);
    int minimum = LeastNodes.of(rule::check);
    INDArray enough = Nd4j.ones(DataType.FLOAT, minimum, 3);
    assertThat(rule.aggregate(enough, context(enough)).vector().length()).isEqualTo(3);
    assumeThat(minimum).isGreaterThan(1);
    assertThatThrownBy(() -> rule.aggregate(Nd4j.ones(DataType.FLOAT, minimum - 1, 3), CONTEXT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(rule.getClass().getSimpleName())
        .hasMessageContaining("m=" + (minimum - 1))
        .hasMessageContaining("q=" + Q);
  }

  @Test
  default void toleratingAnotherQChangesOnlyThat() {
    if (rule(Q).byzantine().isPresent() && rule(Q).byzantine().getAsInt() == Q) {
      assertThat(rule(Q).tolerating(1)).isEqualTo(rule(1));
      assertThat(rule(Q).tolerating(1).byzantine()).hasValue(1);
    }
    assertThatThrownBy(() -> rule(Q).tolerating(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  default void survivesSerialization() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(rule(Q));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(rule(Q));
    }
  }

  /** What the rule makes of these rows. */
  static double[] values(Aggregator rule, double[]... rows) {
    INDArray vector = rule.aggregate(Nd4j.createFromArray(rows), CONTEXT).vector();
    return vector.reshape(vector.length()).toDoubleVector();
  }
}
