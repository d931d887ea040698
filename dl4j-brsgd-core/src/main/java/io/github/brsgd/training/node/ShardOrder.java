package io.github.brsgd.training.node;

import io.github.brsgd.marker.Internal;
import io.github.brsgd.random.Purpose;
import io.github.brsgd.random.RandomOrder;
import io.github.brsgd.random.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * In which order a node goes through its examples, batch by batch. Not for several threads at once.
 *
 * @since 0.2
 */
@Internal
public abstract sealed class ShardOrder {

  /** Examples of the node. */
  final int size;

  /** Examples per batch; a node with fewer gives all it has. */
  final int batchSize;

  private int firstNumber;

  private ShardOrder(int size, int batchSize) {
    this.size = size;
    this.batchSize = batchSize;
  }

  /**
   * Batches of one size from shuffles of the examples: functions of seed, node and number.
   *
   * @param node its id
   * @param size its examples, at least 1
   * @param batchSize examples per batch, at least 1
   * @param seed same seed, same batches
   * @return an order
   */
  public static ShardOrder shuffled(int node, int size, int batchSize, long seed) {
    return new Shuffled(node, size, batchSize, seed);
  }

  /**
   * From the first to the last and again; the last batch of a pass may be short.
   *
   * @param size the node's examples, at least 1
   * @param batchSize examples per batch, at least 1
   * @return an order
   */
  public static ShardOrder asGiven(int size, int batchSize) {
    return new AsGiven(size, batchSize);
  }

  /**
   * Refuses batches that no node can fill; a node with fewer examples gives all it has.
   *
   * @param shards the examples of each node
   * @param batchSize examples per batch
   * @throws IllegalArgumentException if no node has as many examples as a batch
   */
  public static void check(int[][] shards, int batchSize) {
    int largest = Arrays.stream(shards).mapToInt(shard -> shard.length).max().orElse(0);
    if (batchSize < 1 || largest < batchSize) {
      throw new IllegalArgumentException(
          "batchSize: need 1 <= batchSize <= examples of the largest node, got batchSize="
              + batchSize
              + ", the largest of "
              + shards.length
              + " nodes has "
              + largest
              + " examples");
    }
  }

  /**
   * A run begins; passes are counted from here.
   *
   * @param number that of the first batch
   */
  public void begin(int number) {
    firstNumber = number;
  }

  /**
   * A batch.
   *
   * @param number of the batch, not before the first
   * @return places among the node's examples
   */
  public abstract int[] batch(int number);

  /**
   * How many passes end with a batch.
   *
   * @param number of the batch
   * @return the passes, mostly 0
   */
  public int passesEnded(int number) {
    return passesEndedBy((long) number - firstNumber);
  }

  /** The same for the batch after so many others. */
  abstract int passesEndedBy(long done);

  /** The number of the first batch. */
  int firstNumber() {
    return firstNumber;
  }

  private static final class Shuffled extends ShardOrder {

    private final int node;
    private final long seed;
    private final int[] order;
    private long orderOfPass = -1;

    Shuffled(int node, int size, int batchSize, long seed) {
      super(size, batchSize);
      this.node = node;
      this.seed = seed;
      this.order = new int[size];
    }

    @Override
    public int[] batch(int number) {
      int[] drawn = new int[Math.min(batchSize, size)];
      for (int i = 0; i < drawn.length; i++) {
        long position = (long) number * drawn.length + i;
        drawn[i] = order(position / size)[(int) (position % size)];
      }
      return drawn;
    }

    private int[] order(long pass) {
      if (orderOfPass != pass) {
        for (int i = 0; i < size; i++) {
          order[i] = i;
        }
        RandomOrder.shuffle(
            order, new SplittableRandom(Seeds.derive(seed, Purpose.SHUFFLE, node, pass)));
        orderOfPass = pass;
      }
      return order;
    }

    @Override
    int passesEndedBy(long done) {
      return (int) ((done + 1) * batchSize / size - done * batchSize / size);
    }
  }

  private static final class AsGiven extends ShardOrder {

    AsGiven(int size, int batchSize) {
      super(size, batchSize);
    }

    private int batches() {
      return (size + batchSize - 1) / batchSize;
    }

    @Override
    public int[] batch(int number) {
      int from = (number - firstNumber()) % batches() * batchSize;
      return IntStream.range(from, Math.min(from + batchSize, size)).toArray();
    }

    @Override
    int passesEndedBy(long done) {
      return (done + 1) % batches() == 0 ? 1 : 0;
    }
  }
}
