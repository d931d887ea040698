package io.github.brsgd.sweep;

import org.deeplearning4j.arbiter.DL4JConfiguration;
import org.deeplearning4j.arbiter.GraphConfiguration;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** The network of a candidate that brings its own. */
interface CandidateNetwork {

  /** What Arbiter's network spaces give, but for the seed, which they take from the clock. */
  static CandidateNetwork of(Object configuration) {
    if (configuration instanceof DL4JConfiguration layers) {
      return new Layers(Layers.seeded(layers.getMultiLayerConfiguration(), 0));
    }
    if (configuration instanceof GraphConfiguration graph) {
      return new Graph(Graph.seeded(graph.getConfiguration(), 0));
    }
    throw new IllegalArgumentException(
        "network: need the space to give DL4JConfiguration or GraphConfiguration, got "
            + configuration.getClass().getName());
  }

  /** An initialised network with weights from this seed. */
  Model create(long seed);

  /** Deeplearning4j's JSON. */
  String toJson();

  /** A network of layers. */
  record Layers(MultiLayerConfiguration configuration) implements CandidateNetwork {

    private static MultiLayerConfiguration seeded(MultiLayerConfiguration given, long seed) {
      MultiLayerConfiguration own = given.clone();
      own.getConfs().forEach(layer -> layer.setSeed(seed));
      return own;
    }

    @Override
    public Model create(long seed) {
      MultiLayerNetwork network = new MultiLayerNetwork(seeded(configuration, seed));
      network.init();
      return network;
    }

    @Override
    public String toJson() {
      return configuration.toJson();
    }
  }

  /** A graph. */
  record Graph(ComputationGraphConfiguration configuration) implements CandidateNetwork {

    private static ComputationGraphConfiguration seeded(
        ComputationGraphConfiguration given, long seed) {
      ComputationGraphConfiguration own = given.clone();
      own.getDefaultConfiguration().setSeed(seed);
      return own;
    }

    @Override
    public Model create(long seed) {
      ComputationGraph network = new ComputationGraph(seeded(configuration, seed));
      network.init();
      return network;
    }

    @Override
    public String toJson() {
      return configuration.toJson();
    }
  }
}
