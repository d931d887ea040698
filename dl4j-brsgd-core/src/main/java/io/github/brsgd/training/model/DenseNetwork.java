package io.github.brsgd.training.model;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.layers.OutputLayer;
import org.deeplearning4j.nn.layers.feedforward.dense.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossNegativeLogLikelihood;

/**
 * Gradients of a network of dense layers and a softmax, by matrix products in memory that is used
 * again: at the size of a node's batch Deeplearning4j's layers spend most of their time on making
 * small arrays, and the collector on clearing them away.
 *
 * <p>Equal to the gradients of the layers but for the rounding. For one thread.
 */
final class DenseNetwork {

  private final MultiLayerNetwork network;
  private final List<DenseStage> stages;
  private final SoftmaxCrossEntropy loss;

  /** Kept, for pointers do not keep the memory. */
  private final INDArray parameters;

  private final FloatPointer weights;

  private DenseNetwork(
      MultiLayerNetwork network, List<DenseStage> stages, SoftmaxCrossEntropy loss) {
    this.network = network;
    this.stages = stages;
    this.loss = loss;
    this.parameters = network.params();
    this.weights = DenseFloats.start(parameters);
  }

  /** This network, if all of it is of a kind for which the gradients are known. */
  static Optional<DenseNetwork> of(MultiLayerNetwork network) {
    if (network.params().dataType() != DataType.FLOAT
        || !network.getLayerWiseConfigurations().getInputPreProcessors().isEmpty()) {
      return Optional.empty();
    }
    Layer[] layers = network.getLayers();
    List<DenseStage> stages = new ArrayList<>();
    for (int i = 0; i < layers.length - 1; i++) {
      Layer layer = layers[i];
      if (layer.getClass() != DenseLayer.class || !isPlain((DenseLayer) layer)) {
        return Optional.empty();
      }
      DenseLayer dense = (DenseLayer) layer;
      Optional<DenseActivation> activation =
          DenseActivation.of(dense.layerConf().getActivationFn());
      if (activation.isEmpty()) {
        return Optional.empty();
      }
      stages.add(new DenseStage(dense, activation.get(), network.params().offset()));
    }
    Layer last = layers[layers.length - 1];
    if (last.getClass() != OutputLayer.class || !isPlain((OutputLayer) last)) {
      return Optional.empty();
    }
    OutputLayer output = (OutputLayer) last;
    stages.add(new DenseStage(output, DenseActivation.IDENTITY, network.params().offset()));
    return loss(output.layerConf())
        .map(softmax -> new DenseNetwork(network, List.copyOf(stages), softmax));
  }

  private static boolean isPlain(BaseLayer<?> layer) {
    var conf = layer.layerConf();
    return conf.getIDropout() == null && conf.getWeightNoise() == null && !layer.hasLayerNorm();
  }

  private static Optional<SoftmaxCrossEntropy> loss(BaseOutputLayer layer) {
    ILossFunction function = layer.getLossFn();
    boolean known =
        function.getClass() == LossMCXENT.class
            || function.getClass() == LossNegativeLogLikelihood.class;
    if (!known || layer.getActivationFn().getClass() != ActivationSoftmax.class) {
      return Optional.empty();
    }
    LossMCXENT entropy = (LossMCXENT) function;
    return entropy.getWeights() == null
        ? Optional.of(new SoftmaxCrossEntropy(entropy.getSoftmaxClipEps()))
        : Optional.empty();
  }

  /**
   * Computes the gradient of the mean loss, or of the sum where the network does not average.
   *
   * @param batch features and labels
   * @param target 1 x d, overwritten
   * @return the loss, regularisation included; empty if the batch is of another kind, such as with
   *     masks, and nothing is written
   */
  OptionalDouble gradient(MultiDataSet batch, INDArray target) {
    DenseStage last = stages.get(stages.size() - 1);
    INDArray features = batch.getFeatures(0);
    INDArray labels = batch.getLabels(0);
    if (batch.hasMaskArrays()
        || !isMatrix(features, stages.get(0).in())
        || !isMatrix(labels, last.out())
        || features.size(0) != labels.size(0)
        || features.size(0) > Integer.MAX_VALUE / 2
        || !DenseFloats.is(target)) {
      return OptionalDouble.empty();
    }
    try {
      return OptionalDouble.of(
          gradient(
              (int) features.size(0),
              DenseFloats.start(features),
              DenseFloats.start(labels),
              DenseFloats.start(target)));
    } finally {
      // Native code has read and written their memory.
      Reference.reachabilityFence(features);
      Reference.reachabilityFence(labels);
      Reference.reachabilityFence(target);
      Reference.reachabilityFence(parameters);
    }
  }

  private static boolean isMatrix(INDArray array, int columns) {
    return array.rank() == 2 && array.size(1) == columns && DenseFloats.is(array);
  }

  private double gradient(int n, FloatPointer data, FloatPointer labels, FloatPointer target) {
    FloatPointer inputs = data;
    for (DenseStage stage : stages) {
      stage.reserve(n);
      stage.forward(n, inputs, weights);
      inputs = stage.outputs();
    }
    boolean averages = network.conf().isMiniBatch();
    DenseStage last = stages.get(stages.size() - 1);
    double sum =
        loss.write(n, last.out(), last.outputs(), labels, last.errors(), averages ? 1.0 / n : 1.0);
    for (int s = stages.size() - 1; s > 0; s--) {
      DenseStage before = stages.get(s - 1);
      stages.get(s).backward(n, before.outputs(), target);
      stages.get(s).propagate(n, weights, before.errors());
    }
    stages.get(0).backward(n, data, target);
    return (averages ? sum / n : sum) + network.calcRegularizationScore(true);
  }
}
