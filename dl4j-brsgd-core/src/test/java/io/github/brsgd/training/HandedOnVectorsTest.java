package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.RowsAggregator;
import io.github.brsgd.aggregation.pre.Clipping;
import io.github.brsgd.aggregation.pre.PreAggregated;
import io.github.brsgd.linalg.Rows;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Rules of a user's own hand on vectors that are not new, or not rows; nothing is freed twice. */
class HandedOnVectorsTest {

  private static final int ROUNDS = 5;
  private static final DataSet EXAMPLES = Examples.flat(90, 1);

  /** The same array in every round. */
  private record Kept(INDArray same) implements Aggregator {
    @Override
    public Aggregation aggregate(INDArray updates, AggregationContext context) {
      return new Aggregation(same);
    }

    @Override
    public String toString() {
      return "kept";
    }
  }

  /** The first aggregate for ever. */
  private record Previous() implements Aggregator {
    @Override
    public Aggregation aggregate(INDArray updates, AggregationContext context) {
      return new Aggregation(context.previous().orElseGet(() -> updates.mean(true, 0)));
    }
  }

  /** The same, without a matrix. */
  private record PreviousOfRows() implements RowsAggregator {
    @Override
    public Aggregation aggregate(Rows rows, AggregationContext context) {
      return new Aggregation(context.previous().orElseGet(() -> rows.copy(0)));
    }
  }

  private static Aggregator kept() {
    return new Kept(Nd4j.ones(1, 323).muli(0.01));
  }

  private static List<Aggregator> handOn() {
    return List.of(
        kept(),
        new PreAggregated(new Clipping(2), kept()),
        new PreAggregated(new Clipping(2), new PreAggregated(new Clipping(2), kept())),
        new Previous(),
        new PreAggregated(new Clipping(2), new Previous()),
        new PreviousOfRows(),
        new PreAggregated(new Clipping(2), new PreviousOfRows()));
  }

  private static TrainingResult fit(Aggregator rule, Model network) {
    return BrsgdTrainingMaster.builder()
        .nodes(9)
        .byzantine(1)
        .batchSize(4)
        .seed(1)
        .rule(rule)
        .rounds(ROUNDS)
        .build()
        .fit(network, EXAMPLES);
  }

  @ParameterizedTest
  @MethodSource("handOn")
  void theSameVectorAgainIsASteadyStep(Aggregator rule) {
    Model network = Networks.SGD.create();
    List<RoundRecord> rounds = fit(rule, network).history().rounds();
    assertThat(rounds).hasSize(ROUNDS);
    assertThat(rounds)
        .allSatisfy(
            r ->
                assertThat(r.aggregateNorm())
                    .isEqualTo(rounds.get(0).aggregateNorm())
                    .isPositive());
  }

  @Test
  void whatAUserKeepsStaysOpen() {
    INDArray same = Nd4j.ones(1, 323).muli(0.01);
    fit(new PreAggregated(new Clipping(2), new Kept(same)), Networks.SGD.create());
    assertThat(same.wasClosed()).isFalse();
    assertThat(same).isEqualTo(Nd4j.ones(1, 323).muli(0.01));
  }

  @Test
  void aColumnIsTheSameAsARow() {
    Model column = Networks.SGD.create();
    Model row = Networks.SGD.create();
    TrainingResult result = fit((u, c) -> new Aggregation(u.transpose().mean(true, 1)), column);
    fit((u, c) -> new Aggregation(u.mean(true, 0)), row);
    assertThat(result.history().rounds()).hasSize(ROUNDS);
    assertThat(column.params().equalsWithEps(row.params(), 1e-6)).isTrue();
  }

  @Test
  void aColumnOfStatisticsIsTheSameAsARow() {
    Aggregator column = (u, c) -> new Aggregation(u.transpose().mean(true, 1));
    TrainingResult result =
        BrsgdTrainingMaster.builder()
            .nodes(9)
            .byzantine(0)
            .batchSize(4)
            .seed(1)
            .rule(column)
            .statisticsRule(column)
            .rounds(ROUNDS)
            .build()
            .fit(Networks.CONVOLUTION_BATCH_NORM.create(), EXAMPLES);
    assertThat(result.history().rounds()).hasSize(ROUNDS).noneMatch(RoundRecord::skipped);
  }
}
