package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.attack.SignFlipping;
import io.github.brsgd.attack.Zero;
import io.github.brsgd.linalg.Bits;
import io.github.brsgd.training.server.FailedRound;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.EarlyStoppingResult;
import org.deeplearning4j.earlystopping.EarlyStoppingResult.TerminationReason;
import org.deeplearning4j.earlystopping.listener.EarlyStoppingListener;
import org.deeplearning4j.earlystopping.saver.InMemoryModelSaver;
import org.deeplearning4j.earlystopping.saver.LocalFileGraphSaver;
import org.deeplearning4j.earlystopping.scorecalc.ClassificationScoreCalculator;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.earlystopping.scorecalc.ScoreCalculator;
import org.deeplearning4j.earlystopping.termination.BestScoreEpochTerminationCondition;
import org.deeplearning4j.earlystopping.termination.InvalidScoreIterationTerminationCondition;
import org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition;
import org.deeplearning4j.earlystopping.termination.MaxScoreIterationTerminationCondition;
import org.deeplearning4j.earlystopping.termination.MaxTimeIterationTerminationCondition;
import org.deeplearning4j.earlystopping.termination.ScoreImprovementEpochTerminationCondition;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingTrainer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.adapter.MultiDataSetIteratorAdapter;

class BrsgdEarlyStoppingTrainerTest {

  private static final DataSet EXAMPLES = Examples.flat(60, 1);
  private static final DataSet UNSEEN = Examples.flat(40, 2);

  /** Two rounds an epoch. */
  private static BrsgdTrainingMasterBuilder attacked() {
    return BrsgdTrainingMaster.builder()
        .nodes(5)
        .byzantine(1)
        .rule(new CoordinateWiseMedian())
        .attack(new SignFlipping())
        .attackers(1)
        .batchSize(6)
        .workers(2)
        .seed(3);
  }

  private static <T extends Model> EarlyStoppingConfiguration.Builder<T> judging() {
    return new EarlyStoppingConfiguration.Builder<T>().scoreCalculator(loss());
  }

  private static ScoreCalculator<?> loss() {
    return new DataSetLossCalculator(new ListDataSetIterator<>(UNSEEN.asList(), 40), true);
  }

  private static MultiLayerNetwork network() {
    return (MultiLayerNetwork) Networks.ADAM.create();
  }

  /** Answers as told, epoch after epoch. */
  private static final class Told implements ScoreCalculator<Model> {

    private static final long serialVersionUID = 1L;

    private final double[] scores;
    private final boolean minimize;
    private int next;

    Told(boolean minimize, double... scores) {
      this.minimize = minimize;
      this.scores = scores;
    }

    @Override
    public double calculateScore(Model network) {
      return scores[next++];
    }

    @Override
    public boolean minimizeScore() {
      return minimize;
    }
  }

  private static void assertSameBits(Model actual, Model expected) {
    assertThat(Bits.of(actual.params())).isEqualTo(Bits.of(expected.params()));
  }

  @Test
  void theRunIsThatOfTheMasterUpToTheStop() {
    MultiLayerNetwork plain = network();
    attacked().epochs(3).build().fit(plain, EXAMPLES);
    MultiLayerNetwork stopped = network();
    BrsgdEarlyStoppingTrainer<MultiLayerNetwork> trainer =
        new BrsgdEarlyStoppingTrainer<>(
            BrsgdEarlyStoppingTrainerTest.<MultiLayerNetwork>judging()
                .epochTerminationConditions(new MaxEpochsTerminationCondition(3))
                .build(),
            attacked().build(),
            stopped,
            EXAMPLES);
    EarlyStoppingResult<MultiLayerNetwork> result = trainer.fit();
    assertSameBits(stopped, plain);
    assertThat(stopped.getIterationCount()).isEqualTo(6);
    assertThat(stopped.getEpochCount()).isEqualTo(3);
    assertThat(result.getTerminationReason())
        .isEqualTo(TerminationReason.EpochTerminationCondition);
    assertThat(result.getTerminationDetails()).isEqualTo("MaxEpochsTerminationCondition(3)");
    assertThat(result.getTotalEpochs()).isEqualTo(3);
    assertThat(result.getScoreVsEpoch()).containsOnlyKeys(0, 1, 2);
    assertThat(result.getBestModelScore())
        .isEqualTo(result.getScoreVsEpoch().get(result.getBestModelEpoch()));
    assertThat(trainer.training().orElseThrow().history().rounds()).hasSize(6);

    // Another call goes on where the network is.
    BrsgdTrainingMaster again = attacked().epochs(3).build();
    again.fit(plain, EXAMPLES);
    assertThat(trainer.fit().getTotalEpochs()).isEqualTo(3);
    assertSameBits(stopped, plain);
    assertThat(stopped.getIterationCount()).isEqualTo(12);
  }

