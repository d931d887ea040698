package io.github.brsgd.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

class DenseNetworkTest {

  private static final int FEATURES = 7;
  private static final int CLASSES = 3;

  /** Relative to the norm of the gradient. */
  private static final double TOLERANCE = 1e-6;

  private static NeuralNetConfiguration.Builder settings() {
    return new NeuralNetConfiguration.Builder().seed(3).dataType(DataType.FLOAT);
  }

  private static DenseLayer.Builder hidden(int in, int out, Activation activation) {
    return new DenseLayer.Builder().nIn(in).nOut(out).activation(activation).biasInit(0.1);
  }

  private static OutputLayer.Builder output(int in) {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nIn(in)
        .nOut(CLASSES)
        .activation(Activation.SOFTMAX)
        .biasInit(-0.2);
  }

  private static MultiLayerNetwork network(MultiLayerConfiguration configuration) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }

  private static MultiLayerNetwork network(Activation activation) {
    return network(
        settings()
            .list()
            .layer(hidden(FEATURES, 9, activation).build())
            .layer(hidden(9, 5, activation).build())
            .layer(output(5).build())
            .build());
  }

  private static MultiDataSet batch(int examples) {
    Nd4j.getRandom().setSeed(examples);
    INDArray features = Nd4j.randn(DataType.FLOAT, examples, FEATURES);
    INDArray labels = Nd4j.zeros(DataType.FLOAT, examples, CLASSES);
    for (int i = 0; i < examples; i++) {
      labels.putScalar(i, i % CLASSES, 1);
    }
    return new DataSet(features, labels).toMultiDataSet();
  }

  private record Answer(double loss, INDArray gradient) {}

  private static Answer stock(MultiLayerNetwork network, MultiDataSet batch) {
    return answer(TrainableNetwork.of(network).replica(), batch);
  }

  private static Answer fast(MultiLayerNetwork network, MultiDataSet batch) {
    TrainableNetwork replica = TrainableNetwork.of(network).replica();
    replica.useFastLayers();
    return answer(replica, batch);
  }

  private static Answer answer(TrainableNetwork network, MultiDataSet batch) {
    // A row in the middle of others, whatever stood there before.
    INDArray rows = Nd4j.valueArrayOf(new long[] {3, network.parameters().length()}, Float.NaN);
    rows = rows.castTo(DataType.FLOAT);
    double loss = network.gradient(batch, network.slots(), rows.getRow(1, true));
    assertThat(rows.getRow(0).isNaN().all()).isTrue();
    assertThat(rows.getRow(2).isNaN().all()).isTrue();
    return new Answer(loss, rows.getRow(1, true).dup());
  }

  private static void assertEqual(MultiLayerNetwork network, MultiDataSet batch) {
    Answer expected = stock(network, batch);
    Answer actual = fast(network, batch);
    double distance = actual.gradient().distance2(expected.gradient());
    assertThat(distance)
        .isLessThanOrEqualTo(TOLERANCE * expected.gradient().norm2Number().doubleValue());
    assertThat(actual.loss())
        .isCloseTo(
            expected.loss(),
            org.assertj.core.data.Offset.offset(1e-6 * (1 + Math.abs(expected.loss()))));
  }

  private static boolean isFast(MultiLayerNetwork network) {
    return DenseNetwork.of(network).isPresent();
  }

  @ParameterizedTest
  @EnumSource(names = {"IDENTITY", "RELU", "SIGMOID", "TANH"})
  void gradientsAreThoseOfTheLayers(Activation activation) {
    MultiLayerNetwork network = network(activation);
    assertThat(isFast(network)).isTrue();
    for (int examples : new int[] {1, 2, 32, 5}) {
      assertEqual(network, batch(examples));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-30, 1e-5, 1e-2, 1, 50, 1e4})
  void gradientsAreThoseOfTheLayersAtAnyScale(double scale) {
    for (Activation activation : List.of(Activation.TANH, Activation.SIGMOID, Activation.RELU)) {
      MultiDataSet batch = batch(8);
      batch.getFeatures(0).muli(scale);
      assertEqual(network(activation), batch);
    }
  }

  @Test
  void oneLayerIsLogisticRegression() {
    MultiLayerNetwork network = network(settings().list().layer(output(FEATURES).build()).build());
    assertThat(isFast(network)).isTrue();
    assertEqual(network, batch(10));
  }

  @Test
  void settingsOfTheGradientAreKept() {
    assertEqual(
        network(
            settings()
                .l2(0.3)
                .l1(0.2)
                .list()
                .layer(hidden(FEATURES, 4, Activation.TANH).hasBias(false).build())
                .layer(output(4).build())
                .build()),
        batch(6));
    assertEqual(
        network(
            settings()
                .miniBatch(false)
                .list()
                .layer(hidden(FEATURES, 4, Activation.RELU).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.NEGATIVELOGLIKELIHOOD)
                        .nIn(4)
                        .nOut(CLASSES)
                        .activation(Activation.SOFTMAX)
                        .hasBias(false)
                        .build())
                .build()),
        batch(6));
  }

  @Test
  void softLabelsAndCertainWrongAnswers() {
    MultiDataSet batch = batch(9);
    batch.getLabels(0).muli(0.7).addi(0.1);
    assertEqual(network(Activation.TANH), batch);

    MultiLayerNetwork certain = network(Activation.IDENTITY);
    certain.params().muli(100);
    assertEqual(certain, batch(9));
  }

  @Test
  void batchesOfOtherMemoryAreServedToo() {
    MultiLayerNetwork network = network(Activation.RELU);
    MultiDataSet plain = batch(6);
    INDArray wide = Nd4j.zeros(DataType.FLOAT, 6, FEATURES + 2);
    INDArray view = wide.get(NDArrayIndex.all(), NDArrayIndex.interval(1, FEATURES + 1));
    view.assign(plain.getFeatures(0));
    assertEqual(network, new org.nd4j.linalg.dataset.MultiDataSet(view, plain.getLabels(0)));
    assertEqual(
        network,
        new org.nd4j.linalg.dataset.MultiDataSet(
            plain.getFeatures(0).dup('f'), plain.getLabels(0).dup('f')));
    INDArray later = Nd4j.concat(0, plain.getFeatures(0), plain.getFeatures(0).mul(2));
    assertEqual(
        network,
        new org.nd4j.linalg.dataset.MultiDataSet(
            later.get(NDArrayIndex.interval(6, 12), NDArrayIndex.all()), plain.getLabels(0)));
  }

  @Test
  void masksAreNotForgotten() {
    MultiDataSet batch = batch(6);
    INDArray mask = Nd4j.ones(DataType.FLOAT, 6, 1);
    mask.putScalar(2, 0);
    batch.setLabelsMaskArray(new INDArray[] {mask});
    MultiLayerNetwork network = network(Activation.RELU);
    assertEqual(network, batch);
    assertThat(fast(network, batch).gradient()).isNotEqualTo(fast(network, batch(6)).gradient());
  }

  @Test
  void notANumberStaysThat() {
    MultiLayerNetwork network = network(Activation.RELU);
    MultiDataSet batch = batch(4);
    batch.getFeatures(0).putScalar(1, 2, Float.NaN);
    assertThat(fast(network, batch).loss()).isNaN();
    assertThat(fast(network, batch).gradient().isNaN().any()).isTrue();
    network.params().putScalar(0, Double.POSITIVE_INFINITY);
    assertThat(fast(network, batch(4)).gradient().isNaN().any()).isTrue();
  }

  @Test
  void parametersMayChangeMeanwhile() {
    MultiLayerNetwork network = network(Activation.TANH);
    TrainableNetwork replica = TrainableNetwork.of(network).replica();
    replica.useFastLayers();
    INDArray before = answer(replica, batch(5)).gradient();
    network.params().muli(1.5);
    INDArray after = answer(replica, batch(5)).gradient();
    assertThat(after).isNotEqualTo(before);
    assertThat(after.distance2(stock(network, batch(5)).gradient())).isLessThan(1e-6);
  }

  /** Equal to ReLU by Lombok's rules. */
  private static final class Squared extends ActivationReLU {
    private static final long serialVersionUID = 1L;

    @Override
    public INDArray getActivation(INDArray in, boolean training) {
      INDArray relu = super.getActivation(in, training);
      return relu.muli(relu);
    }
  }

  @Test
  void otherFunctionsThatEqualReluAreNotRelu() {
    DenseLayer layer = hidden(FEATURES, 4, Activation.RELU).activation(new Squared()).build();
    assertThat(isFast(network(settings().list().layer(layer).layer(output(4).build()).build())))
        .isFalse();
    assertThat(DenseActivation.isRelu(new Squared())).isFalse();
    assertThat(DenseActivation.isRelu(new ActivationReLU(6.0, null, null))).isFalse();
    assertThat(DenseActivation.isRelu(new ActivationReLU())).isTrue();
  }

  @Test
  void severalArraysAreRefused() {
    MultiDataSet one = batch(4);
    MultiDataSet two =
        new org.nd4j.linalg.dataset.MultiDataSet(
            new INDArray[] {one.getFeatures(0), one.getFeatures(0)}, one.getLabels());
    assertThatThrownBy(() -> fast(network(Activation.RELU), two))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 2 and 1");
  }

  @Test
  void errorsAreThoseOfTheLayers() {
    MultiLayerNetwork network = network(Activation.RELU);
    MultiDataSet narrow =
        new org.nd4j.linalg.dataset.MultiDataSet(
            Nd4j.zeros(DataType.FLOAT, 4, FEATURES - 1), batch(4).getLabels(0));
    assertThatThrownBy(() -> fast(network, narrow)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void whatIsNotKnownIsLeftToTheLayers() {
    List<Consumer<DenseLayer.Builder>> changes =
        List.of(
            layer -> layer.dropOut(0.5),
            layer -> layer.hasLayerNorm(true),
            layer -> layer.activation(Activation.ELU),
            layer ->
                layer.weightNoise(new org.deeplearning4j.nn.conf.weightnoise.DropConnect(0.5)));
    for (Consumer<DenseLayer.Builder> change : changes) {
      DenseLayer.Builder layer = hidden(FEATURES, 4, Activation.RELU);
      change.accept(layer);
      assertThat(
              isFast(
                  network(settings().list().layer(layer.build()).layer(output(4).build()).build())))
          .isFalse();
    }
    List<OutputLayer> outputs = new ArrayList<>();
    outputs.add(output(FEATURES).dropOut(0.5).build());
    outputs.add(
        output(FEATURES).activation(Activation.SIGMOID).lossFunction(LossFunction.XENT).build());
    outputs.add(output(FEATURES).lossFunction(LossFunction.MSE).build());
    outputs.add(
        output(FEATURES)
            .lossFunction(new LossMCXENT(Nd4j.createFromArray(1f, 2f, 3f).reshape(1, 3)))
            .build());
    for (OutputLayer last : outputs) {
      assertThat(isFast(network(settings().list().layer(last).build()))).isFalse();
    }
    assertThat(
            isFast(
                network(
                    settings()
                        .dataType(DataType.DOUBLE)
                        .trainingWorkspaceMode(WorkspaceMode.NONE)
                        .list()
                        .layer(output(FEATURES).build())
                        .build())))
        .isFalse();
  }
}
