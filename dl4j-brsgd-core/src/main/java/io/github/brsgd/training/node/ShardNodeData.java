package io.github.brsgd.training.node;

import io.github.brsgd.random.Purpose;
import io.github.brsgd.random.RandomOrder;
import io.github.brsgd.random.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
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
  private final int batchSize;
  private final long seed;
  private final int[][] shuffled;
  private final long[] shuffledPass;
  private int firstNumber;

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
    ExamplePicker.check(shards, batchSize);
    this.examples = new ExamplePicker(data);
    this.shards = Arrays.stream(shards).map(int[]::clone).toArray(int[][]::new);
    this.batchSize = batchSize;
    this.seed = seed;
    this.shuffled = Arrays.stream(shards).map(int[]::clone).toArray(int[][]::new);
    this.shuffledPass = new long[shards.length];
    Arrays.fill(shuffledPass, -1);
  }

  @Override
  public int nodes() {
    return shards.length;
  }

  @Override
  public MultiDataSet batch(int node, int number) {
    int size = shards[node].length;
    int[] drawn = new int[Math.min(batchSize, size)];
    for (int i = 0; i < drawn.length; i++) {
      long position = (long) number * drawn.length + i;
      drawn[i] = shuffle(node, position / size)[(int) (position % size)];
    }
    return examples.pick(drawn);
  }

  private int[] shuffle(int node, long pass) {
    int[] order = shuffled[node];
    if (shuffledPass[node] != pass) {
      SplittableRandom random =
          new SplittableRandom(Seeds.derive(seed, Purpose.SHUFFLE, node, pass));
      System.arraycopy(shards[node], 0, order, 0, order.length);
      RandomOrder.shuffle(order, random);
      shuffledPass[node] = pass;
    }
    return order;
  }

  @Override
  public boolean skippable() {
    return true;
  }

  @Override
  public int epochsEnded(int number) {
    long largest = Arrays.stream(shards).mapToLong(shard -> shard.length).max().orElseThrow();
    long done = number - (long) firstNumber;
    return (int) ((done + 1) * batchSize / largest - done * batchSize / largest);
  }

  @Override
  public void begin(int number) {
    firstNumber = number;
  }

  /** The first number, from which passes are counted. */
  @Override
  public List<Long> positions(int number) {
    return List.of((long) firstNumber);
  }

  @Override
  public void resume(List<Long> positions, Reseeding reseeding) {
    firstNumber = FirstNumber.of(positions);
  }
}
