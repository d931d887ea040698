package io.github.brsgd.training.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.linalg.Bits;
import io.github.brsgd.schedule.BrsgdSchedule;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

class SgdStepTest {

  private static final int ROUNDS = 4;

  private static NeuralNetConfiguration.Builder plain() {
    return new NeuralNetConfiguration.Builder().seed(1).updater(new Sgd(0.3));
  }

  private static DenseLayer.Builder wide() {
    return new DenseLayer.Builder().nIn(90).nOut(70);
  }

  private static MultiLayerNetwork network(
      NeuralNetConfiguration.Builder settings,
      org.deeplearning4j.nn.conf.layers.Layer first,
      Consumer<OutputLayer.Builder> last) {
    OutputLayer.Builder output = new OutputLayer.Builder().nIn(70).nOut(3);
    last.accept(output);
    MultiLayerNetwork network =
        new MultiLayerNetwork(settings.list().layer(first).layer(output.build()).build());
    network.init();
    return network;
  }

  private static MultiLayerNetwork network(NeuralNetConfiguration.Builder settings) {
    return network(settings, wide().build(), output -> {});
  }

  private static TrainableNetwork prepared(MultiLayerNetwork network) {
    TrainableNetwork trainable = TrainableNetwork.of(network);
    DataType type = network.params().dataType();
    trainable.prepare(
        new DataSet(Nd4j.rand(type, 4, 90), Nd4j.ones(type, 4, 3).divi(3)).toMultiDataSet());
    return trainable;
  }

  private static Optional<SgdStep> step(MultiLayerNetwork network) {
    return SgdStep.of(
        network.getUpdater(),
        network.gradient().gradient(),
        network.getGradientsViewArray(),
        network.params());
  }

  @TestFactory
  Stream<DynamicTest> bitsAreThoseOfTheUpdater() {
    return Map.of(
            "one rate", network(plain()),
            "rate of the biases", network(plain().biasUpdater(new Sgd(0.07))),
            "rate of a layer",
                network(plain(), wide().updater(new Sgd(1e-3)).build(), output -> {}),
            "schedule", network(plain().updater(new Sgd(new BrsgdSchedule(0.5, 0.75)))),
            "sums", network(plain().miniBatch(false)))
        .entrySet()
        .stream()
        .map(
            kind ->
                DynamicTest.dynamicTest(kind.getKey(), () -> checkAgainstUpdater(kind.getValue())));
  }

  private static void checkAgainstUpdater(MultiLayerNetwork own) {
    MultiLayerNetwork fused = own.clone();
    TrainableNetwork stepping = prepared(fused);
    TrainableNetwork updating = prepared(own);
    assertThat(step(fused)).isPresent();
    for (int k = 0; k < ROUNDS; k++) {
      INDArray gradient = Nd4j.randn(1, own.numParams());
      gradient.putScalar(0, Float.MIN_VALUE);
      gradient.putScalar(1, -1e38f);
      gradient.putScalar(2, -0f);
      stepping.step(gradient, 0);
      INDArray view = own.getGradientsViewArray();
      view.assign(gradient.reshape(view.shape()));
      new SequentialNetwork(own).runUpdater(k, 0);
      own.params().subi(view.reshape(own.params().shape()));
      updating.setCounts(k + 1, 0);
      assertThat(Bits.of(fused.params())).isEqualTo(Bits.of(own.params()));
      assertThat(Bits.of(fused.getGradientsViewArray())).isEqualTo(Bits.of(view));
    }
  }

  @TestFactory
  Stream<DynamicTest> whatIsMoreThanPlainIsLeftToTheUpdater() {
    return Map.of(
            "momentum", network(plain().updater(new Nesterovs(0.1, 0.9))),
            "momentum of a layer",
                network(plain(), wide().build(), o -> o.updater(new Nesterovs())),
            "l2", network(plain().l2(1e-3)),
            "l1 of biases", network(plain(), wide().build(), o -> o.l1Bias(1e-3)),
            "weight decay", network(plain().weightDecay(1e-3)),
            "clipping",
                network(
                    plain()
                        .gradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue)),
            "frozen", network(plain(), new FrozenLayer(wide().build()), output -> {}),
            "statistics",
                network(
                    plain(),
                    new BatchNormalization.Builder().nIn(90).nOut(90).build(),
                    output -> output.nIn(90)),
            "doubles", network(plain().dataType(DataType.DOUBLE)))
        .entrySet()
        .stream()
        .map(
            kind ->
                DynamicTest.dynamicTest(
                    kind.getKey(),
                    () -> {
                      prepared(kind.getValue());
                      assertThat(step(kind.getValue())).isEmpty();
                    }));
  }

  @Test
  void aGradientOfOtherMemoryIsLeftToTheUpdater() {
    MultiLayerNetwork network = network(plain());
    prepared(network);
    INDArray view = network.getGradientsViewArray();
    assertThat(SgdStep.of(network.getUpdater(), view.dup(), view, network.params())).isEmpty();
    assertThat(SgdStep.of(network.getUpdater(), view, view, network.params())).isPresent();
  }
}
