package io.github.brsgd.training.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.stepfunctions.NegativeDefaultStepFunction;
import org.deeplearning4j.nn.conf.stepfunctions.NegativeGradientStepFunction;
import org.deeplearning4j.nn.conf.stepfunctions.StepFunction;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.ocnn.OCNNOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Refuses networks whose {@code fit} is something else than one gradient and one step. */
final class Trainability {

  private static final List<DataType> TYPES =
      List.of(DataType.FLOAT, DataType.DOUBLE, DataType.FLOAT16);

  private Trainability() {}

  static MultiLayerNetwork checked(MultiLayerNetwork network) {
    check(
        network.params(),
        network.getLayerWiseConfigurations().getBackpropType(),
        network.conf(),
        Arrays.stream(network.getLayers()));
    return network;
  }

  static ComputationGraph checked(ComputationGraph graph) {
    check(
        graph.params(),
        graph.getConfiguration().getBackpropType(),
        graph.conf(),
        Arrays.stream(graph.getLayers()));
    return graph;
  }

  private static void check(
      INDArray parameters,
      BackpropType backprop,
      NeuralNetConfiguration configuration,
      Stream<Layer> layers) {
    OptimizationAlgorithm algorithm = configuration.getOptimizationAlgo();
    StepFunction step = configuration.getStepFunction();
    if (parameters == null || parameters.isEmpty()) {
      throw new IllegalArgumentException("network: has no parameters to train");
    }
    if (!TYPES.contains(parameters.dataType())) {
      throw new IllegalArgumentException(
          "network: need parameters of one of the types that Deeplearning4j trains, "
              + TYPES
              + ", got "
              + parameters.dataType());
    }
    if (backprop == BackpropType.TruncatedBPTT) {
      throw new IllegalArgumentException(
          "network: truncated backpropagation through time makes one update per slice of a"
              + " sequence, and a round has one; use BackpropType.Standard, with the sequences cut"
              + " into shorter examples");
    }
    if (algorithm != OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT) {
      throw new IllegalArgumentException(
          "network: need optimizationAlgo STOCHASTIC_GRADIENT_DESCENT, got " + algorithm);
    }
    if (step != null
        && !(step instanceof NegativeGradientStepFunction)
        && !(step instanceof NegativeDefaultStepFunction)) {
      throw new IllegalArgumentException(
          "network: the server steps against the aggregate, need no stepFunction or"
              + " NegativeGradientStepFunction, got "
              + step.getClass().getSimpleName());
    }
    if (layers.anyMatch(OCNNOutputLayer.class::isInstance)) {
      throw new IllegalArgumentException(
          "network: OCNNOutputLayer keeps a window over minibatches outside of its parameters, which"
              + " nodes do not share");
    }
  }
}
