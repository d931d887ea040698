package io.github.brsgd.training.node;

/**
 * A node update that makes its row of another one's.
 *
 * @since 0.2
 */
public interface ComposedUpdate extends NodeUpdate {

  /**
   * The update whose row it starts from.
   *
   * @return the update before this one
   */
  NodeUpdate before();

  /**
   * The same update behind another one.
   *
   * @param update whose row it is to start from
   * @return an update that differs in nothing else
   */
  ComposedUpdate behind(NodeUpdate update);

  @Override
  default int batches() {
    return before().batches();
  }

  @Override
  default int vectorsPerWorker() {
    return before().vectorsPerWorker();
  }
}
