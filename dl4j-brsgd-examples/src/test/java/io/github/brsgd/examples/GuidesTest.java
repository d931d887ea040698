package io.github.brsgd.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.MultiKrum;
import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.data.DirichletPartitioner;
import io.github.brsgd.diagnostics.Dissimilarity;
import io.github.brsgd.diagnostics.DissimilarityProbe;
import io.github.brsgd.diagnostics.FullGradient;
import io.github.brsgd.diagnostics.NodeVerdict;
import io.github.brsgd.diagnostics.RunEstimates;
import io.github.brsgd.diagnostics.Suspicion;
import io.github.brsgd.diagnostics.SuspicionSettings;
import io.github.brsgd.diagnostics.TheoryProbe;
import io.github.brsgd.schedule.BrsgdSchedule;
import io.github.brsgd.theory.ByzantineResilience;
import io.github.brsgd.theory.ConvergenceConstants;
import io.github.brsgd.theory.ConvergenceRate;
import io.github.brsgd.theory.ExpectedSmoothness;
import io.github.brsgd.theory.VarianceCondition;
import io.github.brsgd.training.BrsgdEarlyStoppingTrainer;
import io.github.brsgd.training.BrsgdTrainingMaster;
import io.github.brsgd.training.BrsgdTrainingMasterBuilder;
import io.github.brsgd.training.Checkpoints;
import io.github.brsgd.training.Participation;
import io.github.brsgd.training.TrainingResult;
import io.github.brsgd.training.node.LocalSteps;
import io.github.brsgd.training.node.WorkerMomentum;
import io.github.brsgd.training.server.Exclusion;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.datasets.iterator.utilty.SingletonDataSetIterator;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.EarlyStoppingResult;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The programs in README and guides, run: {@code SnippetsTest} of the site holds what is printed
 * there to this text, but for comments and white space.
 */
class GuidesTest {

  private static final int EXAMPLES = 800;
  private static final int FEATURES = 4;
  private static final int CLASSES = 2;

  @TempDir Path folder;

