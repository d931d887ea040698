package io.github.brsgd.training.model;

import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Refuses networks whose {@code fit} is something else than one gradient and one step. */
final class Trainability {

  private Trainability() {}

  static MultiLayerNetwork checked(MultiLayerNetwork network) {
    check(
        network.numParams(),
        network.getLayerWiseConfigurations().getBackpropType(),
        network.conf().getOptimizationAlgo());
    return network;
  }

  static ComputationGraph checked(ComputationGraph graph) {
    check(
        graph.numParams(),
        graph.getConfiguration().getBackpropType(),
        graph.conf().getOptimizationAlgo());
    return graph;
  }

  private static void check(
      long parameters, BackpropType backprop, OptimizationAlgorithm algorithm) {
    if (parameters == 0) {
      throw new IllegalArgumentException("network: has no parameters to train");
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
  }
}
