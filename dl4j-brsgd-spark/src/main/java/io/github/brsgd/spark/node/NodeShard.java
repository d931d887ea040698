package io.github.brsgd.spark.node;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** The data of one node, where Spark keeps them. */
final class NodeShard implements Serializable {

  private static final long serialVersionUID = 1;

  private final int node;
  private final DataSet examples;
  private final List<MultiDataSet> batches;

  private NodeShard(int node, DataSet examples, List<MultiDataSet> batches) {
    this.node = node;
    this.examples = examples;
    this.batches = batches;
  }

  /** Examples from which batches are picked. */
  static NodeShard ofExamples(int node, DataSet examples) {
    return new NodeShard(node, examples, List.of());
  }

  /** Batches that are taken one after the other. */
  static NodeShard ofBatches(int node, List<MultiDataSet> batches) {
    return new NodeShard(node, null, List.copyOf(batches));
  }

  /** Whose they are. */
  int node() {
    return node;
  }

  /** The examples, unless there are batches. */
  Optional<DataSet> examples() {
    return Optional.ofNullable(examples);
  }

  /** The batches; none if there are examples. */
  List<MultiDataSet> batches() {
    return batches;
  }
}
