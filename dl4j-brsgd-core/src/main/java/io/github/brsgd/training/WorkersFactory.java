package io.github.brsgd.training;

import io.github.brsgd.marker.Internal;
import io.github.brsgd.training.model.TrainableNetwork;
import io.github.brsgd.training.node.Workers;

/**
 * Starts whoever computes the rows of a run.
 *
 * @since 0.2
 */
@Internal
@FunctionalInterface
public interface WorkersFactory {

  /**
   * Starts them; the run closes them.
   *
   * @param plan what nodes have to know
   * @param network the server's network, whose parameters, iteration and epoch rows are for
   * @return those who compute
   */
  Workers start(NodePlan plan, TrainableNetwork network);
}
