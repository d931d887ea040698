package io.github.brsgd.training.node;

import io.github.brsgd.state.Notes;
import io.github.brsgd.training.model.SlotLayout;
import io.github.brsgd.training.model.TrainableNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * One round as one node has it: its minibatch, the server's parameters, its own notes.
 *
 * @since 0.1
 */
public final class NodeRound {

  private final int node;
  private final int round;
  private final TrainableNetwork network;
  private final SlotLayout slots;
  private final MultiDataSet batch;
  private final Notes notes;

  NodeRound(
      int node,
      int round,
      TrainableNetwork network,
      SlotLayout slots,
      MultiDataSet batch,
      Notes notes) {
    this.node = node;
    this.round = round;
    this.network = network;
    this.slots = slots;
    this.batch = batch;
    this.notes = notes;
  }

  /**
   * The node.
   *
   * @return its id, in 0..m-1
   */
  public int node() {
    return node;
  }

  /**
   * The round.
   *
   * @return k
   */
  public int round() {
    return round;
  }

  /**
   * Computes the mean gradient of the minibatch at w_k; the network's random numbers, such as
   * dropout's, are the node's own of this round.
   *
   * @param target 1 x d, overwritten
   * @return the mean loss, with the network's regularisation terms if it has them
   */
  public double gradient(INDArray target) {
    return network.gradient(batch, slots, target);
  }

  /**
   * What the node keeps from round to round.
   *
   * @return the node's notes, to read and write
   */
  public Notes notes() {
    return notes;
  }
}
