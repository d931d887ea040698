package io.github.brsgd.cli.model;

import io.github.brsgd.data.ImageShape;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The networks of the examples: image rows in, a softmax over the classes out, cross entropy.
 *
 * @since 0.1
 */
public enum ExampleNetwork {

  /** No hidden layer, multinomial logistic regression: d = 7,850 on MNIST. */
  LOGISTIC {
    @Override
    NeuralNetConfiguration.ListBuilder layers(
        NeuralNetConfiguration.Builder builder, ImageShape shape, int classes) {
      return builder
          .list()
          .layer(output(classes))
          .setInputType(InputType.feedForward(shape.size()));
    }
  },

  /** One hidden layer of 100 units: 784-100-10 on MNIST, d = 79,510. */
  MLP {
    @Override
    NeuralNetConfiguration.ListBuilder layers(
        NeuralNetConfiguration.Builder builder, ImageShape shape, int classes) {
      return builder
          .list()
          .layer(new DenseLayer.Builder().nOut(100).activation(Activation.RELU).build())
          .layer(output(classes))
          .setInputType(InputType.feedForward(shape.size()));
    }
  },

  /** Two 5 x 5 convolutions with pooling and a dense layer, after LeNet: d = 431,080 on MNIST. */
  CNN {
    @Override
    NeuralNetConfiguration.ListBuilder layers(
        NeuralNetConfiguration.Builder builder, ImageShape shape, int classes) {
      return builder
          .cacheMode(CacheMode.DEVICE)
          .list()
          .layer(convolution(5, 20, Activation.RELU))
          .layer(pooling())
          .layer(convolution(5, 50, Activation.RELU))
          .layer(pooling())
          .layer(new DenseLayer.Builder().nOut(500).activation(Activation.RELU).build())
          .layer(output(classes))
          .setInputType(flat(shape));
    }
  },

  /**
   * Three 3 x 3 convolutions, each with batch normalisation and pooling: d = 34,282 on CIFAR-10.
   */
  CIFAR_CNN {
    @Override
    NeuralNetConfiguration.ListBuilder layers(
        NeuralNetConfiguration.Builder builder, ImageShape shape, int classes) {
      NeuralNetConfiguration.ListBuilder list = builder.cacheMode(CacheMode.DEVICE).list();
      for (int channels : new int[] {16, 32, 64}) {
        list.layer(
                new ConvolutionLayer.Builder(3, 3)
                    .nOut(channels)
                    .padding(1, 1)
                    .activation(Activation.IDENTITY)
                    .build())
            .layer(new BatchNormalization())
            .layer(new ActivationLayer(Activation.RELU))
            .layer(pooling());
      }
      return list.layer(output(classes)).setInputType(flat(shape));
    }
  };

  abstract NeuralNetConfiguration.ListBuilder layers(
      NeuralNetConfiguration.Builder builder, ImageShape shape, int classes);

  private boolean isConvolutional() {
    return this == CNN || this == CIFAR_CNN;
  }

  /**
   * The name on the command line.
   *
   * @return {@code logistic}, {@code mlp}, {@code cnn} or {@code cifar-cnn}
   */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Finds a network by its name.
   *
   * @param id its name on the command line
   * @return the network, or empty if there is none of that name
   */
  public static Optional<ExampleNetwork> of(String id) {
    return Stream.of(values()).filter(network -> network.id().equals(id)).findFirst();
  }

  /**
   * The network of a name.
   *
   * @param id its name on the command line
   * @return the network
   * @throws IllegalArgumentException that lists the names, if there is none of this name
   */
  public static ExampleNetwork require(String id) {
    return of(id)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "model: need one of "
                        + Stream.of(values())
                            .map(ExampleNetwork::id)
                            .collect(Collectors.joining(", "))
                        + ", got "
                        + id));
  }

  /**
   * A configuration for images of this shape. Its updater is plain SGD; a training master with a
   * schedule sets the step sizes.
   *
   * @param shape the shape of the images, which the network takes as rows
   * @param classes number of classes
   * @param seed of the initial weights
   * @return a configuration
   */
  public MultiLayerConfiguration configuration(ImageShape shape, int classes, long seed) {
    return configuration(shape, classes, seed, 0);
  }

  private MultiLayerConfiguration configuration(
      ImageShape shape, int classes, long seed, double l2) {
    if (isConvolutional() && (shape.height() == 1 || shape.width() == 1)) {
      throw new IllegalArgumentException(
          "model: "
              + id()
              + " needs images, the examples are rows of "
              + shape.size()
              + " values; use logistic or mlp");
    }
    NeuralNetConfiguration.Builder builder =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .weightInit(WeightInit.XAVIER)
            .updater(new Sgd(0.1));
    if (l2 > 0) {
      builder.l2(l2);
    }
    return layers(builder, shape, classes).build();
  }

  /**
   * A network for images of this shape, with fresh weights.
   *
   * @param shape the shape of the images, which the network takes as rows
   * @param classes number of classes
   * @param seed of the initial weights
   * @return an initialised network
   */
  public MultiLayerNetwork create(ImageShape shape, int classes, long seed) {
    return create(shape, classes, seed, 0);
  }

  MultiLayerNetwork create(ImageShape shape, int classes, long seed, double l2) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration(shape, classes, seed, l2));
    network.init();
    return network;
  }

  private static InputType flat(ImageShape shape) {
    return InputType.convolutionalFlat(shape.height(), shape.width(), shape.channels());
  }

  private static ConvolutionLayer convolution(int size, int channels, Activation activation) {
    return new ConvolutionLayer.Builder(size, size).nOut(channels).activation(activation).build();
  }

  private static SubsamplingLayer pooling() {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
        .kernelSize(2, 2)
        .stride(2, 2)
        .build();
  }

  private static OutputLayer output(int classes) {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(classes)
        .activation(Activation.SOFTMAX)
        .build();
  }
}
