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
 * batches. No more than these are held, in the same memory in every round; it starts again where it
 * ends, within a round too. A batch is valid until that of the next round is asked for.
 *
 * @since 0.1
 */
public final class StreamNodeData implements NodeData, AutoCloseable {

  private final BatchSource source;
  private final HeldBatch[] current;
  private final long seed;
  private boolean fetched;
  private long drawnBefore;
  private int currentRound;
  private int firstRound;
  private int passes;

  private StreamNodeData(BatchSource source, int nodes, long seed) {
    Check.atLeast(1, "nodes", nodes);
    this.source = source;
    this.current = Stream.generate(HeldBatch::new).limit(nodes).toArray(HeldBatch[]::new);
    this.seed = seed;
  }

  /**
   * Nodes that share an iterator.
   *
   * @param iterator the batches, each of one node in one round
   * @param nodes m, at least 1
   * @param seed of what the iterator draws from ND4J's generator, as augmentations do
   * @return their data
   */
  public static StreamNodeData of(DataSetIterator iterator, int nodes, long seed) {
    return new StreamNodeData(BatchSource.of(iterator), nodes, seed);
  }

  /**
   * Nodes that share an iterator with any number of arrays.
   *
   * @param iterator the batches, each of one node in one round
   * @param nodes m, at least 1
   * @param seed of what the iterator draws from ND4J's generator, as augmentations do
   * @return their data
   */
  public static StreamNodeData of(MultiDataSetIterator iterator, int nodes, long seed) {
    return new StreamNodeData(BatchSource.of(iterator), nodes, seed);
  }

  @Override
  public int nodes() {
    return current.length;
  }

  @Override
  public synchronized MultiDataSet batch(int node, int round) {
    if (!fetched || currentRound != round) {
      draw(round);
    }
    return current[node].get();
  }

  /** All batches of a round, in the order of the nodes whoever asks first. */
  private void draw(int round) {
    fetched = false;
    currentRound = round;
    drawnBefore = source.drawnInThisRun();
    for (int node = 0; node < current.length; node++) {
      Nd4j.getRandom().setSeed(Seeds.derive(seed, Purpose.STREAM, round, node));
      // The iterator may fill the same arrays again.
      current[node].hold(source.draw(node, round));
    }
    fetched = true;
  }

  @Override
  public synchronized boolean endsEpoch(int round) {
    int before = passes;
    passes = source.passes();
    return passes > before;
  }

  @Override
  public synchronized void begin(int round) {
    fetched = false;
    source.begin();
    firstRound = round;
    passes = 0;
  }

  /** The batches drawn for rounds before this one, and the first round. */
  @Override
  public synchronized List<Long> positions(int round) {
    long drawn = source.drawn();
    boolean ahead = drawn > 0 && currentRound == round;
    return List.of(ahead ? drawnBefore : drawn, (long) firstRound);
  }

  /** Draws as many batches as were drawn; the iterator must give the same ones again. */
  @Override
  public synchronized void resume(List<Long> positions, Reseeding reseeding) {
    if (positions.size() != 2 || source.drawn() > 0) {
      throw new IllegalArgumentException(
          "data: need a position, the first round, and an iterator not read yet, got "
              + positions
              + " and "
              + source.drawn()
              + " batches read");
    }
    int round = Math.toIntExact(positions.get(1));
    for (long done = 0; done < positions.get(0); done += current.length) {
      draw(round);
      reseeding.before(current.length, round++);
      passes = source.passes();
    }
    firstRound = Math.toIntExact(positions.get(1));
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
