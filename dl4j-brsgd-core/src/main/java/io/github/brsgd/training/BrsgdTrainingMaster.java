package io.github.brsgd.training;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.training.model.TrainableNetwork;
import io.github.brsgd.training.node.IteratorNodeData;
import io.github.brsgd.training.node.NodeData;
import io.github.brsgd.training.node.ShardNodeData;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Trains a network on m simulated nodes of which up to q send anything at all: Byzantine Resilient
 * SGD.
 *
 * <pre>
 * each node i:  x_i = gradient of its minibatch at w_k; Byzantine nodes send what they like
 * server:       A_k = rule(x_1, ..., x_m);   w_{k+1} = w_k - alpha_k A_k
 * </pre>
 *
 * <p>It takes the place of {@code network.fit(iterator)}:
 *
 * <pre>{@code
 * BrsgdTrainingMaster master =
 *     BrsgdTrainingMaster.builder()
 *         .nodes(20)
 *         .byzantine(6)
 *         .rule(new Krum(6))
 *         .schedule(new BrsgdSchedule(1, 0.55))
 *         .batchSize(32)
 *         .seed(1)
 *         .build();
 * master.fit(network, iterator, 300);
 * }</pre>
 *
 * <p>The aggregate goes through the network's own updater, so Adam, momentum, L2, clipping and
 * constraints work as ever, on the server, where no node can forge them; with one node and the mean
 * the result is that of {@code fit}, bit for bit. Entries that are no gradients (batch
 * normalisation's running statistics, center-loss centers) never reach the rule; they are combined
 * by a coordinate-wise one. k is the network's iteration count: a run continues where the last one
 * ended. One seed gives the same bits whatever the number of worker threads.
 *
 * <p>Memory: one m x d matrix, a gradient and the activations per worker, a few vectors; never a
 * replica per node. Listeners hear {@code onEpochStart}, {@code onGradientCalculation} with the
 * aggregate, {@code iterationDone}, {@code onEpochEnd}; the passes happen on the nodes, so {@code
 * onForwardPass} and {@code onBackwardPass} do not occur. Worker threads compute side by side: run
 * with {@code OMP_NUM_THREADS=1} in the environment, or they fight over the cores.
 *
 * <p>Immutable; each call of {@code fit} is a run of its own.
 *
 * @since 0.1
 */
public final class BrsgdTrainingMaster {

  private final RunSettings settings;

  BrsgdTrainingMaster(RunSettings settings) {
    this.settings = settings;
  }

  /**
   * A builder with nothing chosen yet.
   *
   * @return a new builder
   */
  public static BrsgdTrainingMasterBuilder builder() {
    return new BrsgdTrainingMasterBuilder();
  }

  /**
   * Trains on examples that are read into memory once and dealt to the nodes.
   *
   * @param network a {@code MultiLayerNetwork} or {@code ComputationGraph}, trained in place
   * @param examples all training examples, in any batches; read from beginning to end
   * @param rounds steps to take, at least 1
   * @return the history of the run
   * @throws IllegalStateException if no batch size is set
   * @throws IllegalArgumentException if there are too few examples, or the network cannot be
   *     trained on them
   * @throws AbortedRunException if a round fails and the run is set to end then
   */
  public TrainingResult fit(Model network, DataSetIterator examples, int rounds) {
    return fit(network, ExampleReader.readAll(examples), rounds);
  }

  /**
   * Trains on examples in memory, dealt to the nodes; the set itself is only read, so runs at the
   * same time may share it.
   *
   * @param network a {@code MultiLayerNetwork} or {@code ComputationGraph}, trained in place
   * @param examples all training examples
   * @param rounds steps to take, at least 1
   * @return the history of the run
   * @throws IllegalStateException if no batch size is set
   * @throws IllegalArgumentException if there are too few examples, or the network cannot be
   *     trained on them
   * @throws AbortedRunException if a round fails and the run is set to end then
   */
  public TrainingResult fit(Model network, DataSet examples, int rounds) {
    int batchSize =
        settings
            .batchSize()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "batchSize: set the examples per node and round to train on one set"));
    if (examples.getFeatures() == null || examples.getLabels() == null) {
      throw new IllegalArgumentException("examples: need features and labels");
    }
    int[] classes = classes(examples);
    int[][] shards = settings.partitioner().partition(classes, settings.nodes(), settings.seed());
    Shards.check(settings.partitioner(), shards, settings.nodes(), classes.length);
    return fit(network, new ShardNodeData(examples, shards, batchSize, settings.seed()), rounds);
  }

  /**
   * Trains on an iterator per node; minibatches are as the iterators give them.
   *
   * @param network a {@code MultiLayerNetwork} or {@code ComputationGraph}, trained in place
   * @param nodes one iterator per node, each an object of its own; started again where it ends
   * @param rounds steps to take, at least 1
   * @return the history of the run
   * @throws IllegalArgumentException if there is not one iterator per node, one has no examples, or
   *     the network cannot be trained on them
   * @throws AbortedRunException if a round fails and the run is set to end then
   */
  public TrainingResult fit(Model network, List<? extends DataSetIterator> nodes, int rounds) {
    return fit(network, IteratorNodeData.of(nodes), rounds);
  }

  /**
   * Trains on data of any source.
   *
   * @param network a {@code MultiLayerNetwork} or {@code ComputationGraph}, trained in place
   * @param data the nodes' minibatches
   * @param rounds steps to take, at least 1
   * @return the history of the run
   * @throws IllegalArgumentException if the data is for another number of nodes or the network
   *     cannot be trained on it
   * @throws AbortedRunException if a round fails and the run is set to end then
   */
  public TrainingResult fit(Model network, NodeData data, int rounds) {
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds: need >= 1, got " + rounds);
    }
    if (data.nodes() != settings.nodes()) {
      throw new IllegalArgumentException(
          "data: need data for nodes=" + settings.nodes() + ", got it for " + data.nodes());
    }
    TrainableNetwork trainable = TrainableNetwork.of(network);
    settings.schedule().ifPresent(trainable::useSgd);
    List<TrainingListener> own = trainable.listeners();
    List<TrainingListener> all = new ArrayList<>(own);
    all.addAll(settings.watchers().listeners());
    trainable.replaceListeners(all);
    try (Simulation run = new Simulation(settings, trainable, data, rounds)) {
      return run.run();
    } finally {
      trainable.replaceListeners(own);
    }
  }

  RunSettings settings() {
    return settings;
  }

  /**
   * What a run of this network will need.
   *
   * @param network an initialised network
   * @return an estimate, made before anything is allocated
   */
  public MemoryEstimate memoryEstimate(Model network) {
    INDArray parameters = Objects.requireNonNull(network, "network").params();
    return new MemoryEstimate(
        settings.nodes(), parameters.length(), settings.workers(), parameters.dataType().width());
  }

  /**
   * The rule that the server uses.
   *
   * @return the rule for gradients
   */
  public Aggregator rule() {
    return settings.server().rule();
  }

  /** The class of each example; 0 for labels that are not one value per class. */
  private static int[] classes(DataSet all) {
    INDArray labels = all.getLabels();
    return labels.rank() == 2 && labels.size(1) > 1
        ? labels.argMax(1).toIntVector()
        : new int[Math.toIntExact(labels.size(0))];
  }
}
