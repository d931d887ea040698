package io.github.brsgd.spark.node;

import java.util.List;
import org.deeplearning4j.spark.api.TrainingHook;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Deeplearning4j's hooks, told of the row of each node on the executor that computes it. */
final class Hooks {

  private final List<TrainingHook> all;

  Hooks(List<TrainingHook> all) {
    this.all = all;
  }

  /** A node begins. */
  void before(RoundTask task, NodeShard shard, Replica replica) {
    if (all.isEmpty()) {
      return;
    }
    MultiDataSet batch = replica.firstBatch(task, shard);
    if (shard.examples().isPresent()) {
      DataSet examples = single(batch);
      all.forEach(hook -> hook.preUpdate(examples, replica.model()));
    } else {
      all.forEach(hook -> hook.preUpdate(batch, replica.model()));
    }
  }

  /** A node has computed its row. */
  void after(RoundTask task, NodeShard shard, Replica replica) {
    if (all.isEmpty()) {
      return;
    }
    MultiDataSet batch = replica.firstBatch(task, shard);
    if (shard.examples().isPresent()) {
      DataSet examples = single(batch);
      all.forEach(hook -> hook.postUpdate(examples, replica.model()));
    } else {
      all.forEach(hook -> hook.postUpdate(batch, replica.model()));
    }
  }

  /** Examples came as a {@code DataSet}, and hooks get them so. */
  private static DataSet single(MultiDataSet batch) {
    return new DataSet(
        batch.getFeatures(0),
        batch.getLabels(0),
        first(batch.getFeaturesMaskArrays()),
        first(batch.getLabelsMaskArrays()));
  }

  private static INDArray first(INDArray[] masks) {
    return masks == null ? null : masks[0];
  }
}
