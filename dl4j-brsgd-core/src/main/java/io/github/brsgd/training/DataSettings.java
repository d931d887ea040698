package io.github.brsgd.training;

import io.github.brsgd.checks.Check;
import io.github.brsgd.data.IidPartitioner;
import io.github.brsgd.data.Partitioner;
import io.github.brsgd.training.node.NodeData;
import io.github.brsgd.training.node.OrderedShardNodeData;
import io.github.brsgd.training.node.ShardNodeData;
import java.util.Objects;
import java.util.OptionalInt;
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
    int size =
        batchSize.orElseThrow(
            () ->
                new IllegalArgumentException(
                    streaming
                        ? "streaming: needs an iterator, got examples in memory"
                        : "batchSize: set the examples per node and round to train on one set"));
    if (examples.getFeatures() == null || examples.getLabels() == null) {
      throw new IllegalArgumentException("examples: need features and labels");
    }
    ExampleReader.checkPairs(examples);
    int[] classes = classes(examples);
    int[][] shards = partitioner.partition(examples, classes, nodes, seed);
    Shards.check(partitioner, shards, nodes, classes.length);
    return shuffle
        ? new ShardNodeData(examples, shards, size, seed)
        : new OrderedShardNodeData(examples, shards, size);
  }

  /** The class of each example; 0 for labels that are not one value per class. */
  private static int[] classes(DataSet all) {
    INDArray labels = all.getLabels();
    return labels.rank() == 2 && labels.size(1) > 1
        ? labels.argMax(1).toIntVector()
        : new int[Math.toIntExact(labels.size(0))];
  }
}
