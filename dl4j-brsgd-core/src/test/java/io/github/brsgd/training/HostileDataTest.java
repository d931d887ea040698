package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.Mean;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Data and networks that cannot be trained, each refused with what is wrong. */
class HostileDataTest {

  private static BrsgdTrainingMasterBuilder master(int nodes) {
    return BrsgdTrainingMaster.builder()
        .nodes(nodes)
        .byzantine(0)
        .rule(new Mean())
        .batchSize(4)
        .seed(1);
  }

  private static ListDataSetIterator<DataSet> of(DataSet... batches) {
    return new ListDataSetIterator<>(List.of(batches), 1);
  }

  private static void assertRefused(Model network, DataSet examples, String... parts) {
    var thrown =
        assertThatThrownBy(() -> master(1).rounds(1).build().fit(network, of(examples)))
            .isInstanceOf(IllegalArgumentException.class);
    for (String part : parts) {
      thrown.hasMessageContaining(part);
    }
  }

  @Test
  void labelsOfAnotherWidth() {
    DataSet examples = new DataSet(Nd4j.rand(8, 36), Nd4j.rand(8, 4));
    assertRefused(
        Networks.SGD.create(), examples, "does not fit the data", "features [4, 36]", "[4, 4]");
    assertRefused(Networks.GRAPH.create(), examples, "does not fit the data", "labels [4, 4]");
  }

  @Test
  void featuresOfAnotherWidth() {
    DataSet examples = new DataSet(Nd4j.rand(8, 35), Nd4j.rand(8, 3));
    assertRefused(Networks.SGD.create(), examples, "does not fit the data", "features [4, 35]");
    assertRefused(Networks.CONVOLUTION.create(), examples, "does not fit", "features [4, 35]");
  }

  @Test
  void aNodeWhoseBatchesHaveAnotherWidth() {
    List<ListDataSetIterator<DataSet>> ragged =
        List.of(of(Examples.flat(4, 1)), of(new DataSet(Nd4j.rand(4, 30), Nd4j.rand(4, 3))));
    Model network = Networks.SGD.create();
    var before = network.params().dup();
    assertThatThrownBy(() -> master(2).rounds(1).build().fit(network, ragged))
        .isInstanceOf(AbortedRunException.class)
        .hasCauseInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("round 0: node 1: ");
    assertThat(network.params()).isEqualTo(before);
  }

  @Test
  void aNodeWithoutData() {
    assertThatThrownBy(
            () ->
                master(2)
                    .rounds(1)
                    .build()
                    .fit(
                        Networks.SGD.create(),
                        List.of(
                            of(Examples.flat(4, 1)),
                            new ListDataSetIterator<>(new ArrayList<DataSet>(), 1))))
        .isInstanceOf(AbortedRunException.class)
        .hasMessageContaining("node 1")
        .hasMessageContaining("no examples");
    assertThatThrownBy(
            () ->
                master(1)
                    .rounds(1)
                    .build()
                    .fit(
                        Networks.SGD.create(),
                        new ListDataSetIterator<>(new ArrayList<DataSet>(), 1)))
        .hasMessageContaining("examples: the iterator has none");
  }

  @Test
  void fewerExamplesThanABatchOnEveryNode() {
    assertThatThrownBy(
            () -> master(3).rounds(1).build().fit(Networks.SGD.create(), of(Examples.flat(9, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("batchSize=4, the largest of 3 nodes has 3 examples");
    assertThatThrownBy(
            () -> master(3).rounds(1).build().fit(Networks.SGD.create(), of(Examples.flat(2, 1))))
        .hasMessageContaining("nodes=3, examples=2");
  }

  @Test
  void iteratorsForAnotherNumberOfNodesOrTheSameTwice() {
    ListDataSetIterator<DataSet> one = of(Examples.flat(4, 1));
    assertThatThrownBy(() -> master(2).rounds(1).build().fit(Networks.SGD.create(), List.of(one)))
        .hasMessageContaining("nodes=2, got it for 1");
    assertThatThrownBy(
            () -> master(2).rounds(1).build().fit(Networks.SGD.create(), List.of(one, one)))
        .hasMessageContaining("only 1 different");
    assertThatThrownBy(
            () ->
                master(2)
                    .rounds(1)
                    .build()
                    .fit(Networks.SGD.create(), new ArrayList<ListDataSetIterator<DataSet>>()))
        .hasMessageContaining("got none");
  }

  @Test
  void honestDataWithNaN() {
    DataSet examples = Examples.flat(40, 1);
    examples.getFeatures().putScalar(3, 3, Double.NaN);
    assertThatThrownBy(() -> master(2).rounds(9).build().fit(Networks.SGD.create(), of(examples)))
        .isInstanceOf(AbortedRunException.class)
        .hasMessageContaining("NaN");
    TrainingResult result =
        BrsgdTrainingMaster.builder()
            .nodes(8)
            .byzantine(1)
            .rule(new Krum(1))
            .batchSize(4)
            .seed(1)
            .rounds(9)
            .build()
            .fit(Networks.SGD.create(), of(examples));
    assertThat(result.history().rounds()).anyMatch(r -> r.screened().size() == 1);
  }

  @Test
  void truncatedBackpropagation() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new LSTM.Builder().nIn(6).nOut(4).build())
                .layer(new RnnOutputLayer.Builder().nIn(4).nOut(3).build())
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTLength(3)
                .build());
    assertRefused(network, Examples.sequences(8, 1, false), "truncated backpropagation", "slice");
  }

  @Test
  void anotherOptimiser() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .optimizationAlgo(OptimizationAlgorithm.LBFGS)
                .list()
                .layer(new OutputLayer.Builder().nIn(36).nOut(3).build())
                .build());
    assertRefused(network, Examples.flat(8, 1), "STOCHASTIC_GRADIENT_DESCENT", "LBFGS");
  }

  @Test
  void nothingToTrain() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .updater(new Sgd(1))
                .list()
                .layer(new LossLayer.Builder().build())
                .build());
    assertRefused(network, Examples.flat(8, 1), "no parameters");
  }

  @Test
  void batchesOfAnySizeAndTypeThatFitAreTaken() {
    DataSet doubles = Examples.flat(8, 1);
    doubles.setFeatures(doubles.getFeatures().castTo(DataType.DOUBLE));
    Model network = Networks.SGD.create();
    var before = network.params().dup();
    master(2)
        .rounds(4)
        .build()
        .fit(
            network,
            List.of(of(Examples.flat(1, 2), Examples.flat(5, 3)), of(Examples.flat(3, 4))));
    assertThat(network.params()).isNotEqualTo(before);
  }
}
