package io.github.brsgd.spark.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.spark.LocalSpark;
import io.github.brsgd.training.BrsgdTrainingMaster;
import io.github.brsgd.training.RoundRecord;
import io.github.brsgd.training.TrainingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A partition that answers in the name of a node whose data it does not have. */
class ForeignAnswersTest {

  private static final int NODES = 8;
  private static final int PARTITIONS = 3;
  private static final int EXAMPLES = 4;

  private static NodeShard shard(int node, double scale) {
    INDArray features = Nd4j.ones(EXAMPLES, 2).muli(scale * (node + 1));
    INDArray labels = Nd4j.zeros(EXAMPLES, 2);
    labels.getColumn(node % 2).assign(1);
    return NodeShard.ofExamples(node, new DataSet(features, labels));
  }

  /** Every node where it belongs, and one more in the last partition. */
  private static NodeShards shards(NodeShard more) {
    List<NodeShard> all = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      for (int node = partition; node < NODES; node += PARTITIONS) {
        all.add(shard(node, 1));
      }
    }
    all.add(more);
    JavaRDD<NodeShard> rdd = LocalSpark.context().parallelize(all, PARTITIONS).cache();
    return new NodeShards(
        LocalSpark.context(),
        rdd,
        PARTITIONS,
        List.of(EXAMPLES, EXAMPLES, EXAMPLES, EXAMPLES, EXAMPLES, EXAMPLES, EXAMPLES, EXAMPLES),
        LocalSpark.context().broadcast(0),
        "a test");
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

  private static TrainingResult fit(MultiLayerNetwork network, NodeShard more, boolean sharded) {
    BrsgdTrainingMaster training =
        BrsgdTrainingMaster.builder()
            .nodes(NODES)
            .byzantine(1)
            .rule(new TrimmedMean(1))
            .batchSize(2)
            .seed(1)
            .rounds(3)
            .build();
    try (NodeShards shards = shards(more)) {
      return training.fit(
          network,
          (plan, trainable) ->
              new SparkWorkers(
                  LocalSpark.context(),
                  plan,
                  trainable,
                  shards,
                  Optional.empty(),
                  List.of(),
                  sharded,
                  Optional.empty()),
          sharded
              ? Optional.of(
                  (plan, trainable, workers) ->
                      new ShardedNodes(LocalSpark.context(), plan, (SparkWorkers) workers, 2))
              : Optional.empty(),
          () -> "");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theNodesOwnAnswerCountsAndTheForeignOneIsNone(boolean sharded) {
    MultiLayerNetwork expected = network();
    fit(expected, shard(NODES, 1), sharded);
    MultiLayerNetwork attacked = network();
    TrainingResult result = fit(attacked, shard(0, 1_000), sharded);
    assertThat(attacked.params()).isEqualTo(expected.params());
    assertThat(result.history().rounds()).extracting(RoundRecord::answered).containsOnly(NODES);
  }
}
