package io.github.brsgd.training;

import io.github.brsgd.checks.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Reads an iterator into memory, where the examples are held once: batches are freed as they are
 * joined.
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
    List<DataSet> batches = batches(examples);
    if (batches.isEmpty()) {
      throw new IllegalArgumentException("examples: the iterator has none");
    }
    return batches.size() == 1 ? batches.get(0) : joined(batches);
  }

  /** A copy of each batch, in their order. */
  static List<DataSet> batches(DataSetIterator examples) {
    List<DataSet> batches = new ArrayList<>();
    try {
      if (examples.resetSupported()) {
        examples.reset();
      }
      while (examples.hasNext()) {
        DataSet batch = examples.next();
        if (batch == null || batch.getFeatures() == null || batch.getLabels() == null) {
          throw new IllegalArgumentException("examples: need features and labels");
        }
        checkPairs(batch);
        // Iterators may fill the same arrays again.
        batches.add(batch.copy());
      }
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (Exception e) { // declared or not
      throw new IllegalArgumentException("examples: cannot be read: " + Reason.of(e), e);
    }
    return batches;
  }

  /** Refuses examples that are more or fewer than their labels. */
  static void checkPairs(DataSet examples) {
    long features = examples.getFeatures().size(0);
    long labels = examples.getLabels().size(0);
    if (features != labels) {
      throw new IllegalArgumentException(
          "examples: need labels for each, got " + features + " examples, labels for " + labels);
    }
  }

  private static DataSet joined(List<DataSet> batches) {
    if (batches.stream().anyMatch(DataSet::hasMaskArrays) || !alike(batches)) {
      // Sequences of several lengths are padded.
      return DataSet.merge(batches);
    }
    return new DataSet(joined(batches, DataSet::getFeatures), joined(batches, DataSet::getLabels));
  }

  private static boolean alike(List<DataSet> batches) {
    return alike(batches, DataSet::getFeatures) && alike(batches, DataSet::getLabels);
  }

  private static boolean alike(List<DataSet> batches, Function<DataSet, INDArray> part) {
    INDArray first = part.apply(batches.get(0));
    return batches.stream()
        .map(part)
        .allMatch(
            array ->
                array.rank() > 1
                    && array.size(0) > 0
                    && array.dataType() == first.dataType()
                    && Arrays.equals(exampleShape(array), exampleShape(first)));
  }

  private static long[] exampleShape(INDArray array) {
    return Arrays.copyOfRange(array.shape(), 1, array.rank());
  }

  /** Frees each part when it has been copied, so that memory for all of them is needed once. */
  private static INDArray joined(List<DataSet> batches, Function<DataSet, INDArray> part) {
    INDArray first = part.apply(batches.get(0));
    long[] shape = first.shape().clone();
    shape[0] = batches.stream().mapToLong(batch -> part.apply(batch).size(0)).sum();
    INDArray all = Nd4j.createUninitialized(first.dataType(), shape);
    long from = 0;
    for (DataSet batch : batches) {
      INDArray array = part.apply(batch);
      long to = from + array.size(0);
      all.get(NDArrayIndex.interval(from, to)).assign(array);
      from = to;
      if (array.closeable()) {
        array.close();
      }
    }
    return all;
  }
}
