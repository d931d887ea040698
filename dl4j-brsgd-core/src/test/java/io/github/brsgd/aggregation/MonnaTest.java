package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class MonnaTest implements AggregatorContract {

  private static final INDArray ROWS = Nd4j.createFromArray(new double[][] {{0}, {1}, {3}, {90}});

  @Override
  public Aggregator rule(int q) {
    return new Monna(q, 0);
  }

  @Override
  public boolean isFreeOfTies() {
    return false; // the pivot is a node, so their order matters
  }

  @Test
  void example() {
    assertThat(
            AggregatorContract.values(
                new Monna(1, 0),
                new double[] {0},
                new double[] {1},
                new double[] {3},
                new double[] {90}))
        .containsExactly(new double[] {4.0 / 3}, within(1e-15));
  }

  @Test
  void thePivotIsANodeNotARow() {
    AggregationContext context = CONTEXT.withNodes(new RowNodes.Listed(List.of(0, 2, 5, 9)));
    assertThat(new Monna(1, 9).aggregate(ROWS, context).rowWeights())
        .containsExactly(0, 1.0 / 3, 1.0 / 3, 1.0 / 3);
    assertThatThrownBy(() -> new Monna(1, 1).aggregate(ROWS, context))
        .hasMessage("Monna: need the row of pivot=1, which is not among the m=4 rows");
    assertThatThrownBy(() -> new Monna(1, 4).aggregate(ROWS, CONTEXT))
        .hasMessage("Monna: need the row of pivot=4, which is not among the m=4 rows");
    assertThatThrownBy(
            () ->
                new Monna(1, 0)
                    .aggregate(ROWS, CONTEXT.withNodes(new RowNodes.Anonymous("Bucketing"))))
        .hasMessage("Monna: need the row of pivot=0, but rows are mixed: Bucketing");
  }

  @Test
  void theOtherParametersStay() {
    assertThat(new Monna(2, 7).tolerating(1)).isEqualTo(new Monna(1, 7));
    assertThatThrownBy(() -> new Monna(2, -1)).hasMessage("Monna: need pivot >= 0, got pivot=-1");
  }
}
