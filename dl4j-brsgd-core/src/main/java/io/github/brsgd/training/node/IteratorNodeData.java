package io.github.brsgd.training.node;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/**
 * One iterator per node; each starts again where it ends.
 *
 * @since 0.1
 */
public final class IteratorNodeData implements NodeData {

  private final List<BatchSource> sources;
  private final MultiDataSet[] current;
  private final int[] currentRound;
  private ReadingLog log;

  private IteratorNodeData(List<BatchSource> sources, List<?> iterators) {
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("data: need an iterator per node, got none");
    }
    Set<Object> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    distinct.addAll(iterators);
    if (distinct.size() < iterators.size()) {
      throw new IllegalArgumentException(
          "data: need an iterator of its own for each of the "
              + iterators.size()
              + " nodes, got only "
              + distinct.size()
              + " different ones");
    }
    this.sources = sources;
    this.current = new MultiDataSet[sources.size()];
    this.currentRound = new int[sources.size()];
    this.log = new ReadingLog(sources.size(), 0);
  }

  /**
   * Nodes with one array of features and one of labels.
   *
   * @param iterators one per node, each an object of its own
   * @return their data
   * @throws IllegalArgumentException if there is none, or one is given twice
   */
  public static IteratorNodeData of(List<? extends DataSetIterator> iterators) {
    return new IteratorNodeData(iterators.stream().map(BatchSource::of).toList(), iterators);
  }

  /**
   * Nodes with any number of arrays.
   *
   * @param iterators one per node, each an object of its own
   * @return their data
   * @throws IllegalArgumentException if there is none, or one is given twice
   */
  public static IteratorNodeData ofMulti(List<? extends MultiDataSetIterator> iterators) {
    return new IteratorNodeData(iterators.stream().map(BatchSource::of).toList(), iterators);
  }

  @Override
  public int nodes() {
    return sources.size();
  }

  @Override
  public MultiDataSet batch(int node, int round) {
    if (current[node] == null || currentRound[node] != round) {
      current[node] = sources.get(node).draw(node, round);
      currentRound[node] = round;
      log.drew(node, round);
    }
    return current[node];
  }

  @Override
  public void begin(int round) {
    Arrays.fill(current, null);
    sources.forEach(BatchSource::begin);
    log = new ReadingLog(nodes(), round);
  }

  /** The rounds before this one in which each node has drawn, and those that ended an epoch. */
  @Override
  public List<Long> positions(int round) {
    sources.forEach(BatchSource::drawn); // refuses to tell if an earlier run has read them
    return log.before(round);
  }

  /**
   * Draws all batches that were drawn, each with the seed that it had; the iterators must give the
   * same ones again.
   */
  @Override
  public void resume(List<Long> positions, Reseeding reseeding) {
    ReadingLog read = ReadingLog.of(nodes(), positions);
    for (int node = 0; node < nodes(); node++) {
      if (sources.get(node).drawn() > 0) {
        throw new IllegalArgumentException(
            "data: need iterators not read yet, node "
                + node
                + " has drawn "
                + sources.get(node).drawn());
      }
    }
    read.replay(
        (node, round) -> {
          reseeding.before(node, round);
          sources.get(node).draw(node, round);
        },
        round -> {
          reseeding.before(nodes(), round);
          sources.forEach(BatchSource::passes);
        });
    log = read;
  }

  @Override
  public int epochsEnded(int number) {
    boolean ends = true;
    for (BatchSource source : sources) {
      ends &= source.passes() > log.epochs();
    }
    log.asked(number, ends);
    return ends ? 1 : 0;
  }
}
