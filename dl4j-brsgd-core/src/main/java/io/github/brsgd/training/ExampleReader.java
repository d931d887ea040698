package io.github.brsgd.training;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Reads an iterator into memory.
 *
 * @since 0.1
 */
public final class ExampleReader {

  private ExampleReader() {}

  /**
   * All examples as one set.
   *
   * @param examples read from the beginning, where it can be reset, to the end
   * @return features and labels
   * @throws IllegalArgumentException if there are no examples, or they have no features or labels
   */
  public static DataSet readAll(DataSetIterator examples) {
    if (examples.resetSupported()) {
      examples.reset();
    }
    List<DataSet> batches = new ArrayList<>();
    while (examples.hasNext()) {
      DataSet batch = examples.next();
      if (batch == null || batch.getFeatures() == null || batch.getLabels() == null) {
        throw new IllegalArgumentException("examples: need features and labels");
      }
      // Iterators may fill the same arrays again.
      batches.add(batch.copy());
    }
    if (batches.isEmpty()) {
      throw new IllegalArgumentException("examples: the iterator has none");
    }
    return batches.size() == 1 ? batches.get(0) : DataSet.merge(batches);
  }
}
