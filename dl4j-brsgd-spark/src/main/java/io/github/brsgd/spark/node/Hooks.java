package io.github.brsgd.spark.node;

import java.util.List;
import org.deeplearning4j.spark.api.TrainingHook;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Deeplearning4j's hooks, told of the row of each node on the executor that computes it. */
final class Hooks {

  private final List<TrainingHook> all;

  Hooks(List<TrainingHook> all) {
    this.all = all;
  }

  void before(RoundTask task, NodeShard shard, Replica replica) {
    if (!all.isEmpty()) {
      MultiDataSet batch = replica.firstBatch(task, shard);
      all.forEach(hook -> hook.preUpdate(batch, replica.model()));
    }
  }

  void after(RoundTask task, NodeShard shard, Replica replica) {
    if (!all.isEmpty()) {
      MultiDataSet batch = replica.firstBatch(task, shard);
      all.forEach(hook -> hook.postUpdate(batch, replica.model()));
    }
  }
}
