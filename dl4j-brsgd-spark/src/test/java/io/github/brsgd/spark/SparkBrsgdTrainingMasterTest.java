package io.github.brsgd.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.attack.ALittleIsEnough;
import io.github.brsgd.attack.SignFlipping;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.training.AbortedRunException;
import io.github.brsgd.training.BrsgdTrainingMaster;
import io.github.brsgd.training.BrsgdTrainingMasterBuilder;
import io.github.brsgd.training.Participation;
import io.github.brsgd.training.TrainingResult;
import io.github.brsgd.training.node.LocalSteps;
import io.github.brsgd.training.node.WorkerMomentum;
import io.github.brsgd.training.server.FailedRound;
import java.util.OptionalInt;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Runs on Spark against the same runs in this process. */
class SparkBrsgdTrainingMasterTest {

  private static final DataSet EXAMPLES = Problem.examples(260, 1);

  /** Of the nodes below. */
  private static final String WEIGHTS = "weights=2/1/0.5/1/1/1.5/1/1/1/0.7/1";

  private static BrsgdTrainingMasterBuilder builder(String rule) {
    return BrsgdTrainingMaster.builder()
        .nodes(11)
        .byzantine(2)
        .attackers(2)
        .attack(new SignFlipping())
        .rule(Catalog.standard().rule(rule, 2))
        .batchSize(6)
        .seed(3)
        .rounds(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "krum",
        "bulyan",
        "median",
        "clip:c=2+nnm+trimmed-mean",
        "weighted-trimmed-mean:" + WEIGHTS + ",share=0.35"
      })
  void givesTheBitsOfTheRunInThisProcess(String rule) {
    SameBits.check(builder(rule).build(), Problem.plain(), EXAMPLES, 3);
  }

  @Test
  void momentumLocalStepsBatchNormDropoutAndAdamTravelToo() {
    SameBits.check(
        builder("median").nodeUpdate(new WorkerMomentum(0.9, new LocalSteps(2, 0.1))).build(),
        Problem.batchNormDropoutAdam(),
        EXAMPLES,
        4);
  }

  private static void nearly(
      BrsgdTrainingMaster training, MultiLayerConfiguration configuration, int partitions) {
    MultiLayerNetwork local = Problem.initialised(configuration);
    TrainingResult expected = training.fit(local, EXAMPLES);
    MultiLayerNetwork remote = Problem.initialised(configuration);
    SparkBrsgdTrainingMaster master =
        SparkBrsgdTrainingMaster.builder(training)
            .partitions(partitions)
            .transport(Transport.SHARDED)
            .build();
    new SparkDl4jMultiLayer(LocalSpark.context(), remote, master).fit(Problem.rdd(EXAMPLES, 7, 3));
    assertThat(remote.params().distance2(local.params()))
        .isLessThanOrEqualTo(1e-6 * local.params().norm2Number().doubleValue());
    assertThat(master.result().orElseThrow().history().rounds())
        .hasSameSizeAs(expected.history().rounds());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "krum",
        "bulyan",
        "median",
        "clip:c=2+nnm+trimmed-mean",
        "weighted-trimmed-mean:" + WEIGHTS + ",share=0.35",
        "weighted-huber:" + WEIGHTS + ",share=0.35,t=0.5"
      })
  void shardedRowsGiveTheSameWithinRounding(String rule) {
    nearly(builder(rule).attack(new SignFlipping(true, 1)).build(), Problem.plain(), 3);
  }

  @Test
  void momentumStaysOnTheExecutorsWhereRowsAreSharded() {
    nearly(
        builder("median")
            .attack(new SignFlipping(true, 1))
            .nodeUpdate(new WorkerMomentum(0.9, new LocalSteps(2, 0.1)))
            .participation(Participation.drawn(9, 2).withDropOut(0.1).withLate(0.1))
            .build(),
        Problem.batchNormDropoutAdam(),
        4);
  }

  @Test
  void attacksThatNeedAllRowsAreRefusedWhereNobodyHasThem() {
    SparkBrsgdTrainingMaster master =
        SparkBrsgdTrainingMaster.builder(builder("median").attack(new ALittleIsEnough()).build())
            .transport(Transport.SHARDED)
            .build();
    SparkDl4jMultiLayer network =
        new SparkDl4jMultiLayer(LocalSpark.context(), Problem.initialised(Problem.plain()), master);
    assertThatThrownBy(() -> network.fit(Problem.rdd(EXAMPLES, 7, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("attack: alie needs the rows of other nodes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ipm:knowledge=partial", "rop:knowledge=partial", "poisoned-fl"})
  void whatAttackersKnowTogetherIsRefusedWhereTheyAreAlone(String attack) {
    SparkBrsgdTrainingMaster master =
        SparkBrsgdTrainingMaster.builder(
                builder("median").attack(Catalog.standard().attack(attack)).build())
            .transport(Transport.SHARDED)
            .build();
    SparkDl4jMultiLayer network =
        new SparkDl4jMultiLayer(LocalSpark.context(), Problem.initialised(Problem.plain()), master);
    assertThatThrownBy(() -> network.fit(Problem.rdd(EXAMPLES, 7, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("attack: " + attack + " needs what attackers know together");
  }

  @Test
  void whoKnowsNothingAttacksOnTheExecutors() {
    nearly(
        builder("median").attack(Catalog.standard().attack("ipm:knowledge=none")).build(),
        Problem.plain(),
        3);
  }

  /** Written for a matrix. */
  private record FirstRow() implements Aggregator {
    private static final long serialVersionUID = 1;

    @Override
    public Aggregation aggregate(INDArray updates, AggregationContext context) {
      return new Aggregation(updates.getRow(0, true).dup());
    }

    @Override
    public OptionalInt byzantine() {
      return OptionalInt.empty();
    }

    @Override
    public Aggregator tolerating(int q) {
      return this;
    }
  }

  @Test
  void aRuleWrittenForAMatrixEndsTheRunWhereThereIsNone() {
    SparkBrsgdTrainingMaster master =
        SparkBrsgdTrainingMaster.builder(
                builder("median")
                    .rule(new FirstRow())
                    .attack(new SignFlipping(true, 1))
                    .onFailedRound(FailedRound.SKIP)
                    .build())
            .transport(Transport.SHARDED)
            .build();
    SparkDl4jMultiLayer network =
        new SparkDl4jMultiLayer(LocalSpark.context(), Problem.initialised(Problem.plain()), master);
    assertThatThrownBy(() -> network.fit(Problem.rdd(EXAMPLES, 7, 3)))
        .isInstanceOf(AbortedRunException.class)
        .hasMessageContaining("FirstRow")
        .hasMessageContaining("no machine holds all of them");
  }
}
