package io.github.brsgd.diagnostics;

import io.github.brsgd.training.model.SlotLayout;
import io.github.brsgd.training.model.TrainableNetwork;
import io.github.brsgd.training.node.NodeData;
import io.github.brsgd.training.node.ShardNodeData;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * grad F at the parameters of a network, where F is the mean loss over examples given once and for
 * all: those of all nodes for the F of the paper, or a sample of them.
 *
 * <p>Regularisation belongs to the updater and is in neither gradient nor rows; entries that are no
 * gradients are 0. Dropout draws the same masks in every call, for which ND4J's generator of the
 * calling thread is seeded: differences of gradients then are those of the point, not of the masks.
 * One pass over the examples per call.
 *
 * @since 0.1
 */
public final class FullGradient {

  private static final long MASKS = 43;

  /** What is computed at a time where examples are read in place. */
  private static final int BATCH = 500;

  private final Iterable<MultiDataSet> batches;

  /**
   * A loss.
   *
   * @param batches the examples; how they are cut into batches does not matter
   * @throws IllegalArgumentException if there are none
   */
  public FullGradient(List<DataSet> batches) {
    List<DataSet> all = List.copyOf(batches);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("batches: need at least one");
    }
    this.batches = () -> all.stream().map(DataSet::toMultiDataSet).iterator();
  }

  private FullGradient(Iterable<MultiDataSet> batches) {
    this.batches = batches;
  }

  /**
   * The loss of each node over its own examples, which are read where they are.
   *
   * @param examples of all nodes
   * @param shards the examples of each node, as {@link
   *     io.github.brsgd.training.BrsgdTrainingMaster#shards} tells them
   * @return a loss per node, in the order of their ids; one at a time may be asked by a thread
   * @throws IllegalArgumentException if there is no node, or one has no examples
   */
  public static List<FullGradient> ofNodes(DataSet examples, int[][] shards) {
    for (int node = 0; node < shards.length; node++) {
      if (shards[node].length == 0) {
        throw new IllegalArgumentException(
            "shards: need at least one example for each node, got none for node " + node);
      }
    }
    int largest = Arrays.stream(shards).mapToInt(shard -> shard.length).max().orElse(0);
    NodeData data = ShardNodeData.inOrder(examples, shards, Math.min(BATCH, largest));
    return IntStream.range(0, shards.length)
        .mapToObj(node -> new FullGradient(pass(data, node, shards[node].length)))
        .toList();
  }

  /** Every example of a node once. */
  private static Iterable<MultiDataSet> pass(NodeData data, int node, int examples) {
    int batches = (examples + BATCH - 1) / BATCH;
    return () -> IntStream.range(0, batches).mapToObj(k -> data.batch(node, k)).iterator();
  }

  /**
   * Loss and gradient at a point.
   *
   * @param loss F(w), with the network's regularisation terms if it has them
   * @param gradient grad F(w), 1 x d, owned by the receiver
   * @since 0.1
   */
  public record Value(double loss, INDArray gradient) {

    /** Checks that the gradient is there. */
    public Value {
      Objects.requireNonNull(gradient, "gradient");
    }
  }

  /**
   * Computes both.
   *
   * @param network its parameters are w; neither they nor its state change
   * @return loss and gradient
   */
  public Value at(Model network) {
    TrainableNetwork replica = TrainableNetwork.of(network).replica();
    SlotLayout slots = replica.slots();
    INDArray sum = Nd4j.zeros(replica.rowType(), 1, slots.length());
    INDArray part = sum.dup();
    Nd4j.getRandom().setSeed(MASKS);
    double loss = 0;
    double examples = 0;
    for (MultiDataSet batch : batches) {
      double size = batch.getFeatures(0).size(0);
      loss += size * replica.gradient(batch, slots, part);
      sum.addi(part.muli(size));
      examples += size;
    }
    part.close();
    sum.divi(examples);
    slots.clearAllButGradients(sum);
    return new Value(loss / examples, sum);
  }
}
