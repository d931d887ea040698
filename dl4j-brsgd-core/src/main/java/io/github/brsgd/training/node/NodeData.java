package io.github.brsgd.training.node;

import java.util.List;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * The minibatches of m nodes.
 *
 * <p>Called in any order of the nodes and from several threads, but never by two at a time for one
 * node.
 *
 * @since 0.1
 */
public interface NodeData {

  /**
   * The number of nodes.
   *
   * @return m
   */
  int nodes();

  /**
   * The minibatch of a node; the same one however often it is asked for in a round. Its memory may
   * hold another when the same thread asks again: what is to last is copied.
   *
   * @param node in 0..m-1
   * @param round k, the iteration count of the network
   * @return features and labels, not empty
   * @throws IllegalArgumentException if the node has no data
   */
  MultiDataSet batch(int node, int round);

  /**
   * Whether a batch is a function of node and round, so that those of some nodes need not be asked
   * for.
   *
   * @return false unless the data say otherwise
   */
  default boolean skippable() {
    return false;
  }

  /**
   * Whether every node has finished another pass over its data; asked once, after the batches, when
   * {@link Reseeding} has been done for the node after the last.
   *
   * @param round k, the round whose batches were given last
   * @return true at the end of an epoch
   */
  boolean endsEpoch(int round);

  /**
   * A run begins; not called where it goes on after another by {@link #resume}. Passes are counted
   * from here, and data that an earlier run has read begin anew where they can.
   *
   * @param round k of its first round
   */
  default void begin(int round) {}

  /**
   * How far the nodes have read before a round, where the round alone does not tell it.
   *
   * @param round k of the round that comes next, whose batches may have been asked for already
   * @return numbers that {@link #resume} understands; empty where the batch of a node is a function
   *     of the round
   */
  default List<Long> positions(int round) {
    return List.of();
  }

  /**
   * Goes on where other data of the same source ended, before the first batch is asked for.
   *
   * @param positions what those data gave
   * @param reseeding to be called before a batch is fetched again
   * @throws IllegalArgumentException if they are of another kind of data
   */
  default void resume(List<Long> positions, Reseeding reseeding) {
    if (!positions.isEmpty()) {
      throw new IllegalArgumentException(
          "data: the batches are a function of the round, got positions " + positions);
    }
  }
}
