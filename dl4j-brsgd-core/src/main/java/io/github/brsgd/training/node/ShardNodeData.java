package io.github.brsgd.training.node;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * A data set in memory, dealt to the nodes; each node draws batches of one size from shuffles of
 * its examples. A node with fewer examples than a batch gives all it has in each round; its row is
 * a mean like the others and counts as much.
 *
 * <p>A batch is a function of seed, node and its number alone, so a run that is continued later
 * sees the data it would have seen.
 *
 * <p>A batch is good until the same thread asks for another, of any node.
 *
 * @since 0.1
 */
public final class ShardNodeData implements NodeData {

  private final ExamplePicker examples;
  private final int[][] shards;
  private final ShardOrder[] orders;

  /**
   * Nodes over a data set.
   *
   * @param data all examples; features and labels have them in their first dimension
   * @param shards the examples of each node, none empty
   * @param batchSize examples per node and round, at least 1
   * @param seed same seed, same batches
   * @throws IllegalArgumentException if no node has as many examples as a batch
   */
  public ShardNodeData(DataSet data, int[][] shards, int batchSize, long seed) {
    this(
        data,
        Arrays.stream(shards).map(int[]::clone).toArray(int[][]::new),
        IntStream.range(0, shards.length)
            .mapToObj(node -> ShardOrder.shuffled(node, shards[node].length, batchSize, seed))
            .toArray(ShardOrder[]::new),
        batchSize);
  }

  private ShardNodeData(DataSet data, int[][] shards, ShardOrder[] orders, int batchSize) {
    ShardOrder.check(shards, batchSize);
    this.examples = new ExamplePicker(data);
    this.shards = shards;
    this.orders = orders;
  }

  /**
   * Nodes that go through their examples in the order of the data set, as an iterator over them
   * does; the last batch of a pass may be short. A run begins with the first examples.
   *
   * @param data all examples; features and labels have them in their first dimension
   * @param shards the examples of each node, none empty
   * @param batchSize examples per node and round, at least 1
   * @return their data
   * @throws IllegalArgumentException if no node has as many examples as a batch
   */
  public static ShardNodeData inOrder(DataSet data, int[][] shards, int batchSize) {
    return new ShardNodeData(
        data,
        Arrays.stream(shards)
            .map(shard -> Arrays.stream(shard).sorted().toArray())
            .toArray(int[][]::new),
        Arrays.stream(shards)
            .map(shard -> ShardOrder.asGiven(shard.length, batchSize))
            .toArray(ShardOrder[]::new),
        batchSize);
  }

  @Override
  public int nodes() {
    return shards.length;
  }

  @Override
  public MultiDataSet batch(int node, int number) {
    int[] places = orders[node].batch(number);
    return examples.pick(Arrays.stream(places).map(i -> shards[node][i]).toArray());
  }

  @Override
  public boolean skippable() {
    return true;
  }

  /** As many as the node with the most examples has. */
  @Override
  public int epochsEnded(int number) {
    return Arrays.stream(orders)
        .max(Comparator.comparingInt(order -> order.size))
        .orElseThrow()
        .passesEnded(number);
  }

  @Override
  public void begin(int number) {
    for (ShardOrder order : orders) {
      order.begin(number);
    }
  }

  /** The first number, from which passes are counted. */
  @Override
  public List<Long> positions(int number) {
    return List.of((long) orders[0].firstNumber());
  }

  @Override
  public void resume(List<Long> positions, Reseeding reseeding) {
    begin(FirstNumber.of(positions));
  }
}
