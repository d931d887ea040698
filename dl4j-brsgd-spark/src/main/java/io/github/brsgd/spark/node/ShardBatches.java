package io.github.brsgd.spark.node;

import io.github.brsgd.training.NodePlan;
import io.github.brsgd.training.node.ExamplePicker;
import io.github.brsgd.training.node.NodeData;
import io.github.brsgd.training.node.ShardOrder;
import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** The batches of those nodes whose shards are at hand. */
final class ShardBatches implements NodeData {

  private final NodePlan plan;
  private final Map<Integer, Source> sources = new HashMap<>();
  private int firstNumber;

  ShardBatches(NodePlan plan) {
    this.plan = plan;
  }

  /** Where the batches of a node come from. */
  private record Source(NodeShard shard, ShardOrder order, ExamplePicker picker) {

    static Source of(NodeShard shard, NodePlan plan) {
      if (shard.examples().isEmpty()) {
        return new Source(shard, null, null);
      }
      DataSet examples = shard.examples().get();
      int size = Math.toIntExact(examples.getFeatures().size(0));
      return new Source(shard, plan.order(shard.node(), size), new ExamplePicker(examples));
    }

    MultiDataSet batch(int number, int first) {
      if (order == null) {
        return shard.batches().get((number - first) % shard.batches().size());
      }
      order.begin(first);
      return picker.pick(order.batch(number));
    }
  }

  /** From here on, batches of this node come from this shard. */
  void use(NodeShard shard, int first) {
    firstNumber = first;
    Source known = sources.get(shard.node());
    if (known == null || known.shard() != shard) {
      sources.put(shard.node(), Source.of(shard, plan));
    }
  }

  @Override
  public int nodes() {
    return plan.nodes();
  }

  @Override
  public MultiDataSet batch(int node, int number) {
    return sources.get(node).batch(number, firstNumber);
  }

  @Override
  public boolean skippable() {
    return true;
  }

  /** The driver counts them. */
  @Override
  public int epochsEnded(int number) {
    return 0;
  }
}
