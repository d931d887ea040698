package io.github.brsgd.spark.node;

import io.github.brsgd.training.node.NodeData;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** What the driver has of the nodes' data: the one batch with which its network is made ready. */
final class FirstBatch implements NodeData {

  private final int nodes;
  private MultiDataSet batch;

  FirstBatch(int nodes) {
    this.nodes = nodes;
  }

  /** It is there. */
  void give(MultiDataSet first) {
    batch = first;
  }

  /** It has been used. */
  void forget() {
    batch = null;
  }

  @Override
  public int nodes() {
    return nodes;
  }

  @Override
  public MultiDataSet batch(int node, int number) {
    return batch;
  }

  @Override
  public boolean skippable() {
    return true;
  }

  /** {@link NodeShards} tell. */
  @Override
  public int epochsEnded(int number) {
    return 0;
  }
}
