package io.github.brsgd.training.node;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The mean gradient of the node's loss on its minibatch at w_k, without regularisation, which is
 * the server's. Keeps nothing.
 *
 * @since 0.2
 */
public record Gradient() implements NodeUpdate {

  @Override
  public double write(NodeRound round, INDArray row) {
    return round.gradient(row);
  }

  @Override
  public boolean remembers() {
    return false;
  }
}
