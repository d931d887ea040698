package io.github.brsgd.training;

import io.github.brsgd.marker.Internal;
import io.github.brsgd.training.model.TrainableNetwork;
import io.github.brsgd.training.node.Workers;

/**
 * Makes the nodes of a run whose rows are not in one matrix.
 *
 * @since 0.2
 */
@Internal
@FunctionalInterface
public interface NodesFactory {

  /**
   * Makes them; the run closes them.
   *
   * @param plan what nodes have to know
   * @param network the server's network, whose parameters, iteration and epoch rows are for
   * @param workers those of the run
   * @return nodes that answer
   */
  Nodes over(NodePlan plan, TrainableNetwork network, Workers workers);
}
