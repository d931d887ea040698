package io.github.brsgd.spark.node;

import io.github.brsgd.attack.Attack;
import io.github.brsgd.spark.rows.HeapVector;
import io.github.brsgd.state.Notes;
import io.github.brsgd.training.NodePlan;
import io.github.brsgd.training.model.TrainableNetwork;
import io.github.brsgd.training.node.NodeData;
import io.github.brsgd.training.node.NodeUpdate;
import io.github.brsgd.training.node.NodeWorkers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The network of a run on an executor, on which one task at a time computes. */
final class Replica implements AutoCloseable {

  private final TrainableNetwork network;
  private final ShardBatches batches;
  private final NodeData data;
  private final NodeUpdate update;
  private final NodeWorkers worker;
  private final INDArray row;
  private final Hooks hooks;
  private final NodePlan plan;
  private final Optional<Attack> attack;

  Replica(RunTerms terms) {
    network = terms.network();
    plan = terms.plan();
    attack = terms.forging() ? plan.attack() : Optional.empty();
    batches = new ShardBatches(plan);
    data = plan.poisoned(batches);
    update = plan.update();
    hooks = new Hooks(terms.hooks());
    row = Nd4j.createUninitialized(network.parameters().dataType(), 1, network.slots().length());
    // Last: nobody would end its thread if something else failed here.
    worker = new NodeWorkers(network, data, update, 1, plan.seed());
    if (plan.fastLayers()) {
      worker.useFastLayers();
    }
  }

  /** Goes to where the server is. */
  void move(RoundTask task) {
    try (INDArray parameters = task.parameters().matrix(1)) {
      network.parameters().assign(parameters);
    }
    network.setCounts(task.round(), task.epoch());
  }

  /** The row of a node. */
  NodeAnswer answer(RoundTask task, NodeShard shard, byte[] memory) {
    int node = shard.node();
    batches.use(shard, task.firstNumber());
    Notes notes = worker.notes(node);
    notes.replaceBy(NodeMemory.read(memory));
    hooks.before(task, shard, this);
    Map<Integer, Double> losses = worker.rows(List.of(node), any -> row);
    hooks.after(task, shard, this);
    if (plan.isByzantine(node, task.round())) {
      attack.ifPresent(each -> ForgedRow.write(each, row, node, task, plan.seed()));
    }
    NodeAnswer answer =
        new NodeAnswer(
            task.round(), node, HeapVector.of(row), losses.get(node), NodeMemory.of(notes));
    // They travel with the answer; here they lie off the heap, where nobody sees them.
    notes.replaceBy(new Notes());
    return answer;
  }

  /** The first batch of a node in the round, good until this thread asks for another. */
  MultiDataSet firstBatch(RoundTask task, NodeShard shard) {
    batches.use(shard, task.firstNumber());
    return data.batch(shard.node(), task.round() * update.batches());
  }

  Model model() {
    return network.model();
  }

  @Override
  public void close() {
    worker.close();
    row.close();
  }
}
