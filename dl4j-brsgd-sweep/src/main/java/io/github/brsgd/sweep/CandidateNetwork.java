package io.github.brsgd.sweep;

import java.util.stream.Stream;
import org.deeplearning4j.arbiter.DL4JConfiguration;
import org.deeplearning4j.arbiter.GraphConfiguration;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.learning.config.Sgd;

/** The network of a candidate that brings its own. */
interface CandidateNetwork {

  /** What Arbiter's network spaces give, but for the seed, which they take from the clock. */
  static CandidateNetwork of(Object configuration) {
    if (configuration instanceof DL4JConfiguration layers) {
      layers.getMultiLayerConfiguration().getConfs().forEach(CandidateNetwork::checkUpdater);
      return new Layers(Layers.seeded(layers.getMultiLayerConfiguration(), 0));
    }
    if (configuration instanceof GraphConfiguration graph) {
      Graph.layers(graph.getConfiguration()).forEach(CandidateNetwork::checkUpdater);
      return new Graph(Graph.seeded(graph.getConfiguration(), 0));
    }
    throw new IllegalArgumentException(
        "network: need the space to give DL4JConfiguration or GraphConfiguration, got "
            + configuration.getClass().getName());
  }

  /** Its steps would be replaced by alpha_k without a word. */
  private static void checkUpdater(NeuralNetConfiguration configuration) {
    if (configuration.getLayer() instanceof BaseLayer layer
        && !(layer.getIUpdater() instanceof Sgd)
        && layer.getIUpdater() != null) {
      throw new IllegalArgumentException(
          "network: the steps are alpha0 and p of the space beside it, so its updater must be Sgd"
              + " or left out, got "
              + layer.getIUpdater());
    }
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

    private static Stream<NeuralNetConfiguration> layers(ComputationGraphConfiguration graph) {
      return graph.getVertices().values().stream()
          .filter(vertex -> vertex instanceof LayerVertex)
          .map(vertex -> ((LayerVertex) vertex).getLayerConf());
    }

    private static ComputationGraphConfiguration seeded(
        ComputationGraphConfiguration given, long seed) {
      ComputationGraphConfiguration own = given.clone();
      own.getDefaultConfiguration().setSeed(seed);
      layers(own).forEach(layer -> layer.setSeed(seed));
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
