package io.github.brsgd.training.node;

import io.github.brsgd.checks.Check;
import io.github.brsgd.random.Purpose;
import io.github.brsgd.random.Seeds;
import java.util.List;
import java.util.stream.Stream;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One iterator that all nodes read in turn: in round after round, nodes 0 to m-1 take its next m
 * batches, and m more for each further batch that they need in a round. No more than these are
 * held, in the same memory in every round; it starts again where it ends, within a round too. A
 * batch is valid until one of the next round is asked for.
 *
 * @since 0.2
 */
public final class StreamNodeData implements NodeData, AutoCloseable {

  private final BatchSource source;
  private final int nodes;
  private final int perRound;
  private final HeldBatch[] current;
  private final long seed;
  private boolean fetched;
  private long drawnBefore;
  private int currentFirst;
  private int firstNumber;
  private int passes;

  private StreamNodeData(BatchSource source, int nodes, int perRound, long seed) {
    Check.atLeast(1, "nodes", nodes);
    Check.atLeast(1, "perRound", perRound);
    this.source = source;
    this.nodes = nodes;
    this.perRound = perRound;
    this.current =
        Stream.generate(HeldBatch::new)
            .limit(Math.multiplyExact(nodes, perRound))
            .toArray(HeldBatch[]::new);
    this.seed = seed;
  }

  /**
   * Nodes that share an iterator.
   *
   * @param iterator the batches, each of one node in one round
   * @param nodes m, at least 1
   * @param perRound batches that a node takes in a round, at least 1: those numbered from a
   *     multiple of it to the next
   * @param seed of what the iterator draws from ND4J's generator, as augmentations do
   * @return their data
   */
  public static StreamNodeData of(DataSetIterator iterator, int nodes, int perRound, long seed) {
    return new StreamNodeData(BatchSource.of(iterator), nodes, perRound, seed);
  }

  /**
   * Nodes that share an iterator with any number of arrays.
   *
   * @param iterator the batches, each of one node in one round
   * @param nodes m, at least 1
   * @param perRound batches that a node takes in a round, at least 1: those numbered from a
   *     multiple of it to the next
   * @param seed of what the iterator draws from ND4J's generator, as augmentations do
   * @return their data
   */
  public static StreamNodeData of(
      MultiDataSetIterator iterator, int nodes, int perRound, long seed) {
    return new StreamNodeData(BatchSource.of(iterator), nodes, perRound, seed);
  }

  @Override
  public int nodes() {
    return nodes;
  }

  @Override
  public synchronized MultiDataSet batch(int node, int number) {
    int first = firstOfRound(number);
    if (!fetched || currentFirst != first) {
      draw(first);
    }
    return current[(number - first) * nodes + node].get();
  }

  private int firstOfRound(int number) {
    return number - Math.floorMod(number, perRound);
  }

  /** All batches of a round, in the order of numbers and nodes whoever asks first. */
  private void draw(int first) {
    fetched = false;
    currentFirst = first;
    drawnBefore = source.drawnInThisRun();
    for (int i = 0; i < current.length; i++) {
      int node = i % nodes;
      int number = first + i / nodes;
      Nd4j.getRandom().setSeed(Seeds.derive(seed, Purpose.STREAM, number, node));
      // The iterator may fill the same arrays again.
      current[i].hold(source.draw(node, number));
    }
    fetched = true;
  }

  /** A round takes the batches of all nodes, whoever is asked. */
  @Override
  public boolean needsAll() {
    return false;
  }

  @Override
  public synchronized int epochsEnded(int number) {
    int before = passes;
    passes = source.passes();
    return passes - before;
  }

  @Override
  public synchronized void begin(int number) {
    fetched = false;
    source.begin();
    firstNumber = number;
    passes = 0;
  }

  /** The batches drawn for rounds before this one, and the first number. */
  @Override
  public synchronized List<Long> positions(int number) {
    long drawn = source.drawn();
    boolean ahead = drawn > 0 && currentFirst == number;
    return List.of(ahead ? drawnBefore : drawn, (long) firstNumber);
  }

  /** Draws as many batches as were drawn; the iterator must give the same ones again. */
  @Override
  public synchronized void resume(List<Long> positions, Reseeding reseeding) {
    if (positions.size() != 2 || source.drawn() > 0) {
      throw new IllegalArgumentException(
          "data: need a position, the first number, and an iterator not read yet, got "
              + positions
              + " and "
              + source.drawn()
              + " batches read");
    }
    int number = Math.toIntExact(positions.get(1));
    for (long done = 0; done < positions.get(0); done += current.length) {
      draw(number);
      reseeding.before(nodes, number);
      passes = source.passes();
      number += perRound;
    }
    firstNumber = Math.toIntExact(positions.get(1));
    fetched = false;
  }

  /** Frees the batches; the iterator is the user's. */
  @Override
  public synchronized void close() {
    fetched = false;
    for (HeldBatch batch : current) {
      batch.close();
    }
  }
}
