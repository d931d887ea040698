package io.github.brsgd.cli.experiment;

import io.github.brsgd.random.Purpose;
import io.github.brsgd.random.RandomOrder;
import io.github.brsgd.random.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Training examples taken apart: some for the server, the rest for the nodes.
 *
 * <p>The server's are drawn at random, as many of each class as there are; the draw does not depend
 * on the seed of a run, so that all runs of a table have the same.
 *
 * @param ofServer by class in turn
 * @param ofNodes in the order in which they were
 */
record TrustedExamples(DataSet ofServer, DataSet ofNodes) {

  /** Of the draw. */
  private static final long SEED = 0;

  /**
   * Holds some examples back.
   *
   * @param all features and one-hot labels; left as they are
   * @param count for the server, at least 1
   * @throws IllegalArgumentException if that leaves the nodes none
   */
  static TrustedExamples of(DataSet all, int count) {
    int examples = all.numExamples();
    if (count >= examples) {
      throw new IllegalArgumentException(
          "trusted: need fewer than the "
              + examples
              + " training examples, which the nodes share the rest of, got "
              + count);
    }
    int[] held = drawn(all.getLabels().argMax(1).toIntVector(), count);
    int[] sorted = held.clone();
    Arrays.sort(sorted);
    int[] rest =
        IntStream.range(0, examples).filter(i -> Arrays.binarySearch(sorted, i) < 0).toArray();
    return new TrustedExamples(subset(all, held), subset(all, rest));
  }

  /** One of each class that has any left, again and again. */
  private static int[] drawn(int[] classes, int count) {
    int[] order =
        RandomOrder.of(classes.length, new SplittableRandom(Seeds.derive(SEED, Purpose.TRUSTED)));
    List<Iterator<Integer>> byClass = new ArrayList<>();
    for (int c = 0; c <= Arrays.stream(classes).max().orElseThrow(); c++) {
      int own = c;
      byClass.add(Arrays.stream(order).filter(i -> classes[i] == own).iterator());
    }
    int[] drawn = new int[count];
    for (int next = 0; next < count; ) {
      for (Iterator<Integer> left : byClass) {
        if (next < count && left.hasNext()) {
          drawn[next] = left.next();
          next++;
        }
      }
    }
    return drawn;
  }

  private static DataSet subset(DataSet all, int[] examples) {
    INDArray features = Nd4j.pullRows(all.getFeatures(), 1, examples);
    return new DataSet(features, Nd4j.pullRows(all.getLabels(), 1, examples));
  }

  /**
   * The server's examples in batches whose sizes differ by at most one.
   *
   * @param size of a batch, about
   * @return at least one
   */
  List<DataSet> batches(int size) {
    int examples = ofServer.numExamples();
    int count = Math.max(1, Math.round((float) examples / size));
    return IntStream.range(0, count)
        .mapToObj(
            i -> range((int) ((long) i * examples / count), (int) ((i + 1L) * examples / count)))
        .toList();
  }

  private DataSet range(int from, int to) {
    return subset(ofServer, IntStream.range(from, to).toArray());
  }
}
