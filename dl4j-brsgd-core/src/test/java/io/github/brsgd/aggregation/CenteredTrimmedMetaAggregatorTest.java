package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.aggregation.pre.Bucketing;
import io.github.brsgd.aggregation.pre.NearestNeighborMixing;
import io.github.brsgd.aggregation.pre.PreAggregated;
import io.github.brsgd.linalg.Bits;
import io.github.brsgd.linalg.Matrices;
import io.github.brsgd.oracle.OracleCase;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CenteredTrimmedMetaAggregatorTest {

  private static final AggregationContext CONTEXT = AggregatorContract.CONTEXT;

  @Nested
  class OfMedian implements AggregatorContract {
    @Override
    public Aggregator rule(int q) {
      return new CenteredTrimmedMetaAggregator(q, new CoordinateWiseMedian());
    }
  }

  @Nested
  class OfKrum implements AggregatorContract {
    @Override
    public Aggregator rule(int q) {
      return new CenteredTrimmedMetaAggregator(q, new Krum(q));
    }
  }

  @Nested
  class OfMixedRows implements AggregatorContract {
    @Override
    public Aggregator rule(int q) {
      return new CenteredTrimmedMetaAggregator(
          q, new PreAggregated(new NearestNeighborMixing(q), new Mean()));
    }
  }

  static List<Aggregator> basesWithoutByzantineRows() {
    return List.of(
        new Mean(),
        new Krum(0),
        new CoordinateWiseMedian(),
        new GeometricMedian(),
        new CenteredClipping(1, 1));
  }

  @ParameterizedTest
  @MethodSource("basesWithoutByzantineRows")
  void withoutByzantineRowsItIsTheMean(Aggregator base) {
    INDArray rows = Matrices.array(Matrices.normal(7, 5, 1), DataType.DOUBLE);
    OracleCase.assertRelativelyClose(
        base.toString(),
        new CenteredTrimmedMetaAggregator(0, base).aggregate(rows, CONTEXT).vector(),
        rows.mean(0).reshape(1, 5),
        1e-12);
  }

  @Test
  void example() {
    Aggregation result =
        new CenteredTrimmedMetaAggregator(1, new CoordinateWiseMedian())
            .aggregate(Nd4j.createFromArray(new double[][] {{0}, {1}, {3}, {90}}), CONTEXT);
    assertThat(result.vector().getDouble(0)).isCloseTo(4.0 / 3, within(1e-15));
    assertThat(result.rowWeights()).containsExactly(1.0 / 3, 1.0 / 3, 1.0 / 3, 0);
  }

  @Test
  void ofRowsEquallyNearTheFirstAreTaken() {
    assertThat(
            new CenteredTrimmedMetaAggregator(1, new CoordinateWiseMedian())
                .aggregate(Nd4j.createFromArray(new double[][] {{-1}, {0}, {1}}), CONTEXT)
                .rowWeights())
        .containsExactly(0.5, 0.5, 0);
  }

  /**
   * A pivot is a node, a memory goes through the call, and what draws draws what it would alone.
   */
  @Test
  void theBaseSeesWhatTheRuleSees() {
    double[][] values = Matrices.normal(9, 6, 4);
    INDArray rows = Matrices.array(values, DataType.DOUBLE);
    INDArray previous = Matrices.array(Matrices.normal(1, 6, 5), DataType.DOUBLE).muli(10);
    AggregationContext context = new AggregationContext(3, Optional.of(previous), 8);
    for (Aggregator base :
        List.of(
            new Monna(2, 7),
            new CenteredClipping(1, 1),
            new DivideAndConquer(2, 1, 1, 2),
            new PreAggregated(new Bucketing(2), new CoordinateWiseMedian()))) {
      double[] centre = base.aggregate(rows, context).vector().toDoubleVector();
      OracleCase.assertRelativelyClose(
          base.toString(),
          new CenteredTrimmedMetaAggregator(2, base).aggregate(rows, context).vector(),
          Nd4j.createFromArray(Naive.centredTrimmedMean(values, 2, centre)),
          1e-12);
    }
  }

  /** A rule that is written for matrices, as users write them. */
  private record FirstRow() implements Aggregator {
    @Override
    public Aggregation aggregate(INDArray updates, AggregationContext context) {
      return new Aggregation(updates.getRow(0));
    }
  }

  @Test
  void aRuleOfAUsersOwnServesAsABase() {
    INDArray rows = Matrices.array(Matrices.normal(7, 5, 2), DataType.FLOAT);
    INDArray before = rows.dup();
    INDArray result =
        new CenteredTrimmedMetaAggregator(2, new FirstRow()).aggregate(rows, CONTEXT).vector();
    assertThat(rows).isEqualTo(before);
    assertThat(Bits.of(result))
        .isEqualTo(Bits.of(new Monna(2, 0).aggregate(rows, CONTEXT).vector()));
  }

  @Test
  void theBaseKeepsItsOtherParameters() {
    assertThat(new CenteredTrimmedMetaAggregator(2, new MultiKrum(2, 3)).tolerating(1))
        .isEqualTo(new CenteredTrimmedMetaAggregator(1, new MultiKrum(1, 3)));
    assertThat(new CenteredTrimmedMetaAggregator(2, new Monna(2, 5)).requiredNode()).hasValue(5);
    assertThat(new CenteredTrimmedMetaAggregator(2, new Krum(2)).requiredNode()).isEmpty();
  }

  @Test
  void messagesTellWhatWouldDo() {
    assertThatThrownBy(() -> new CenteredTrimmedMetaAggregator(2, new Krum(1)))
        .hasMessage(
            "CenteredTrimmedMetaAggregator: need the same q in the base, got q=2 and q=1 in"
                + " krum:q=1");
    assertThatThrownBy(() -> new CenteredTrimmedMetaAggregator(1, new Mean()))
        .hasMessage(
            "CenteredTrimmedMetaAggregator: need the same q in the base, got q=1 and q=0 in mean");
    assertThatThrownBy(() -> new CenteredTrimmedMetaAggregator(2, new Krum(2)).check(6))
        .hasMessage(
            "CenteredTrimmedMetaAggregator: base krum:q=2: Krum: need m >= 2q+3, got m=6, q=2 (m=6"
                + " tolerates at most q=1)");
    assertThatThrownBy(
            () -> new CenteredTrimmedMetaAggregator(2, new CoordinateWiseMedian()).check(4))
        .hasMessage(
            "CenteredTrimmedMetaAggregator: need m >= 2q+1, got m=4, q=2 (m=4 tolerates at most"
                + " q=1)");
    assertThatThrownBy(() -> new CenteredTrimmedMetaAggregator(1, null))
        .isInstanceOf(NullPointerException.class);
  }
}
