package io.github.brsgd.training.node;

import io.github.brsgd.state.Notes;
import io.github.brsgd.training.model.SlotLayout;
import java.util.function.IntFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * One round as one node has it: its minibatches, the server's parameters, its own notes.
 *
 * @since 0.2
 */
public final class NodeRound {

  private final int node;
  private final int round;
  private final NodeWorker worker;
  private final SlotLayout slots;
  private final IntFunction<MultiDataSet> batches;
  private final Notes notes;
  private boolean moved;

  /**
   * A round of a node.
   *
   * @param worker whoever computes
   * @param batches fetches a minibatch by its number, and seeds what the network draws on it
   */
  NodeRound(
      int node,
      int round,
      NodeWorker worker,
      SlotLayout slots,
      IntFunction<MultiDataSet> batches,
      Notes notes) {
    this.node = node;
    this.round = round;
    this.worker = worker;
    this.slots = slots;
    this.batches = batches;
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
   * Which entries are gradients and which are statistics.
   *
   * @return the layout of a row
   */
  public SlotLayout slots() {
    return slots;
  }

  /**
   * Computes the mean gradient of the round's first minibatch; the network's random numbers, such
   * as dropout's, are the node's own of this round.
   *
   * @param target 1 x d, overwritten
   * @return the mean loss, with the network's regularisation terms if it has them
   */
  public double gradient(INDArray target) {
    return gradient(0, target);
  }

  /**
   * Computes the mean gradient of a minibatch of the round, at w_k or, once they have been asked
   * for, at the node's {@link #local} parameters.
   *
   * @param batch its number, below the update's {@link NodeUpdate#batches}
   * @param target 1 x d, overwritten
   * @return the mean loss, with the network's regularisation terms if it has them
   */
  public double gradient(int batch, INDArray target) {
    return (moved ? worker.local() : worker.network())
        .gradient(batches.apply(batch), slots, target);
  }

  /**
   * Parameters of the node's own to move: w_k when they are first asked for in a round.
   *
   * @return 1 x d, live: gradients are computed there from now on
   */
  public INDArray local() {
    if (!moved) {
      worker.resetLocal();
      moved = true;
    }
    return worker.local().parameters();
  }

  /**
   * Memory for the time of one call.
   *
   * @return 1 x d, with anything in it
   */
  public INDArray scratch() {
    return worker.scratch();
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
