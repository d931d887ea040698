package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.AttackContext;
import io.github.brsgd.training.server.FailedRound;
import java.util.List;
import java.util.OptionalInt;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Rows that no honest node can have sent. */
class FailedRoundTest {

  /** Sends NaN in even rounds and the honest gradient in odd ones. */
  private record NaNInEvenRounds() implements Attack {
    @Override
    public void forge(AttackContext context) {
      if (context.round() % 2 == 0) {
        for (int node : context.byzantine()) {
          context.updates().getRow(node).putScalar(0, Double.NaN);
        }
      }
    }
  }

  /** A rule of a user's own that breaks. */
  private record Broken() implements Aggregator {
    @Override
    public Aggregation aggregate(INDArray updates, AggregationContext context) {
      return new Aggregation(Nd4j.valueArrayOf(new long[] {1, updates.size(1)}, Float.NaN));
    }

    @Override
    public OptionalInt byzantine() {
      return OptionalInt.empty();
    }

    @Override
    public Broken tolerating(int q) {
      return this;
    }
  }

  private static BrsgdTrainingMasterBuilder nine(int q) {
    return BrsgdTrainingMaster.builder()
        .nodes(9)
        .byzantine(q)
        .batchSize(4)
        .seed(1)
        .attack(new NaNInEvenRounds())
        .attackers(3);
  }

  private static TrainingResult fit(BrsgdTrainingMasterBuilder builder, Model network) {
    return builder
        .rounds(4)
        .build()
        .fit(network, new ListDataSetIterator<DataSet>(List.of(Examples.flat(90, 1)), 1));
  }

  @Test
  void upToQSuchRowsAreSetAsideAndNamedByNode() {
    TrainingResult result = fit(nine(3).rule(new Krum(3)), Networks.SGD.create());
    assertThat(result.history().rounds())
        .extracting(RoundRecord::screened)
        .containsExactly(List.of(6, 7, 8), List.of(), List.of(6, 7, 8), List.of());
    assertThat(result.history().rounds()).noneMatch(RoundRecord::skipped);
    assertThat(result.history().rounds().get(0).attackerShare()).hasValue(0);
    assertThat(result.history().rounds().get(0).cosine()).isPositive();
  }

  @Test
  void moreThanQEndTheRunAndLoseNothing() {
    Model network = Networks.SGD.create();
    INDArray before = network.params().dup();
    AbortedRunException aborted =
        catchThrowableOfType(
            AbortedRunException.class,
            () -> fit(nine(2).rule(new CoordinateWiseMedian()), network));
    assertThat(aborted)
        .hasMessage(
            "round 0: nodes [6, 7, 8] sent NaN or infinite values, more than" + " byzantine q=2");
    assertThat(aborted.result().history().rounds()).isEmpty();
    assertThat(network.params()).isEqualTo(before);
  }

  @Test
  void theMeanHasNoToleranceAtAll() {
    assertThatThrownBy(() -> fit(nine(0).rule(new Mean()), Networks.SGD.create()))
        .isInstanceOf(AbortedRunException.class)
        .hasMessageContaining("byzantine q=0");
  }

  @Test
  void roundsCanBeSkippedInstead() {
    Model network = Networks.SGD.create();
    TrainingResult result =
        fit(nine(2).rule(new CoordinateWiseMedian()).onFailedRound(FailedRound.SKIP), network);
    assertThat(result.history().rounds())
        .extracting(RoundRecord::skipped)
        .containsExactly(true, false, true, false);
    assertThat(result.history().rounds())
        .extracting(RoundRecord::round)
        .containsExactly(0, 1, 2, 3);
    assertThat(result.history().rounds().get(0).aggregateNorm()).isNaN();
    assertThat(network.params().isNaN().any()).isFalse();
  }

  @Test
  void aRuleThatGivesNaNFailsTheRound() {
    assertThatThrownBy(() -> fit(nine(3).rule(new Broken()), Networks.SGD.create()))
        .isInstanceOf(AbortedRunException.class)
        .hasMessageContaining("gave NaN or infinite values for finite rows");
  }
}
