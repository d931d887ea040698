package io.github.brsgd.training.node;

import java.util.ArrayList;
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
  private int firstRound;
  private int endedNumber = -1;
  private int ended;
  private int epochs;

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
    }
    return current[node];
  }

  @Override
  public void begin(int round) {
    Arrays.fill(current, null);
    sources.forEach(BatchSource::begin);
    firstRound = round;
    endedNumber = -1;
    epochs = 0;
  }

  /**
   * The batches that each node has drawn for rounds before this one, the epochs counted, and the
   * first round.
   */
  @Override
  public List<Long> positions(int round) {
    List<Long> positions = new ArrayList<>();
    for (int node = 0; node < nodes(); node++) {
      boolean ahead = current[node] != null && currentRound[node] == round;
      positions.add(sources.get(node).drawn() - (ahead ? 1 : 0));
    }
    // A round that failed is answered again.
    positions.add((long) epochs - (endedNumber == round ? ended : 0));
    positions.add((long) firstRound);
    return positions;
  }

  /** Draws as many batches as were drawn; the iterators must give the same ones again. */
  @Override
  public void resume(List<Long> positions, Reseeding reseeding) {
    if (positions.size() != nodes() + 2) {
      throw new IllegalArgumentException(
          "data: need a position for each of the "
              + nodes()
              + " nodes, the epochs and the first round, got "
              + positions);
    }
    for (int node = 0; node < nodes(); node++) {
      if (sources.get(node).drawn() > 0) {
        throw new IllegalArgumentException(
            "data: need iterators not read yet, node "
                + node
                + " has drawn "
                + sources.get(node).drawn());
      }
    }
    firstRound = Math.toIntExact(positions.get(nodes() + 1));
    long rounds = positions.subList(0, nodes()).stream().mapToLong(n -> n).max().orElseThrow();
    for (int done = 0; done < rounds; done++) {
      int round = firstRound + done;
      for (int node = 0; node < nodes(); node++) {
        if (done < positions.get(node)) {
          reseeding.before(node, round);
          sources.get(node).draw(node, round);
        }
      }
      reseeding.before(nodes(), round);
      sources.forEach(BatchSource::passes);
    }
    epochs = Math.toIntExact(positions.get(nodes()));
  }

  @Override
  public int epochsEnded(int number) {
    int passes = Integer.MAX_VALUE;
    for (BatchSource source : sources) {
      passes = Math.min(passes, source.passes());
    }
    ended = passes - epochs;
    endedNumber = number;
    epochs = passes;
    return ended;
  }
}
