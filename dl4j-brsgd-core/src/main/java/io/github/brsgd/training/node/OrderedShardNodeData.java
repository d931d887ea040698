package io.github.brsgd.training.node;

import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * A data set in memory, dealt to the nodes; each node goes through its examples in their order, as
 * an iterator over them does, and the last batch of a pass may be short. A node with fewer examples
 * than a batch gives all it has in each round; its row is a mean like the others and counts as
 * much.
 *
 * <p>A run begins with the first examples.
 *
 * <p>A batch is good until the same thread asks for another, of any node.
 *
 * @since 0.1
 */
public final class OrderedShardNodeData implements NodeData {

  private final ExamplePicker examples;
  private final int[][] shards;
  private final int batchSize;
  private int firstNumber;

  /**
   * Nodes over a data set.
   *
   * @param data all examples; features and labels have them in their first dimension
   * @param shards the examples of each node, none empty; their order is that of the data set
   * @param batchSize examples per node and round, at least 1
   * @throws IllegalArgumentException if no node has as many examples as a batch
   */
  public OrderedShardNodeData(DataSet data, int[][] shards, int batchSize) {
    ExamplePicker.check(shards, batchSize);
    this.examples = new ExamplePicker(data);
    this.shards =
        Arrays.stream(shards)
            .map(shard -> Arrays.stream(shard).sorted().toArray())
            .toArray(int[][]::new);
    this.batchSize = batchSize;
  }

  @Override
  public int nodes() {
    return shards.length;
  }

  @Override
  public MultiDataSet batch(int node, int number) {
    int[] shard = shards[node];
    int from = (number - firstNumber) % batches(shard.length) * batchSize;
    return examples.pick(Arrays.copyOfRange(shard, from, Math.min(from + batchSize, shard.length)));
  }

  private int batches(int size) {
    return (size + batchSize - 1) / batchSize;
  }

  @Override
  public boolean skippable() {
    return true;
  }

  @Override
  public int epochsEnded(int number) {
    int largest = Arrays.stream(shards).mapToInt(shard -> shard.length).max().orElseThrow();
    return (number - firstNumber + 1L) % batches(largest) == 0 ? 1 : 0;
  }

  @Override
  public void begin(int number) {
    firstNumber = number;
  }

  /** The first number. */
  @Override
  public List<Long> positions(int number) {
    return List.of((long) firstNumber);
  }

  @Override
  public void resume(List<Long> positions, Reseeding reseeding) {
    firstNumber = FirstNumber.of(positions);
  }
}
