package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.linalg.Bits;
import io.github.brsgd.linalg.Matrices;
import io.github.brsgd.linalg.Rows;
import io.github.brsgd.oracle.OracleCase;
import io.github.brsgd.random.RandomOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GroupwiseAggregationTest {

  private static final AggregationContext CONTEXT = AggregatorContract.CONTEXT;

  @Nested
  class OfMedian implements AggregatorContract {
    @Override
    public Aggregator rule(int q) {
      return new GroupwiseAggregation(q, 3, new CoordinateWiseMedian());
    }
  }

  @Nested
  class OfKrum implements AggregatorContract {
    @Override
    public Aggregator rule(int q) {
      return new GroupwiseAggregation(q, 2, new Krum(q));
    }
  }

  @Test
  void example() {
    INDArray rows = Nd4j.createFromArray(new double[][] {{0, 0}, {1, 1}, {2, 2}, {0, 90}});
    Aggregation result =
        new GroupwiseAggregation(1, 2, new CoordinateWiseMedian()).aggregate(rows, CONTEXT);
    assertThat(result.vector().toDoubleVector())
        .containsExactly(new double[] {1, 1}, within(1e-15));
    assertThat(result.rowWeights()).containsExactly(1.0 / 3, 1.0 / 3, 1.0 / 3, 0);
  }

  /** Groups that differ in size by at most one, cut from the order that the context draws. */
  private static int[][] groups(int d, int p, AggregationContext context) {
    int[] order = RandomOrder.of(d, context.random());
    return IntStream.range(0, p)
        .mapToObj(g -> Arrays.copyOfRange(order, g * d / p, (g + 1) * d / p))
        .map(group -> Arrays.stream(group).sorted().toArray())
        .toArray(int[][]::new);
  }

  @ParameterizedTest
  @CsvSource({"7, 2", "7, 7", "64, 5", "513, 4", "513, 100", "2, 2"})
  void agreesWithTheDefinitionTakenLiterally(int d, int p) {
    for (int q = 0; q <= 3; q++) {
      for (int m = 2 * q + 2; m < 2 * q + 5; m++) {
        double[][] rows = Matrices.normal(m, d, 100L * m + d);
        for (int a = 0; a < q; a++) {
          Arrays.fill(rows[2 * a], 3 + a);
        }
        int byzantine = q;
        double[] expected =
            Naive.groupwise(
                rows, q, groups(d, p, CONTEXT), part -> Naive.trimmedMean(part, byzantine));
        Aggregator rule = new GroupwiseAggregation(q, p, new TrimmedMean(q));
        OracleCase.assertRelativelyClose(
            "double, m=" + m,
            Nd4j.createFromArray(AggregatorContract.values(rule, rows)),
            Nd4j.createFromArray(expected),
            1e-12);
        OracleCase.assertRelativelyClose(
            "float, m=" + m,
            rule.aggregate(Matrices.array(rows, DataType.FLOAT), CONTEXT).vector(),
            Nd4j.createFromArray(expected),
            1e-5);
      }
    }
  }

  @Test
  void oneGroupIsTheCentredTrimmedMean() {
    INDArray rows = Matrices.array(Matrices.normal(9, 40, 3), DataType.FLOAT);
    INDArray previous = Matrices.array(Matrices.normal(1, 40, 5), DataType.FLOAT);
    AggregationContext context = new AggregationContext(3, Optional.of(previous), 8);
    for (Aggregator base :
        List.of(
            new Krum(2),
            new CoordinateWiseMedian(),
            new CenteredClipping(1, 2),
            new DivideAndConquer(2, 1, 1, 9))) {
      Aggregation whole = new CenteredTrimmedMetaAggregator(2, base).aggregate(rows, context);
      Aggregation group = new GroupwiseAggregation(2, 1, base).aggregate(rows, context);
      assertThat(Bits.of(group.vector())).as("%s", base).isEqualTo(Bits.of(whole.vector()));
      assertThat(group.rowWeights()).isEqualTo(whole.rowWeights());
    }
  }

  /** What a base is asked. */
  private record Call(
      AggregationContext context,
      double[][] rows,
      List<double[]> previous,
      List<double[]> trusted) {

    static Call of(AggregationContext context, Rows rows) {
      return new Call(
          context,
          rows.matrix().toDoubleMatrix(),
          context.previous().map(INDArray::toDoubleVector).stream().toList(),
          context.trusted().map(INDArray::toDoubleVector).stream().toList());
    }
  }

  /** The median, told of every call. */
  private static final class Witness implements RowsAggregator {
    private static final long serialVersionUID = 1;
    private final transient List<Call> calls = new ArrayList<>();

    @Override
    public Aggregation aggregate(Rows rows, AggregationContext context) {
      calls.add(Call.of(context, rows));
      return new CoordinateWiseMedian().aggregate(rows, context);
    }
  }

  private static List<Call> calls(int p, int d, AggregationContext context) {
    Witness base = new Witness();
    INDArray rows = Nd4j.arange(5 * d).castTo(DataType.DOUBLE).reshape(5, d);
    new GroupwiseAggregation(1, p, base).aggregate(rows, context);
    return base.calls;
  }

  @Test
  void everyColumnIsInOneGroup() {
    List<Call> calls = calls(4, 30, CONTEXT);
    assertThat(calls).hasSize(4);
    assertThat(calls.stream().map(call -> call.rows()[0].length))
        .containsExactlyInAnyOrder(7, 7, 8, 8);
    assertThat(calls.stream().flatMap(call -> Arrays.stream(call.rows()[0]).boxed()))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 30).mapToObj(c -> (double) c).toList());
  }

  @Test
  void groupsAreDealtAnewInEveryRound() {
    Set<Set<Double>> first = new HashSet<>();
    for (int round = 0; round < 20; round++) {
      AggregationContext context = new AggregationContext(round, Optional.empty(), 1);
      List<Call> calls = calls(3, 12, context);
      first.add(new HashSet<>(Arrays.stream(calls.get(0).rows()[0]).boxed().toList()));
      assertThat(calls(3, 12, context).get(0).rows()).isDeepEqualTo(calls.get(0).rows());
    }
    assertThat(first).hasSizeGreaterThan(10);
  }

  @Test
  void aGroupSeesItsPartOfTheVectorsAndDrawsApart() {
    INDArray previous = Nd4j.arange(12).castTo(DataType.DOUBLE).reshape(1, 12);
    INDArray before = previous.dup();
    INDArray trusted = previous.add(100);
    AggregationContext context =
        new AggregationContext(
            2, Optional.of(previous), 7, new RowNodes.InOrder(), Optional.of(trusted));
    List<Call> calls = calls(3, 12, context);
    for (Call call : calls) {
      double[] first = call.rows()[0];
      assertThat(call.previous()).containsExactly(first);
      assertThat(call.trusted())
          .containsExactly(Arrays.stream(first).map(value -> value + 100).toArray());
      assertThat(call.context().round()).isEqualTo(2);
    }
    assertThat(calls.stream().map(call -> call.context().random().nextLong()).distinct())
        .hasSize(3);
    assertThat(previous).isEqualTo(before);
  }

  @Test
  void aGroupMayHaveNothingOfTheServersRow() {
    assertThat(new GroupwiseAggregation(1, 1, new FlTrust()).needsTrustedRow()).isTrue();
    assertThatThrownBy(() -> new GroupwiseAggregation(1, 2, new FlTrust()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "GroupwiseAggregation: need p = 1 with base trust, got p=2; it goes by a row of the"
                + " server's own");
  }

  /** Row 0 is the farthest from the median, but it is far in one group only. */
  @Test
  void sumsOfDistancesAreNotDistances() {
    double[][] rows = {{6, 0}, {3.9, 3.9}, {0, 0}, {0, 0}, {0, 0}};
    assertThat(
            new GroupwiseAggregation(1, 2, new CoordinateWiseMedian())
                .aggregate(Nd4j.createFromArray(rows), CONTEXT)
                .rowWeights())
        .containsExactly(0.25, 0, 0.25, 0.25, 0.25);
    assertThat(
            new CenteredTrimmedMetaAggregator(1, new CoordinateWiseMedian())
                .aggregate(Nd4j.createFromArray(rows), CONTEXT)
                .rowWeights())
        .containsExactly(0, 0.25, 0.25, 0.25, 0.25);
  }

  @Test
  void theFirstRowThatIsNotFiniteIsNamedWhicheverGroupSeesIt() {
    double[][] rows = Matrices.normal(6, 20, 1);
    rows[4][0] = Double.NaN;
    for (int c = 1; c < 20; c++) {
      rows[1][c] = Double.POSITIVE_INFINITY;
      assertThatThrownBy(
              () ->
                  new GroupwiseAggregation(1, 10, new CoordinateWiseMedian())
                      .aggregate(Nd4j.createFromArray(rows), CONTEXT))
          .hasMessageContaining("row 1 has a NaN or infinite value");
      rows[1][c] = 0;
    }
  }

  @Test
  void theOtherParametersStay() {
    assertThat(new GroupwiseAggregation(2, 7, new MultiKrum(2, 3)).tolerating(1))
        .isEqualTo(new GroupwiseAggregation(1, 7, new MultiKrum(1, 3)));
    assertThat(new GroupwiseAggregation(2, 7, new Monna(2, 5)).requiredNode()).hasValue(5);
  }

  @Test
  void messagesTellWhatWouldDo() {
    Aggregator median = new CoordinateWiseMedian();
    assertThatThrownBy(() -> new GroupwiseAggregation(1, 0, median))
        .hasMessage("GroupwiseAggregation: need p >= 1, got p=0");
    assertThatThrownBy(
            () ->
                new GroupwiseAggregation(1, 4, median)
                    .aggregate(Nd4j.ones(DataType.FLOAT, 5, 3), CONTEXT))
        .hasMessage("GroupwiseAggregation: need p <= d, got p=4, d=3");
    assertThatThrownBy(() -> new GroupwiseAggregation(2, 3, new Krum(1)))
        .hasMessageContaining("need the same q in the base, got q=2 and q=1 in krum:q=1");
    assertThatThrownBy(() -> new GroupwiseAggregation(2, 3, new Krum(2)).check(6))
        .hasMessageContaining("GroupwiseAggregation: base krum:q=2: Krum: need m >= 2q+3");
  }
}