  @Test
  void oneNodeWithTheMeanStopsAsDeeplearning4jDoes() {
    EarlyStoppingConfiguration.Builder<MultiLayerNetwork> config =
        BrsgdEarlyStoppingTrainerTest.<MultiLayerNetwork>judging()
            .evaluateEveryNEpochs(2)
            .epochTerminationConditions(
                new MaxEpochsTerminationCondition(9),
                new ScoreImprovementEpochTerminationCondition(2, 0.02));
    List<DataSet> batches = EXAMPLES.batchBy(20);
    EarlyStoppingResult<MultiLayerNetwork> expected =
        new EarlyStoppingTrainer(
                config.build(), network(), new ListDataSetIterator<>(EXAMPLES.asList(), 20))
            .fit();
    EarlyStoppingResult<MultiLayerNetwork> result =
        new BrsgdEarlyStoppingTrainer<>(
                config.modelSaver(new InMemoryModelSaver<>()).build(),
                BrsgdTrainingMaster.builder()
                    .nodes(1)
                    .byzantine(0)
                    .rule(new Mean())
                    .seed(1)
                    .build(),
                network(),
                List.of(new ListDataSetIterator<>(batches, 1)))
            .fit();
    assertThat(result.getScoreVsEpoch())
        .isEqualTo(expected.getScoreVsEpoch())
        .hasSizeGreaterThan(2);
    assertThat(result.getTerminationReason()).isEqualTo(expected.getTerminationReason());
    assertThat(result.getTerminationDetails()).isEqualTo(expected.getTerminationDetails());
    assertThat(result.getTotalEpochs()).isEqualTo(expected.getTotalEpochs());
    assertThat(result.getBestModelEpoch()).isEqualTo(expected.getBestModelEpoch());
    assertSameBits(result.getBestModel(), expected.getBestModel());
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "ADAM",
        "DROPOUT",
        "AUTOENCODER",
        "CONVOLUTION_BATCH_NORM",
        "CENTER_LOSS",
        "GRAPH",
        "GRAPH_BATCH_NORM"
      })
  void scoringChangesNothing(Networks kind) {
    Model plain = kind.create();
    attacked().epochs(2).build().fit(plain, EXAMPLES);
    for (ScoreCalculator<?> calculator :
        List.of(
            loss(),
            new ClassificationScoreCalculator(
                Evaluation.Metric.F1, new ListDataSetIterator<>(UNSEEN.asList(), 7)))) {
      Model network = kind.create();
      EarlyStoppingResult<Model> result =
          new BrsgdEarlyStoppingTrainer<>(
                  new EarlyStoppingConfiguration.Builder<Model>()
                      .scoreCalculator(calculator)
                      .epochTerminationConditions(new MaxEpochsTerminationCondition(2))
                      .saveLastModel(true)
                      .build(),
                  attacked().build(),
                  network,
                  EXAMPLES)
              .fit();
      assertSameBits(network, plain);
      assertThat(result.getScoreVsEpoch()).hasSize(2);
    }
  }

  @Test
  void theBestGraphHasTheListenersOfTheNetworkAlone() {
    BaseTrainingListener own = new BaseTrainingListener() {};
    BaseTrainingListener ofTheRun = new BaseTrainingListener() {};
    ComputationGraph graph = (ComputationGraph) Networks.GRAPH.create();
    graph.setListeners(own);
    EarlyStoppingResult<ComputationGraph> result =
        new BrsgdEarlyStoppingTrainer<>(
                BrsgdEarlyStoppingTrainerTest.<ComputationGraph>judging()
                    .epochTerminationConditions(new MaxEpochsTerminationCondition(1))
                    .build(),
                attacked().listeners(ofTheRun).build(),
                graph,
                EXAMPLES)
            .fit();
    assertThat(result.getBestModel().getListeners()).containsExactly(own);
    assertThat(graph.getListeners()).containsExactly(own);
  }

  @Test
  void theBestModelIsKeptAndTheEventsAreTold() {
    List<String> events = new ArrayList<>();
    List<INDArray> parameters = new ArrayList<>();
    MultiLayerNetwork network = network();
    network.setListeners(
        new BaseTrainingListener() {
          @Override
          public void onEpochStart(Model model) {
            events.add("start");
          }

          @Override
          public void onEpochEnd(Model model) {
            events.add("end");
            parameters.add(model.params().dup());
          }
        });
    InMemoryModelSaver<MultiLayerNetwork> saver = new InMemoryModelSaver<>();
    BrsgdEarlyStoppingTrainer<MultiLayerNetwork> trainer =
        new BrsgdEarlyStoppingTrainer<>(
            new EarlyStoppingConfiguration.Builder<MultiLayerNetwork>()
                .scoreCalculator(new Told(false, Double.NaN, 0.5, 0.7, 0.6, 0.65))
                .epochTerminationConditions(new MaxEpochsTerminationCondition(5))
                .iterationTerminationConditions(new InvalidScoreIterationTerminationCondition())
                .modelSaver(saver)
                .saveLastModel(true)
                .build(),
            attacked().build(),
            network,
            new ListDataSetIterator<>(EXAMPLES.asList(), 7));
    trainer.setListener(
        new EarlyStoppingListener<>() {
          @Override
          public void onStart(
              EarlyStoppingConfiguration<MultiLayerNetwork> c, MultiLayerNetwork n) {
            events.add("begin");
          }

          @Override
          public void onEpoch(
              int epoch,
              double score,
              EarlyStoppingConfiguration<MultiLayerNetwork> c,
              MultiLayerNetwork n) {
            events.add(epoch + ":" + score);
          }

          @Override
          public void onCompletion(EarlyStoppingResult<MultiLayerNetwork> result) {
            events.add("done " + result.getTotalEpochs());
          }
        });
    EarlyStoppingResult<MultiLayerNetwork> result = trainer.fit();
    assertThat(events)
        .containsExactly(
            "begin", "start", "end", "0:NaN", "start", "end", "1:0.5", "start", "end", "2:0.7",
            "start", "end", "3:0.6", "start", "end", "4:0.65", "done 5");
    assertThat(result.getBestModelEpoch()).isEqualTo(2);
    assertThat(result.getBestModelScore()).isEqualTo(0.7);
    assertThat(Bits.of(result.getBestModel().params())).isEqualTo(Bits.of(parameters.get(2)));
    assertThat(Bits.of(latest(saver).params())).isEqualTo(Bits.of(parameters.get(4)));
  }

  private static <T extends Model> T latest(InMemoryModelSaver<T> saver) {
    try {
      return saver.getLatestModel();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aRoundMayEndIt() {
    MultiLayerNetwork plain = network();
    TrainingResult whole = attacked().rounds(9).build().fit(plain, EXAMPLES);
    double least =
        whole.history().rounds().stream().mapToDouble(RoundRecord::loss).max().orElseThrow();
    int worst = 0;
    while (whole.history().rounds().get(worst).loss() < least) {
      worst++;
    }
    MultiLayerNetwork upTo = network();
    attacked().rounds(worst + 1).build().fit(upTo, EXAMPLES);
    MultiLayerNetwork network = network();
    InMemoryModelSaver<MultiLayerNetwork> saver = new InMemoryModelSaver<>();
    EarlyStoppingResult<MultiLayerNetwork> result =
        new BrsgdEarlyStoppingTrainer<>(
                BrsgdEarlyStoppingTrainerTest.<MultiLayerNetwork>judging()
                    .iterationTerminationConditions(
                        new MaxScoreIterationTerminationCondition(Math.nextDown(least)))
                    .modelSaver(saver)
                    .saveLastModel(true)
                    .build(),
                attacked().build(),
                network,
                EXAMPLES)
            .fit();
    assertSameBits(network, upTo);
    assertSameBits(latest(saver), upTo);
    assertThat(result.getTerminationReason())
        .isEqualTo(TerminationReason.IterationTerminationCondition);
    assertThat(result.getTerminationDetails()).startsWith("MaxScoreIterationTerminationCondition");
    assertThat(result.getTotalEpochs()).isEqualTo(worst / 2);
    assertThat(result.getScoreVsEpoch()).hasSize(worst / 2);
  }

  @Test
  void stoppedBeforeAnEpochIsScoredThereIsNoBestModel() {
    MultiLayerNetwork network = network();
    EarlyStoppingResult<MultiLayerNetwork> result =
        new BrsgdEarlyStoppingTrainer<>(
                BrsgdEarlyStoppingTrainerTest.<MultiLayerNetwork>judging()
                    .iterationTerminationConditions(
                        new MaxTimeIterationTerminationCondition(1, TimeUnit.NANOSECONDS))
                    .build(),
                attacked().build(),
                network,
                EXAMPLES)
            .fit();
    assertThat(result.getTerminationDetails()).startsWith("MaxTimeIterationTerminationCondition");
    assertThat(result.getBestModel()).isNull();
    assertThat(result.getBestModelEpoch()).isEqualTo(-1);
    assertThat(result.getBestModelScore()).isNaN();
    assertThat(result.getTotalEpochs()).isZero();
    assertThat(network.getIterationCount()).isEqualTo(1);
  }

  @Test
  void theMastersOwnConditionStopsItToo() {
    MultiLayerNetwork network = network();
    EarlyStoppingResult<MultiLayerNetwork> result =
        new BrsgdEarlyStoppingTrainer<>(
                BrsgdEarlyStoppingTrainerTest.<MultiLayerNetwork>judging()
                    .epochTerminationConditions(new MaxEpochsTerminationCondition(9))
                    .build(),
                attacked().stopWhen(() -> network.getIterationCount() == 5).build(),
                network,
                EXAMPLES)
            .fit();
    assertThat(network.getIterationCount()).isEqualTo(5);
    assertThat(result.getTotalEpochs()).isEqualTo(2);
    assertThat(result.getTerminationReason())
        .isEqualTo(TerminationReason.IterationTerminationCondition);
    assertThat(result.getTerminationDetails())
        .isEqualTo("stopWhen of the training master, or an interrupt");
  }

  @Test
  void graphsAndStreamsAreStoppedAsWell(@TempDir Path folder) {
    ComputationGraph plain = (ComputationGraph) Networks.GRAPH_BATCH_NORM.create();
    List<DataSet> batches = EXAMPLES.batchBy(6);
    BrsgdTrainingMasterBuilder streamed =
        BrsgdTrainingMaster.builder()
            .nodes(5)
            .byzantine(1)
            .rule(new CoordinateWiseMedian())
            .streaming()
            .seed(3);
    streamed.epochs(2).build().fit(plain, new ListDataSetIterator<>(batches, 1));
    ComputationGraph graph = (ComputationGraph) Networks.GRAPH_BATCH_NORM.create();
    EarlyStoppingResult<ComputationGraph> result =
        new BrsgdEarlyStoppingTrainer<>(
                new EarlyStoppingConfiguration.Builder<ComputationGraph>()
                    .scoreCalculator(new Told(true, 2, 1))
                    .epochTerminationConditions(new BestScoreEpochTerminationCondition(1.5))
                    .modelSaver(new LocalFileGraphSaver(folder.toString()))
                    .build(),
                BrsgdTrainingMaster.builder()
                    .nodes(5)
                    .byzantine(1)
                    .rule(new CoordinateWiseMedian())
                    .streaming()
                    .seed(3)
                    .build(),
                graph,
                new MultiDataSetIteratorAdapter(new ListDataSetIterator<>(batches, 1)))
            .fit();
    assertSameBits(graph, plain);
    assertSameBits(result.getBestModel(), plain);
    assertThat(result.getTotalEpochs()).isEqualTo(2);
  }

  /** The median, until it cannot. */
  private record FailsInRound(int round) implements Aggregator {

    private static final long serialVersionUID = 1L;

    @Override
    public Aggregation aggregate(INDArray updates, AggregationContext context) {
      if (context.round() == round) {
        throw new IllegalStateException("enough");
      }
      return new CoordinateWiseMedian().aggregate(updates, context);
    }

    @Override
    public OptionalInt byzantine() {
      return OptionalInt.empty();
    }
  }

  private static BrsgdEarlyStoppingTrainer<MultiLayerNetwork> failing(
      int round, ScoreCalculator<?> calculator) {
    return new BrsgdEarlyStoppingTrainer<>(
        new EarlyStoppingConfiguration.Builder<MultiLayerNetwork>()
            .scoreCalculator(calculator)
            .epochTerminationConditions(new MaxEpochsTerminationCondition(5))
            .build(),
        attacked().rule(new FailsInRound(round)).build(),
        network(),
        EXAMPLES);
  }

  @Test
  void aRunThatFailsHasTheBestModelSoFar() {
    BrsgdEarlyStoppingTrainer<MultiLayerNetwork> trainer = failing(5, new Told(true, 2, 1));
    EarlyStoppingResult<MultiLayerNetwork> result = trainer.fit();
    assertThat(result.getTerminationReason()).isEqualTo(TerminationReason.Error);
    assertThat(result.getTerminationDetails()).contains("AbortedRunException", "round 5", "enough");
    assertThat(result.getBestModelEpoch()).isEqualTo(1);
    assertThat(result.getTotalEpochs()).isEqualTo(2);
    MultiLayerNetwork plain = network();
    attacked().epochs(2).build().fit(plain, EXAMPLES);
    assertSameBits(result.getBestModel(), plain);
    assertThat(trainer.training().orElseThrow().history().rounds()).hasSize(5);
  }

  @Test
  void withoutABestModelAFailureIsThrown() {
    assertThatThrownBy(() -> failing(1, new Told(true, 2)).fit())
        .isInstanceOf(AbortedRunException.class)
        .hasMessageContaining("enough");
  }

  @Test
  void whatBreaksWhileAnEpochIsJudgedIsThrown() {
    assertThatThrownBy(() -> failing(8, new Told(true, 2)).fit())
        .isInstanceOf(AbortedRunException.class)
        .hasCauseInstanceOf(ArrayIndexOutOfBoundsException.class);
  }

  @Test
  void whatCannotBeServedIsRefusedBeforeTraining() {
    MultiLayerNetwork network = network();
    EarlyStoppingConfiguration<MultiLayerNetwork> config =
        BrsgdEarlyStoppingTrainerTest.<MultiLayerNetwork>judging()
            .epochTerminationConditions(new MaxEpochsTerminationCondition(1))
            .build();
    assertRefused(config, attacked().rounds(3).build(), "rounds=3");
    assertRefused(config, attacked().epochs(3).build(), "epochs=3");
    assertRefused(
        config,
        attacked().checkpoints(Checkpoints.everyRounds(Path.of("none"), 1)).build(),
        "checkpoints and resume");
    assertRefused(config, attacked().build().resume(Path.of("none")), "checkpoints and resume");
    assertRefused(
        BrsgdEarlyStoppingTrainerTest.<MultiLayerNetwork>judging().build(),
        attacked().build(),
        "No termination conditions");
    assertRefused(
        BrsgdEarlyStoppingTrainerTest.<MultiLayerNetwork>judging()
            .epochTerminationConditions(new MaxEpochsTerminationCondition(1))
            .evaluateEveryNEpochs(0)
            .build(),
        attacked().build(),
        "evaluateEveryNEpochs: need >= 1, got 0");
    BrsgdEarlyStoppingTrainer<MultiLayerNetwork> trainer =
        new BrsgdEarlyStoppingTrainer<>(config, attacked().build(), network, EXAMPLES);
    assertThatThrownBy(trainer::pretrain).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(
            () ->
                new BrsgdEarlyStoppingTrainer<>(
                        config, attacked().batchSize(99).build(), network, EXAMPLES)
                    .fit())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("batchSize=99");
    assertThat(network.getIterationCount()).isZero();
  }

  private static void assertRefused(
      EarlyStoppingConfiguration<MultiLayerNetwork> config,
      BrsgdTrainingMaster master,
      String why) {
    assertThatThrownBy(() -> new BrsgdEarlyStoppingTrainer<>(config, master, network(), EXAMPLES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void severalEpochsThatEndWithARoundAreJudgedOnce() {
    MultiLayerNetwork network = network();
    EarlyStoppingResult<MultiLayerNetwork> result =
        new BrsgdEarlyStoppingTrainer<>(
                BrsgdEarlyStoppingTrainerTest.<MultiLayerNetwork>judging()
                    .epochTerminationConditions(
                        new MaxEpochsTerminationCondition(12),
                        new ScoreImprovementEpochTerminationCondition(2))
                    .build(),
                BrsgdTrainingMaster.builder()
                    .nodes(9)
                    .byzantine(1)
                    .rule(new CoordinateWiseMedian())
                    .seed(3)
                    .streaming()
                    .build(),
                network,
                new ListDataSetIterator<>(Examples.flat(20, 1).batchBy(10), 1))
            .fit();
    // 9 batches a round of an iterator of 2: 4 or 5 epochs end with each
    assertThat(result.getScoreVsEpoch().values()).doesNotHaveDuplicates();
    assertThat(result.getTotalEpochs()).isEqualTo(network.getEpochCount()).isGreaterThan(8);
  }

  @Test
  void aRoundOfWhichNothingIsKnownIsNotOneThatDiverges() {
    MultiLayerNetwork network = network();
    BrsgdEarlyStoppingTrainer<MultiLayerNetwork> trainer =
        new BrsgdEarlyStoppingTrainer<>(
            BrsgdEarlyStoppingTrainerTest.<MultiLayerNetwork>judging()
                .epochTerminationConditions(new MaxEpochsTerminationCondition(2))
                .iterationTerminationConditions(new InvalidScoreIterationTerminationCondition())
                .build(),
            BrsgdTrainingMaster.builder()
                .nodes(5)
                .byzantine(2)
                .attackers(2)
                .attack(new Zero())
                .rule(new CoordinateWiseMedian())
                .seed(3)
                .batchSize(5)
                .participation(Participation.ALL.withDropOut(0.5))
                .onFailedRound(FailedRound.SKIP)
                .build(),
            network,
            Examples.flat(200, 1));
    EarlyStoppingResult<MultiLayerNetwork> result = trainer.fit();
    assertThat(trainer.training().orElseThrow().history().rounds())
        .anyMatch(round -> Double.isNaN(round.loss()));
    assertThat(result.getTerminationReason())
        .isEqualTo(EarlyStoppingResult.TerminationReason.EpochTerminationCondition);
  }

  @Test
  void aBrokenConditionOfTheMasterIsThrown() {
    int[] asked = {0};
    BrsgdEarlyStoppingTrainer<MultiLayerNetwork> trainer =
        new BrsgdEarlyStoppingTrainer<>(
            BrsgdEarlyStoppingTrainerTest.<MultiLayerNetwork>judging()
                .epochTerminationConditions(new MaxEpochsTerminationCondition(40))
                .build(),
            attacked()
                .stopWhen(
                    () -> {
                      if (asked[0]++ == 6) {
                        throw new IllegalStateException("broken");
                      }
                      return false;
                    })
                .build(),
            network(),
            EXAMPLES);
    assertThatThrownBy(trainer::fit)
        .isInstanceOf(AbortedRunException.class)
        .hasMessageContaining("broken");
  }
}
