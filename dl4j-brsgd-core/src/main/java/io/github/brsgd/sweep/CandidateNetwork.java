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

  /** What Arbiter's network spaces give. */
  static CandidateNetwork of(Object configuration) {
    if (configuration instanceof DL4JConfiguration layers) {
      return new Layers(layers.getMultiLayerConfiguration());
    }
    if (configuration instanceof GraphConfiguration graph) {
      return new Graph(graph.getConfiguration());
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
    @Override
    public Model create(long seed) {
      MultiLayerConfiguration own = configuration.clone();
      own.getConfs().forEach(layer -> layer.setSeed(seed));
      MultiLayerNetwork network = new MultiLayerNetwork(own);
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
    @Override
    public Model create(long seed) {
      ComputationGraphConfiguration own = configuration.clone();
      own.getDefaultConfiguration().setSeed(seed);
      ComputationGraph network = new ComputationGraph(own);
      network.init();
      return network;
    }

    @Override
    public String toJson() {
      return configuration.toJson();
    }
  }
}
