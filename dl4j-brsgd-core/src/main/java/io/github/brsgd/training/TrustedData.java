package io.github.brsgd.training;

import io.github.brsgd.training.node.NodeData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * The server's own examples, as the data of a single node: batches in their order, without end. A
 * batch is a function of its number, so that runs may share them.
 *
 * @param batches at least one; only read
 */
record TrustedData(List<DataSet> batches) implements NodeData {

  /** Copies the list. */
  TrustedData {
    batches = List.copyOf(batches);
    if (batches.isEmpty()) {
      throw new IllegalArgumentException("trustedData: the iterator has no examples");
    }
  }

  /**
   * The batches of an iterator, in memory.
   *
   * @param examples read from the beginning, where it can be reset, to the end
   * @throws IllegalArgumentException if there are no examples, or they have no features or labels
   */
  static TrustedData of(DataSetIterator examples) {
    List<DataSet> batches;
    try {
      batches = ExampleReader.batches(examples);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("trustedData: " + e.getMessage(), e);
    }
    return new TrustedData(batches);
  }

  /** Tells the examples from others. */
  String digest() {
    return ExampleDigest.of(batches.toArray(DataSet[]::new));
  }

  /** The first batch of each shape, whatever the number of its examples. */
  List<MultiDataSet> shapes() {
    Map<List<List<Long>>, MultiDataSet> shapes = new LinkedHashMap<>();
    batches.forEach(batch -> shapes.computeIfAbsent(shape(batch), s -> batch.toMultiDataSet()));
    return List.copyOf(shapes.values());
  }

  private static List<List<Long>> shape(DataSet batch) {
    return Stream.of(
            batch.getFeatures(),
            batch.getLabels(),
            batch.getFeaturesMaskArray(),
            batch.getLabelsMaskArray())
        .map(array -> array == null ? List.<Long>of() : exampleShape(array))
        .toList();
  }

  private static List<Long> exampleShape(INDArray array) {
    return LongStream.of(array.shape()).skip(1).boxed().toList();
  }

  @Override
  public int nodes() {
    return 1;
  }

  @Override
  public MultiDataSet batch(int node, int number) {
    return batches.get(number % batches.size()).toMultiDataSet();
  }

  @Override
  public boolean skippable() {
    return true;
  }

  /** Nobody counts them: the nodes' passes are those of the run. */
  @Override
  public int epochsEnded(int number) {
    return 0;
  }
}
