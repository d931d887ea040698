package io.github.brsgd.spark.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.spark.LocalSpark;
import io.github.brsgd.training.BrsgdTrainingMaster;
import io.github.brsgd.training.BrsgdTrainingMasterBuilder;
import io.github.brsgd.training.Checkpoints;
import io.github.brsgd.training.node.WorkerMomentum;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Where rows are sharded the driver does not hold what nodes remember. */
class ShardedMemoryTest {

  private static final int NODES = 5;
  private static final int BATCH = 2;

  private final AtomicReference<SparkWorkers> workers = new AtomicReference<>();

  /** After each round, how many nodes' memories the driver has. */
  private final List<Long> held = new ArrayList<>();

  private BrsgdTrainingMasterBuilder builder(int rounds, Path folder) {
    return BrsgdTrainingMaster.builder()
        .nodes(NODES)
        .byzantine(1)
        .rule(new TrimmedMean(1))
        .nodeUpdate(new WorkerMomentum(0.9))
        .batchSize(BATCH)
        .seed(1)
        .rounds(rounds)
        .roundListeners(
            (record, network) ->
                held.add(
                    IntStream.range(0, NODES)
                        .filter(node -> workers.get().memory(node).length > 0)
                        .count()))
        .checkpoints(Checkpoints.everyRounds(folder, 2));
  }

  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Sgd(0.1))
                .list(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(2)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    return network;
  }

  private void fit(BrsgdTrainingMaster training) {
    List<DataSet> examples =
        IntStream.range(0, NODES * BATCH)
            .mapToObj(
                i ->
                    new DataSet(
                        Nd4j.createFromArray(new float[][] {{i, 1}}),
                        Nd4j.createFromArray(new float[][] {{i % 2, 1 - i % 2}})))
            .toList();
    try (NodeShards shards =
        NodeShards.ofExamples(
            LocalSpark.context(),
            LocalSpark.context().parallelize(examples, 2),
            training.nodePlan(),
            () -> 2)) {
      training.fit(
          network(),
          (plan, trainable) -> {
            workers.set(
                new SparkWorkers(
                    LocalSpark.context(),
                    plan,
                    trainable,
                    shards,
                    Optional.empty(),
                    List.of(),
                    true,
                    Optional.empty()));
            return workers.get();
          },
          Optional.of(
              (plan, trainable, own) ->
                  new ShardedNodes(LocalSpark.context(), plan, (SparkWorkers) own, 2)),
          shards::digest);
    }
  }

  @Test
  void theDriverForgetsWhatItHasResumedWithOnceItIsSent(@TempDir Path folder) {
    fit(builder(2, folder).build());
    fit(builder(5, folder).build().resume(folder));
    assertThat(held).hasSize(5).containsOnly(0L);
  }
}
