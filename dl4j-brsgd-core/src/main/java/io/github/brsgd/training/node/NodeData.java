package io.github.brsgd.training.node;

import java.util.List;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * The minibatches of m nodes, numbered from round to round: where nodes take tau of them in a round
 * ({@link NodeUpdate#batches}), those of round k have the numbers {@code k tau .. k tau + tau - 1}.
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
   * A minibatch of a node; the same one however often it is asked for in a round. Its memory may
   * hold another when the same thread asks again: what is to last is copied.
   *
   * @param node in 0..m-1
   * @param number k, the iteration count of the network, where nodes take one in a round
   * @return features and labels, not empty
   * @throws IllegalArgumentException if the node has no data
   */
  MultiDataSet batch(int node, int number);

  /**
   * Whether a batch is a function of node and number, so that those of some nodes need not be asked
   * for.
   *
   * @return false unless the data say otherwise
   */
  default boolean skippable() {
    return false;
  }

  /**
   * Whether a pass can end only if every node goes on reading: then none may be left out for good.
   *
   * @return true unless batches are {@link #skippable} or the data say otherwise
   */
  default boolean needsAll() {
    return !skippable();
  }

  /**
   * How many more passes over its data every node has finished; asked once for each number, in
   * their order, after all batches of the round; unless they are {@link #skippable}, when {@link
   * Reseeding} has been done for the node after the last.
   *
   * @param number that of a batch given in this round
   * @return the epochs that end with it, mostly 0
   */
  int epochsEnded(int number);

  /**
   * A run begins; not called where it goes on after another by {@link #resume}. Passes are counted
   * from here, and data that an earlier run has read begin anew where they can.
   *
   * @param number that of the first batch
   */
  default void begin(int number) {}

  /**
   * How far the nodes have read before a round, where the number alone does not tell it.
   *
   * @param number that of the first batch of the round that comes next, whose batches may have been
   *     asked for already
   * @return numbers that {@link #resume} understands; empty where the batch of a node is a function
   *     of its number
   */
  default List<Long> positions(int number) {
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
          "data: the batches are a function of their number, got positions " + positions);
    }
  }
}
