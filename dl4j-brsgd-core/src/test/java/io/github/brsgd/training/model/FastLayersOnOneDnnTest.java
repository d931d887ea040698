package io.github.brsgd.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.linalg.Bits;
import io.github.brsgd.linalg.Matrices;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Fast layers against stock ones, in a process whose backend has oneDNN. The stock ones run with
 * oneDNN forbidden, as in a backend without it.
 */
@Tag("onednn")
class FastLayersOnOneDnnTest {

  /** Of the norm: sums of some thousand products in single precision, in another order. */
  private static final double TOLERANCE = 1e-5;

  private static final int EXAMPLES = 9;

  @BeforeEach
  void theBackendHasOneDnn() {
    assertThat(FastLayers.available()).isTrue();
  }

  @AfterEach
  void allow() {
    Nd4j.getEnvironment().allowHelpers(true);
  }

  /** Layers, one after the other, on pictures of 9 x 11 pixels. */
  private record Case(
      String name, int channels, DataType type, CNN2DFormat format, List<Layer> layers) {

    Case(String name, int channels, Layer... layers) {
      this(name, channels, DataType.FLOAT, CNN2DFormat.NCHW, List.of(layers));
    }

    Case doubles() {
      return new Case(name + " in doubles", channels, DataType.DOUBLE, format, layers);
    }

    Case channelsLast() {
      return new Case(name + ", channels last", channels, type, CNN2DFormat.NHWC, layers);
    }

    InputType input() {
      return InputType.convolutional(9, 11, channels, format);
    }

    NeuralNetConfiguration.Builder base() {
      return new NeuralNetConfiguration.Builder()
          .seed(5)
          .weightInit(WeightInit.XAVIER)
          .updater(new Sgd(0.1))
          .dataType(type);
    }

    Layer[] all() {
      List<Layer> all = new ArrayList<>(layers.stream().map(Layer::clone).toList());
      all.add(new DenseLayer.Builder().nOut(6).activation(Activation.TANH).build());
      all.add(
          new OutputLayer.Builder(LossFunction.MCXENT)
              .nOut(3)
              .activation(Activation.SOFTMAX)
              .build());
      return all.toArray(Layer[]::new);
    }

    MultiLayerNetwork network() {
      MultiLayerNetwork network =
          new MultiLayerNetwork(base().list(all()).setInputType(input()).build());
      network.init();
      return network;
    }

    /** The same with the first convolution twice, side by side. */
    ComputationGraph graph() {
      var builder = base().graphBuilder().addInputs("in").setInputTypes(input());
      String last = "in";
      Layer[] all = all();
      for (int i = 0; i < all.length; i++) {
        builder.addLayer("layer" + i, all[i], last);
        last = "layer" + i;
        if (i == 0) {
          builder.addLayer("twin", all[0].clone(), "in");
          builder.addVertex(
              "sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "layer0", "twin");
          last = "sum";
        }
      }
      ComputationGraph graph = new ComputationGraph(builder.setOutputs(last).build());
      graph.init();
      return graph;
    }

    MultiDataSet batch(long seed) {
      INDArray features =
          Matrices.array(Matrices.normal(EXAMPLES, 99 * channels, seed), type)
              .reshape(
                  format == CNN2DFormat.NCHW
                      ? new long[] {EXAMPLES, channels, 9, 11}
                      : new long[] {EXAMPLES, 9, 11, channels});
      INDArray labels = Nd4j.zeros(type, EXAMPLES, 3);
      IntStream.range(0, EXAMPLES).forEach(i -> labels.putScalar(i, i % 3, 1));
      return new DataSet(features, labels).toMultiDataSet();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static ConvolutionLayer.Builder convolution(int height, int width) {
    return new ConvolutionLayer.Builder(height, width).nOut(4).activation(Activation.RELU);
  }

  private static Layer pooling(
      PoolingType type, UnaryOperator<SubsamplingLayer.Builder> more, int size, int stride) {
    return more.apply(
            new SubsamplingLayer.Builder(type).kernelSize(size, size).stride(stride, stride))
        .build();
  }

  private static Layer normalisation() {
    return new BatchNormalization.Builder().useLogStd(false).build();
  }

  static Stream<Case> cases() {
    Layer plain = convolution(3, 2).build();
    Layer same = convolution(3, 3).convolutionMode(ConvolutionMode.Same).build();
    List<Case> cases =
        new ArrayList<>(
            List.of(
                new Case("grey", 1, plain),
                new Case("grey, padded", 1, convolution(3, 3).padding(2, 1).build()),
                new Case("grey, no bias", 1, convolution(3, 3).hasBias(false).build()),
                new Case("grey, strides", 1, convolution(3, 3).stride(2, 3).build()),
                new Case("grey, dilated", 1, convolution(3, 3).dilation(2, 1).build()),
                new Case("grey, same", 1, same),
                new Case("colours", 3, plain),
                new Case("two", 3, plain, convolution(2, 2).nOut(5).build()),
                new Case("two, same", 2, same, convolution(2, 4).nOut(5).build()),
                new Case(
                    "two, padded, no bias",
                    2,
                    plain,
                    convolution(3, 3).padding(1, 2).hasBias(false).build()),
                new Case("strides", 2, plain, convolution(3, 3).stride(2, 1).build()),
                new Case(
                    "strides, same",
                    2,
                    plain,
                    convolution(4, 3).stride(2, 2).convolutionMode(ConvolutionMode.Same).build()),
                new Case("dilated", 2, plain, convolution(2, 2).dilation(2, 2).build()),
                new Case(
                    "dilated, same",
                    2,
                    plain,
                    convolution(3, 3).dilation(2, 2).convolutionMode(ConvolutionMode.Same).build()),
                new Case(
                    "identity",
                    2,
                    convolution(3, 3).activation(Activation.IDENTITY).build(),
                    plain),
                new Case("tanh", 1, convolution(3, 3).activation(Activation.TANH).build(), plain),
                new Case(
                    "dropout",
                    1,
                    convolution(3, 3).build(),
                    convolution(2, 2).dropOut(0.7).build()),
                new Case(
                    "normalised",
                    2,
                    convolution(3, 3).activation(Activation.IDENTITY).build(),
                    normalisation(),
                    new ActivationLayer(Activation.RELU)),
                new Case("log deviation", 2, plain, new BatchNormalization()),
                new Case(
                    "fixed gamma",
                    2,
                    plain,
                    new BatchNormalization.Builder().lockGammaBeta(true).build()),
                new Case("normalised data", 2, normalisation(), plain),
                new Case(
                    "normalised rows",
                    2,
                    plain,
                    new DenseLayer.Builder().nOut(7).build(),
                    normalisation()),
                new Case("local response", 2, plain, new LocalResponseNormalization()),
                new Case("frozen", 2, new FrozenLayer(plain), convolution(2, 2).build()),
                new Case(
                    "frozen with backprop",
                    2,
                    plain,
                    new FrozenLayerWithBackprop(convolution(2, 2).nIn(4).build()),
                    convolution(2, 2).build())));
    for (PoolingType type : List.of(PoolingType.MAX, PoolingType.AVG, PoolingType.PNORM)) {
      cases.add(new Case(type + " 2", 2, plain, pooling(type, p -> p.pnorm(2), 2, 2)));
      cases.add(new Case(type + " 3 by 2", 1, plain, pooling(type, p -> p.pnorm(2), 3, 2)));
      cases.add(
          new Case(
              type + " padded",
              1,
              plain,
              pooling(type, p -> p.pnorm(2).padding(1, 1), 3, 1),
              convolution(2, 2).build()));
      cases.add(
          new Case(
              type + " same",
              2,
              plain,
              pooling(type, p -> p.pnorm(2).convolutionMode(ConvolutionMode.Same), 3, 2)));
    }
    cases.add(
        new Case(
            "average, padding counts",
            2,
            plain,
            pooling(PoolingType.AVG, p -> p.avgPoolIncludePadInDivisor(true).padding(1, 1), 3, 2)));
    Case all =
        new Case(
            "all",
            2,
            same,
            normalisation(),
            pooling(PoolingType.MAX, p -> p, 2, 2),
            convolution(2, 2).build(),
            pooling(PoolingType.AVG, p -> p, 2, 1));
    cases.addAll(
        List.of(all, all.doubles(), all.channelsLast(), new Case("grey", 1, plain).channelsLast()));
    return cases.stream();
  }

  /** By class, with {@code +} where it is fast. */
  private static List<String> kinds(Model model) {
    org.deeplearning4j.nn.api.Layer[] layers =
        model instanceof ComputationGraph graph
            ? graph.getLayers()
            : ((MultiLayerNetwork) model).getLayers();
    return Stream.of(layers)
        .map(layer -> layer.getClass().getSimpleName() + (layer.getHelper() == null ? "" : "+"))
        .toList();
  }

  @Test
  void knownKindsAreFastAndTheNetworkItselfStaysAsItIs() {
    Case each =
        new Case(
            "known",
            1,
            convolution(2, 2).build(),
            pooling(PoolingType.MAX, p -> p, 2, 1),
            new BatchNormalization(),
            convolution(2, 2).build(),
            pooling(PoolingType.AVG, p -> p, 2, 1));
    MultiLayerNetwork network = each.network();
    List<String> before = kinds(network);
    assertThat(kinds(fast(TrainableNetwork.of(network)).model()))
        .containsExactly(
            "ConvolutionLayer+",
            "PlainPooling",
            "BatchNormalization+",
            "ConvolutionLayer+",
            "PlainPooling",
            "DenseLayer",
            "OutputLayer");
    assertThat(kinds(network)).isEqualTo(before).doesNotContain("PlainPooling");
    assertThat(kinds(fast(TrainableNetwork.of(each.graph())).model()))
        .contains("ConvolutionLayer+", "BatchNormalization+", "PlainPooling")
        .doesNotContain("ConvolutionLayer", "BatchNormalization", "SubsamplingLayer");
  }

  @Test
  void whatTheHelpersGetWrongStaysStock() {
    Case each =
        new Case(
            "unknown",
            1,
            convolution(2, 2).dilation(2, 2).build(),
            pooling(PoolingType.PNORM, p -> p.pnorm(2), 2, 1),
            new LocalResponseNormalization(),
            new BatchNormalization.Builder().lockGammaBeta(true).build());
    for (Case stock : List.of(each, new Case("", 1, convolution(2, 2).build()).channelsLast())) {
      MultiLayerNetwork network = stock.network();
      assertThat(kinds(fast(TrainableNetwork.of(network)).model())).isEqualTo(kinds(network));
    }
    MultiLayerNetwork doubles =
        new Case("", 1, convolution(2, 2).build(), new BatchNormalization()).doubles().network();
    assertThat(kinds(fast(TrainableNetwork.of(doubles)).model())).isEqualTo(kinds(doubles));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void inputsInFortranOrderAreNormalisedAsOthers(int rank) {
    Case each = new Case("normalised data", 2, normalisation(), convolution(2, 2).build());
    MultiLayerNetwork network =
        rank == 4
            ? each.network()
            : new MultiLayerNetwork(
                new NeuralNetConfiguration.Builder()
                    .seed(1)
                    .list()
                    .layer(new BatchNormalization.Builder().nIn(6).nOut(6).build())
                    .layer(new OutputLayer.Builder().nIn(6).nOut(3).build())
                    .build());
    network.init();
    INDArray features =
        rank == 4
            ? each.batch(1).getFeatures(0)
            : Nd4j.linspace(DataType.FLOAT, -1, 0.07, 6 * EXAMPLES).reshape(EXAMPLES, 6);
    INDArray labels =
        rank == 4 ? each.batch(1).getLabels(0) : Nd4j.ones(DataType.FLOAT, EXAMPLES, 3);
    TrainableNetwork trainable = TrainableNetwork.of(network);
    INDArray expected =
        gradient(
            trainable.replica(), new DataSet(features.dup('c'), labels).toMultiDataSet(), false);
    INDArray actual =
        gradient(fast(trainable), new DataSet(features.dup('f'), labels).toMultiDataSet(), true);
    assertThat(distance(expected, actual)).isLessThan(TOLERANCE);
  }

  @Test
  void dilatedPoolingIsRefusedWrappedOrNot() {
    Layer dilated = pooling(PoolingType.MAX, p -> p.dilation(2, 2), 2, 1);
    for (Layer layer : List.of(dilated, new FrozenLayer(dilated))) {
      Case each = new Case("dilated pooling", 2, convolution(2, 2).build(), layer);
      TrainableNetwork network = TrainableNetwork.of(each.network());
      assertThatThrownBy(() -> fast(network))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("pools with dilation [2, 2]");
    }
  }

  @Test
  void normalisationTrainedThroughWhileFrozenStaysStock() {
    Case each =
        new Case(
            "frozen",
            2,
            convolution(2, 2).nOut(4).build(),
            new FrozenLayerWithBackprop(new BatchNormalization.Builder().nIn(4).nOut(4).build()),
            convolution(2, 2).build());
    MultiLayerNetwork replica =
        (MultiLayerNetwork) fast(TrainableNetwork.of(each.network())).model();
    BaseWrapperLayer frozen = (BaseWrapperLayer) replica.getLayer(1);
    assertThat(frozen.getUnderlying().getHelper()).isNull();
  }

  @Test
  void nothingIsFastWhereOneDnnIsForbidden() {
    FastLayers.allowOneDnn(false);
    assertThat(FastLayers.available()).isFalse();
    FastLayers.allowOneDnn(true);
    assertThat(FastLayers.available()).isTrue();
  }

  private static INDArray gradient(TrainableNetwork network, MultiDataSet batch, boolean oneDnn) {
    Nd4j.getEnvironment().allowHelpers(oneDnn);
    INDArray gradient = Nd4j.create(network.parameters().dataType(), 1, network.slots().length());
    Nd4j.getRandom().setSeed(3);
    network.gradient(batch, network.slots(), gradient);
    return gradient;
  }

  private static TrainableNetwork fast(TrainableNetwork network) {
    Nd4j.getEnvironment().allowHelpers(true);
    TrainableNetwork replica = network.replica();
    replica.useFastLayers();
    return replica;
  }

  private static void check(Case each, Model model) {
    TrainableNetwork network = TrainableNetwork.of(model);
    TrainableNetwork stock = network.replica();
    TrainableNetwork fast = fast(network);
    for (int seed = 0; seed < 3; seed++) {
      MultiDataSet batch = each.batch(seed);
      INDArray expected = gradient(stock, batch, false);
      INDArray actual = gradient(fast, batch, true);
      assertThat(distance(expected, actual)).as("gradient %d", seed).isLessThan(TOLERANCE);
      Nd4j.getEnvironment().allowHelpers(false);
      INDArray output = stock.outputs(batch)[0];
      Nd4j.getEnvironment().allowHelpers(true);
      assertThat(distance(output, fast.outputs(batch)[0])).as("output").isLessThan(TOLERANCE);
      if (each.type() == DataType.DOUBLE) {
        assertThat(Bits.of(actual)).isEqualTo(Bits.of(expected));
      }
      // Other parameters and statistics from here on.
      network.parameters().subi(expected.muli(0.1));
    }
  }

  private static double distance(INDArray expected, INDArray actual) {
    assertThat(expected.isNaN().any()).isFalse();
    return expected.sub(actual).norm2Number().doubleValue() / expected.norm2Number().doubleValue();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsAndOutputsEqualStockOnes(Case each) {
    check(each, each.network());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void inGraphsToo(Case each) {
    check(each, each.graph());
  }
}
