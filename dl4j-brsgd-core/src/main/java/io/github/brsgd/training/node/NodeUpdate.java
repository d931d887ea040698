package io.github.brsgd.training.node;

import java.io.Serializable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a node sends in answer to a round. An immutable value: what a node keeps from round to round
 * is in the notes that each call brings.
 *
 * @since 0.2
 */
public interface NodeUpdate extends Serializable {

  /**
   * Computes the row of a node. A function of what the round brings, so that the same node may be
   * served by another thread, or asked twice, and sends the same bits.
   *
   * @param round the node's data, network and notes
   * @param row 1 x d, overwritten; its entries that are no gradients take the node's statistics
   * @return the mean loss of the node's first minibatch at w_k
   */
  double write(NodeRound round, INDArray row);

  /**
   * Whether a node's row depends on its notes, so that a round that it was not asked in is missed.
   *
   * @return true unless the update says otherwise
   */
  default boolean remembers() {
    return true;
  }

  /**
   * The minibatches that a node uses in a round, each of them another part of its data.
   *
   * @return 1 unless the update says otherwise
   */
  default int batches() {
    return 1;
  }

  /**
   * The vectors of d entries in a node's notes, for the estimate of memory.
   *
   * @return 0 unless the update says otherwise
   */
  default int vectorsPerNode() {
    return 0;
  }

  /**
   * The vectors of d entries that each thread needs, for the estimate of memory.
   *
   * @return 0 unless the update says otherwise
   */
  default int vectorsPerWorker() {
    return 0;
  }
}
