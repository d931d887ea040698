package io.github.brsgd.benchmarks;

import io.github.brsgd.checks.Check;
import io.github.brsgd.cli.model.ExampleNetwork;
import io.github.brsgd.data.ImageDataset;
import io.github.brsgd.data.SyntheticDigits;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/**
 * A network of the command line and digits for its nodes, drawn by the program, so that every
 * machine has them.
 *
 * @param network a name of the command line, {@code mlp} or {@code cnn}
 * @param m nodes, at least 1
 * @param batch examples per node and round, at least 1
 */
record ExampleTraining(String network, int m, int batch) {

  private static final int CLASSES = 10;
  private static final long SEED = 1;

  /** Rounds until a node sees an example again. */
  private static final int ROUNDS = 4;

  ExampleTraining {
    ExampleNetwork.require(network);
    Check.atLeast(1, "m", m);
    Check.atLeast(1, "batch", batch);
  }

  /** The network with fresh weights, the same at every call. */
  MultiLayerNetwork create() {
    return ExampleNetwork.require(network).create(digits(1).shape(), CLASSES, SEED);
  }

  /** Examples of all nodes for a few rounds. */
  DataSet examples() {
    return digits(ROUNDS * m * batch).toDataSet();
  }

  /** A batch for each node. */
  List<DataSet> batches() {
    return examples().batchBy(batch).subList(0, m);
  }

  /** Who has which examples. */
  int[][] shards() {
    int each = ROUNDS * batch;
    return IntStream.range(0, m)
        .mapToObj(node -> IntStream.range(node * each, (node + 1) * each).toArray())
        .toArray(int[][]::new);
  }

  private static ImageDataset digits(int count) {
    return SyntheticDigits.generate(count, SEED);
  }
}
