package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.linalg.Matrices;
import io.github.brsgd.oracle.OracleCase;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class BulyanTest {

  @Nested
  class OfKrum implements AggregatorContract {
    @Override
    public Aggregator rule(int q) {
      return new Bulyan(q, Bulyan.Base.KRUM);
    }

    @Override
    public boolean isFreeOfTies() {
      return false; // the last selections count one neighbour: two rows nearest each other tie
    }
  }

  @Nested
  class OfGeometricMedian implements AggregatorContract {
    @Override
    public Aggregator rule(int q) {
      return new Bulyan(q, Bulyan.Base.GEOMETRIC_MEDIAN);
    }
  }

  @Nested
  class OfMedian implements AggregatorContract {
    @Override
    public Aggregator rule(int q) {
      return new Bulyan(q, Bulyan.Base.MEDIAN);
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutByzantineRowsItIsTheMean(Bulyan.Base base) {
    assertThat(
            AggregatorContract.values(
                new Bulyan(0, base), new double[] {0}, new double[] {5}, new double[] {1}))
        .containsExactly(new double[] {2}, within(1e-12));
  }

  @ParameterizedTest
  @EnumSource
  void agreesWithTheDefinitionTakenLiterally(Bulyan.Base base) {
    for (int q = 0; q <= 3; q++) {
      for (int extra = 0; extra < 3; extra++) {
        double[][] rows = Matrices.normal(4 * q + 3 + extra, 6, 31 * q + extra);
        for (int a = 0; a < q; a++) {
          Arrays.fill(rows[2 * a], 3 + a);
        }
        OracleCase.assertRelativelyClose(
            base + ", q=" + q + ", m=" + rows.length,
            Nd4j.createFromArray(AggregatorContract.values(new Bulyan(q, base), rows)),
            Nd4j.createFromArray(NaiveBulyan.of(rows, q, base)),
            1e-9);
      }
    }
  }

  @Test
  void messagesTellWhatWouldDo() {
    assertThatThrownBy(
            () ->
                new Bulyan(2, Bulyan.Base.KRUM)
                    .aggregate(Nd4j.ones(DataType.FLOAT, 10, 2), AggregatorContract.CONTEXT))
        .hasMessage("Bulyan: need m >= 4q+3, got m=10, q=2 (m=10 tolerates at most q=1)");
    assertThatThrownBy(() -> new Bulyan(1, null)).isInstanceOf(NullPointerException.class);
  }
}
