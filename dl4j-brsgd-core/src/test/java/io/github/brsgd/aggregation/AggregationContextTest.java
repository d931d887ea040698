package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AggregationContextTest {

  private static final AggregationContext CONTEXT = AggregationContext.first(5);

  @Test
  void rowsAreNodesInOrderUnlessTold() {
    assertThat(CONTEXT.nodes().rowOf(3, 4)).hasValue(3);
    assertThat(CONTEXT.nodes().rowOf(4, 4)).isEmpty();
    assertThat(CONTEXT.nodes().rowOf(-1, 4)).isEmpty();
  }

  @Test
  void idsTellTheRowOfANode() {
    RowNodes nodes = CONTEXT.withNodes(new RowNodes.Listed(List.of(0, 2, 7))).nodes();
    assertThat(nodes.rowOf(7, 3)).hasValue(2);
    assertThat(nodes.rowOf(1, 3)).isEmpty();
    assertThatThrownBy(() -> nodes.rowOf(7, 4))
        .hasMessage("nodes: need one id per row, got 3 ids for m=4");
    assertThatThrownBy(() -> new RowNodes.Listed(List.of(1, 1)))
        .hasMessage("nodes: need distinct ids, got [1, 1]");
  }

  @Test
  void mixedRowsAreNobodys() {
    assertThat(new RowNodes.Anonymous("bucketing").rowOf(0, 3)).isEmpty();
  }

  @Test
  void randomStreamsFollowSeedRoundAndPurpose() {
    assertThat(CONTEXT.random().nextLong()).isEqualTo(CONTEXT.random().nextLong());
    assertThat(CONTEXT.derive(1).random().nextLong())
        .isNotEqualTo(CONTEXT.random().nextLong())
        .isNotEqualTo(CONTEXT.derive(2).random().nextLong());
    assertThat(new AggregationContext(1, Optional.empty(), 5).random().nextLong())
        .isNotEqualTo(CONTEXT.random().nextLong());
    assertThat(CONTEXT.derive(1).nodes()).isEqualTo(CONTEXT.nodes());
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> new AggregationContext(-1, Optional.empty(), 0))
        .hasMessage("round: need >= 0, got -1");
    assertThatThrownBy(() -> CONTEXT.withNodes(null)).isInstanceOf(NullPointerException.class);
  }
}
