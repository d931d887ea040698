package io.github.brsgd.spark.node;

import io.github.brsgd.training.NodePlan;
import io.github.brsgd.training.model.TrainableNetwork;
import java.io.Serializable;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.TrainingHook;

/**
 * What executors have to know of a run, sent once.
 *
 * @param run tells it from others
 * @param configuration of the network, as JSON
 * @param graph whether it is a graph
 * @param plan what nodes do
 * @param hooks called around the row of each node
 * @param forging whether attackers forge on the executors what they send
 */
record RunTerms(
    String run,
    String configuration,
    boolean graph,
    NodePlan plan,
    List<TrainingHook> hooks,
    boolean forging)
    implements Serializable {

  private static final long serialVersionUID = 1;

  static RunTerms of(
      String run, Model network, NodePlan plan, List<TrainingHook> hooks, boolean forging) {
    List<TrainingHook> own = List.copyOf(hooks);
    return network instanceof ComputationGraph graph
        ? new RunTerms(run, graph.getConfiguration().toJson(), true, plan, own, forging)
        : new RunTerms(
            run,
            ((MultiLayerNetwork) network).getLayerWiseConfigurations().toJson(),
            false,
            plan,
            own,
            forging);
  }

  /** The network with parameters of its own. */
  TrainableNetwork network() {
    return TrainableNetwork.of(
        graph
            ? new ComputationGraph(ComputationGraphConfiguration.fromJson(configuration))
            : new MultiLayerNetwork(MultiLayerConfiguration.fromJson(configuration)));
  }
}