  private final MultiLayerNetwork network = network();
  private final DataSet examples = examples();
  private final DataSetIterator iterator = new ListDataSetIterator<>(examples.asList(), 32);

  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Sgd(0.5))
                .list(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(FEATURES)
                        .nOut(CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    return network;
  }

  /** Two classes, told apart by the sign of the first feature. */
  private static DataSet examples() {
    INDArray features =
        Nd4j.randn(Nd4j.getRandomFactory().getNewRandomInstance(1), EXAMPLES, FEATURES);
    INDArray labels = Nd4j.zeros(EXAMPLES, CLASSES);
    for (int i = 0; i < EXAMPLES; i++) {
      labels.putScalar(i, features.getDouble(i, 0) > 0 ? 1 : 0, 1);
    }
    return new DataSet(features, labels);
  }

  private double accuracy() {
    return network.evaluate(new SingletonDataSetIterator(examples)).accuracy();
  }

  private static BrsgdTrainingMasterBuilder robust() {
    return BrsgdTrainingMaster.builder()
        .nodes(20)
        .byzantine(4)
        .rule(new TrimmedMean(4))
        .batchSize(16)
        .rounds(40)
        .seed(1);
  }

  @Test
  void readme() {
    DataSetIterator trainIterator = iterator;
    BrsgdTrainingMaster master =
        BrsgdTrainingMaster.builder()
            .nodes(20)
            .byzantine(6)
            .rule(new MultiKrum(6))
            .schedule(new BrsgdSchedule(1, 0.55))
            .batchSize(32)
            .rounds(300)
            .seed(1)
            .build();
    TrainingResult result = master.fit(network, trainIterator);
    assertThat(result.history().rounds()).hasSize(300);
    assertThat(accuracy()).isGreaterThan(0.9);
  }

  @Test
  void training() {
    int epochs = 1;
    network.fit(iterator, epochs);

    BrsgdTrainingMaster master =
        BrsgdTrainingMaster.builder()
            .nodes(20)
            .byzantine(6)
            .rule(new Krum(6))
            .schedule(new BrsgdSchedule(1, 0.55))
            .batchSize(32)
            .rounds(300)
            .seed(1)
            .build();
    TrainingResult result = master.fit(network, iterator);
    assertThat(result.history().rounds()).hasSize(300);
    assertThat(accuracy()).isGreaterThan(0.9);
  }

  @Test
  void earlyStopping() {
    DataSetIterator train = iterator;
    BrsgdTrainingMaster master =
        BrsgdTrainingMaster.builder()
            .nodes(10)
            .byzantine(2)
            .rule(new MultiKrum(2))
            .batchSize(16)
            .seed(1)
            .build();
    EarlyStoppingConfiguration<MultiLayerNetwork> config =
        new EarlyStoppingConfiguration.Builder<MultiLayerNetwork>()
            .scoreCalculator(
                new DataSetLossCalculator(new SingletonDataSetIterator(examples), true))
            .epochTerminationConditions(new MaxEpochsTerminationCondition(3))
            .build();
    EarlyStoppingResult<MultiLayerNetwork> result =
        new BrsgdEarlyStoppingTrainer<>(config, master, network, train).fit();
    assertThat(result.getTotalEpochs()).isEqualTo(3);
  }

  @Test
  void federated() {
    BrsgdTrainingMaster master =
        BrsgdTrainingMaster.builder()
            .nodes(100)
            .byzantine(8)
            .rule(new TrimmedMean(8))
            .nodeUpdate(new WorkerMomentum(0.9, new LocalSteps(5, 0.05)))
            .participation(Participation.drawn(30, 15).withDropOut(0.05))
            .partitioner(new DirichletPartitioner(0.3, DirichletPartitioner.Over.NODES))
            .checkpoints(Checkpoints.everyRounds(folder, 100))
            .batchSize(8)
            .rounds(100)
            .seed(1)
            .build();
    TrainingResult result = master.fit(network, iterator);
    assertThat(result.history().rounds()).hasSize(100);
    assertThat(folder).isNotEmptyDirectory();
    assertThat(accuracy()).isGreaterThan(0.9);
  }

  @Test
  void sweeps() {
    BrsgdTrainingMaster master =
        BrsgdTrainingMaster.builder()
            .nodes(20)
            .byzantine(6)
            .rule(new MultiKrum(6))
            .schedule(new BrsgdSchedule(1.7, 0.57))
            .batchSize(32)
            .rounds(300)
            .seed(1)
            .build();
    master.fit(network, iterator);
    assertThat(accuracy()).isGreaterThan(0.9);
  }

  @Test
  void theory() {
    ConvergenceConstants constants =
        new ConvergenceConstants(
            1.5,
            21.1,
            new ExpectedSmoothness(0, 1.0015, 0),
            ByzantineResilience.ofRelativeError(0.3, 1.0015));
    ConvergenceRate rate = ConvergenceRate.largestSteps(constants, 0.55);
    BrsgdSchedule steps = rate.steps();
    double bound = rate.bound(10_000);
    OptionalLong rounds = rate.rounds(1);
    assertThat(steps.toString()).contains("alpha0=0.276").contains("p=0.55");
    assertThat(rate.bound(rounds.orElseThrow())).isLessThanOrEqualTo(1);
    assertThat(bound).isPositive();
  }

  @Test
  void constantsOfRun() {
    BrsgdTrainingMasterBuilder builder = robust();
    List<DataSet> batches = examples.batchBy(100);
    TheoryProbe probe = new TheoryProbe(new FullGradient(batches), 20);
    builder.observers(probe).build().fit(network, iterator);
    RunEstimates seen = RunEstimates.of(probe.observations(), 0);
    String report = seen.report(new VarianceCondition(23, 5), 32);
    assertThat(report).contains("alpha_0 by (4.1)");
  }

  @Test
  void dissimilarity() {
    BrsgdTrainingMasterBuilder builder = robust();
    int[][] shards = builder.build().shards(examples);
    DissimilarityProbe probe = new DissimilarityProbe(FullGradient.ofNodes(examples, shards), 20);
    builder.observers(probe).build().fit(network, examples);
    Dissimilarity seen = Dissimilarity.of(probe.spreads());
    assertThat(seen.slope()).isNotNegative();
  }

  @Test
  void suspicion() {
    BrsgdTrainingMasterBuilder builder = robust();
    Suspicion suspicion = new Suspicion(20, 4, new SuspicionSettings());
    builder.serverObservers(suspicion).build().fit(network, iterator);
    List<NodeVerdict> verdicts = suspicion.verdicts();
    assertThat(verdicts).hasSize(20);
  }

  @Test
  void quarantine() {
    BrsgdTrainingMasterBuilder builder = robust();
    Suspicion suspicion = new Suspicion(20, 4, new SuspicionSettings());
    TrainingResult result = builder.quarantine(suspicion).build().fit(network, iterator);
    List<Exclusion> exclusions = result.history().exclusions();
    assertThat(exclusions).isEmpty();
  }
}
