package io.github.brsgd.training;

import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CenterLossOutputLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.util.MaskZeroLayer;
import org.deeplearning4j.nn.conf.layers.variational.VariationalAutoencoder;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationRReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small networks of every kind that training supports: 36 inputs (6 x 6 images), 3 classes. */
enum Networks {
  SGD(() -> mlp(base(new Sgd(0.1)))),
  ADAM(() -> mlp(base(new Adam(0.01)))),
  NESTEROVS(() -> mlp(base(new Nesterovs(0.05, 0.9)))),
  L1_L2_CLIPPED(
      () ->
          mlp(
              base(new Sgd(0.1))
                  .l1(1e-3)
                  .l2(1e-2)
                  .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                  .gradientNormalizationThreshold(0.1))),
  CLIPPED_BY_ELEMENT(
      () ->
          mlp(
              base(new Adam(0.01))
                  .gradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue)
                  .gradientNormalizationThreshold(0.01))),
  RENORMALIZED(
      () ->
          mlp(
              base(new Sgd(0.01))
                  .gradientNormalization(GradientNormalization.RenormalizeL2PerParamType))),
  WEIGHT_DECAY(() -> mlp(base(new Adam(0.01)).weightDecay(1e-2))),
  DROPOUT(() -> mlp(base(new Sgd(0.1)).dropOut(0.8))),
  SUMMED(() -> mlp(base(new Sgd(0.01)).miniBatch(false))),
  MAX_NORM(() -> mlp(base(new Sgd(0.5)).constrainAllParameters(new MaxNormConstraint(0.7, 1)))),
  DOUBLES(() -> mlp(base(new Adam(0.01)).dataType(DataType.DOUBLE))),
  CENTER_LOSS(
      () ->
          network(
              base(new Sgd(0.1))
                  .list()
                  .layer(dense())
                  .layer(
                      new CenterLossOutputLayer.Builder(LossFunction.MCXENT)
                          .nOut(3)
                          .activation(Activation.SOFTMAX)
                          .alpha(0.1)
                          .lambda(0.01)
                          .build())
                  .setInputType(InputType.feedForward(36))
                  .build())),
  FROZEN(
      () ->
          network(
              base(new Adam(0.01))
                  .list()
                  .layer(new FrozenLayer(dense()))
                  .layer(dense())
                  .layer(output())
                  .setInputType(InputType.feedForward(36))
                  .build())),
  AUTOENCODER(
      () ->
          network(
              base(new Sgd(0.1))
                  .gradientNormalization(GradientNormalization.ClipL2PerParamType)
                  .gradientNormalizationThreshold(0.5)
                  .list()
                  .layer(
                      new VariationalAutoencoder.Builder()
                          .nOut(6)
                          .encoderLayerSizes(8)
                          .decoderLayerSizes(8)
                          .build())
                  .layer(output())
                  .setInputType(InputType.feedForward(36))
                  .build())),
  CONVOLUTION(() -> network(convolution(false).build())),
  CONVOLUTION_BATCH_NORM(() -> network(convolution(true).build())),
  LSTM_SEQUENCE(
      () ->
          network(
              base(new Adam(0.01))
                  .list()
                  .layer(new LSTM.Builder().nOut(5).build())
                  .layer(recurrentOutput())
                  .setInputType(InputType.recurrent(6))
                  .build())),
  BIDIRECTIONAL(
      () ->
          network(
              base(new Sgd(0.1))
                  .list()
                  .layer(new Bidirectional(new LSTM.Builder().nOut(4).build()))
                  .layer(recurrentOutput())
                  .setInputType(InputType.recurrent(6))
                  .build())),
  BIDIRECTIONAL_DROPOUT(
      () ->
          network(
              base(new Sgd(0.1))
                  .dropOut(0.7)
                  .list()
                  .layer(new Bidirectional(new LSTM.Builder().nOut(4).build()))
                  .layer(
                      new MaskZeroLayer.Builder()
                          .setUnderlying(new LSTM.Builder().nOut(4).build())
                          .setMaskValue(0)
                          .build())
                  .layer(recurrentOutput())
                  .setInputType(InputType.recurrent(6))
                  .build())),
  RANDOM_RELU(
      () ->
          network(
              base(new Sgd(0.1))
                  .list()
                  .layer(new DenseLayer.Builder().nOut(8).activation(new ActivationRReLU()).build())
                  .layer(output())
                  .setInputType(InputType.feedForward(36))
                  .build())),
  GRAPH(
      () -> {
        ComputationGraph graph =
            new ComputationGraph(
                base(new Nesterovs(0.05, 0.9))
                    .l2(1e-3)
                    .graphBuilder()
                    .addInputs("in")
                    .addLayer("left", dense(), "in")
                    .addLayer("right", new DenseLayer.Builder().nOut(5).build(), "in")
                    .addLayer("out", output(), "left", "right")
                    .setOutputs("out")
                    .setInputTypes(InputType.feedForward(36))
                    .build());
        graph.init();
        return graph;
      }),
  GRAPH_BATCH_NORM(
      () -> {
        ComputationGraph graph =
            new ComputationGraph(
                base(new Adam(0.01))
                    .graphBuilder()
                    .addInputs("in")
                    .addLayer("first", dense(), "in")
                    .addLayer("norm", new BatchNormalization(), "first")
                    .addLayer("second", dense(), "norm")
                    .addLayer("out", output(), "second")
                    .setOutputs("out")
                    .setInputTypes(InputType.feedForward(36))
                    .build());
        graph.init();
        return graph;
      });

  private final Supplier<Model> maker;

  Networks(Supplier<Model> maker) {
    this.maker = maker;
  }

  /** A new network; the same parameters each time. */
  Model create() {
    return maker.get();
  }

  boolean isRecurrent() {
    return this == LSTM_SEQUENCE || this == BIDIRECTIONAL || this == BIDIRECTIONAL_DROPOUT;
  }

  /** Whether the loss of an example depends on that example and the parameters alone. */
  boolean isFreeOfCrossExampleState() {
    return this != CONVOLUTION_BATCH_NORM
        && this != GRAPH_BATCH_NORM
        && this != CENTER_LOSS
        && this != DROPOUT
        && this != BIDIRECTIONAL_DROPOUT
        && this != RANDOM_RELU
        && this != SUMMED;
  }

  static NeuralNetConfiguration.Builder base(IUpdater updater) {
    return new NeuralNetConfiguration.Builder()
        .seed(7)
        .weightInit(WeightInit.XAVIER)
        .activation(Activation.TANH)
        .updater(updater);
  }

  static MultiLayerNetwork mlp(NeuralNetConfiguration.Builder base) {
    return network(
        base.list().layer(dense()).layer(output()).setInputType(InputType.feedForward(36)).build());
  }

  private static NeuralNetConfiguration.ListBuilder convolution(boolean batchNorm) {
    NeuralNetConfiguration.ListBuilder layers =
        base(new Adam(0.01))
            .cacheMode(CacheMode.DEVICE)
            .list()
            .layer(new ConvolutionLayer.Builder(3, 3).nOut(4).build());
    if (batchNorm) {
      layers.layer(new BatchNormalization());
    }
    return layers
        .layer(new SubsamplingLayer.Builder().kernelSize(2, 2).stride(2, 2).build())
        .layer(output())
        .setInputType(InputType.convolutionalFlat(6, 6, 1));
  }

  private static DenseLayer dense() {
    return new DenseLayer.Builder().nOut(8).build();
  }

  private static OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(3)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static RnnOutputLayer recurrentOutput() {
    return new RnnOutputLayer.Builder(LossFunction.MCXENT)
        .nOut(3)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static MultiLayerNetwork network(
      org.deeplearning4j.nn.conf.MultiLayerConfiguration configuration) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }
}
