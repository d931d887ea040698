package io.github.brsgd.training.model;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.brsgd.linalg.Bits;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.LoggerFactory;

/** What comes of fast layers where the backend has none: these tests run without oneDNN. */
class FastLayersTest {

  private static TrainableNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .list()
                .layer(new ConvolutionLayer.Builder(2, 2).nOut(2).build())
                .layer(new OutputLayer.Builder().nOut(3).build())
                .setInputType(InputType.convolutionalFlat(4, 4, 1))
                .build());
    network.init();
    return TrainableNetwork.of(network);
  }

  private static INDArray gradient(TrainableNetwork network) {
    MultiDataSet batch =
        new DataSet(Nd4j.linspace(DataType.FLOAT, -1, 0.04, 48).reshape(3, 16), Nd4j.eye(3))
            .toMultiDataSet();
    INDArray gradient = Nd4j.create(1, network.slots().length());
    network.gradient(batch, network.slots(), gradient);
    return gradient;
  }

  @Test
  void withoutOneDnnTheyAreStockOnesAndTheLogSaysSoAtMostOnce() {
    Logger logger = (Logger) LoggerFactory.getLogger(FastLayers.class);
    ListAppender<ILoggingEvent> told = new ListAppender<>();
    told.start();
    logger.addAppender(told);
    try {
      TrainableNetwork network = network();
      TrainableNetwork replica = network.replica();
      replica.useFastLayers();
      network.replica().useFastLayers();
      assertThat(FastLayers.available()).isFalse();
      assertThat(Bits.of(gradient(replica))).isEqualTo(Bits.of(gradient(network.replica())));
      assertThat(((MultiLayerNetwork) replica.model()).getLayer(0).getHelper()).isNull();
      assertThat(told.list)
          .hasSizeLessThanOrEqualTo(1)
          .allSatisfy(event -> assertThat(event.getFormattedMessage()).contains("onednn"));
    } finally {
      logger.detachAppender(told);
    }
  }

  @Test
  void whatStandsInTheWayIsNamed() {
    String with = "GCC: 7.5\nHAVE_FLATBUFFERS\nHAVE_ONEDNN\nHAVE_OPENBLAS";
    assertThat(FastLayers.obstacle(true, with, true)).isEmpty();
    assertThat(FastLayers.obstacle(false, with, true).orElseThrow()).contains("for CPUs");
    assertThat(FastLayers.obstacle(true, "HAVE_OPENBLAS", true).orElseThrow())
        .contains("built without oneDNN");
    assertThat(FastLayers.obstacle(true, null, true).orElseThrow())
        .contains("built without oneDNN");
    assertThat(FastLayers.obstacle(true, with, false).orElseThrow()).contains("forbids");
  }
}
