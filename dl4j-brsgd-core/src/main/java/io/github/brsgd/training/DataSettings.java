package io.github.brsgd.training;

import io.github.brsgd.checks.Check;
import io.github.brsgd.data.IidPartitioner;
import io.github.brsgd.data.LabelCounts;
import io.github.brsgd.data.Partitioner;
import io.github.brsgd.training.node.NodeData;
import io.github.brsgd.training.node.ShardNodeData;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** How the examples of one source reach the nodes. */
record DataSettings(
    OptionalInt batchSize, Partitioner partitioner, boolean shuffle, boolean streaming) {

  /** In memory, i.i.d., shuffled. */
  static final DataSettings DEFAULT =
      new DataSettings(OptionalInt.empty(), new IidPartitioner(), true, false);

  DataSettings {
    Objects.requireNonNull(partitioner, "partitioner");
    batchSize.ifPresent(size -> Check.atLeast(1, "batchSize", size));
  }

  /** What is set for shards in memory has no meaning for a stream. */
  void check() {
    if (streaming && !equals(DEFAULT.withStreaming())) {
      throw new IllegalArgumentException(
          "streaming: batches are as the iterator gives them, to nodes in turn; got also batchSize,"
              + " partitioner or shuffle");
    }
  }

  DataSettings withBatchSize(int examples) {
    return new DataSettings(OptionalInt.of(examples), partitioner, shuffle, streaming);
  }

  DataSettings withPartitioner(Partitioner split) {
    return new DataSettings(batchSize, split, shuffle, streaming);
  }

  DataSettings withShuffle(boolean shuffled) {
    return new DataSettings(batchSize, partitioner, shuffled, streaming);
  }

  DataSettings withStreaming() {
    return new DataSettings(batchSize, partitioner, shuffle, true);
  }

  /** Examples in memory, dealt to the nodes. */
  NodeData deal(DataSet examples, int nodes, long seed) {
    return nodeData(examples, dealt(examples, nodes, seed), seed);
  }

  /** Who gets which; what {@link #deal} refuses is refused. */
  int[][] shards(DataSet examples, int nodes, long seed) {
    int[][] shards = dealt(examples, nodes, seed);
    nodeData(examples, shards, seed);
    return shards;
  }

  /** How they are dealt; what {@link #deal} refuses is refused. */
  LabelCounts counts(DataSet examples, int nodes, long seed) {
    int[][] shards = shards(examples, nodes, seed);
    long width = hasClasses(examples) ? examples.getLabels().size(1) : 1;
    return LabelCounts.of(
        shards, classes(examples), LongStream.range(0, width).mapToObj(Long::toString).toList());
  }

  private NodeData nodeData(DataSet examples, int[][] shards, long seed) {
    int size = batchSize.orElseThrow();
    return shuffle
        ? new ShardNodeData(examples, shards, size, seed)
        : ShardNodeData.inOrder(examples, shards, size);
  }

  private int[][] dealt(DataSet examples, int nodes, long seed) {
    if (batchSize.isEmpty()) {
      throw new IllegalArgumentException(
          streaming
              ? "streaming: needs an iterator, got examples in memory"
              : "batchSize: set the examples per node and round to train on one set");
    }
    if (examples.getFeatures() == null || examples.getLabels() == null) {
      throw new IllegalArgumentException("examples: need features and labels");
    }
    ExampleReader.checkPairs(examples);
    int[] classes = classes(examples);
    int[][] shards = partitioner.partition(examples, classes, nodes, seed);
    Shards.check(partitioner, shards, nodes, classes.length);
    return shards;
  }

  private static boolean hasClasses(DataSet examples) {
    INDArray labels = examples.getLabels();
    return labels.rank() == 2 && labels.size(1) > 1;
  }

  /** The class of each example; 0 for labels that are not one value per class. */
  private static int[] classes(DataSet examples) {
    return hasClasses(examples)
        ? examples.getLabels().argMax(1).toIntVector()
        : new int[Math.toIntExact(examples.getLabels().size(0))];
  }
}
