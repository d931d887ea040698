package io.github.brsgd.training;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.data.LabelCounts;
import io.github.brsgd.marker.Internal;
import io.github.brsgd.training.model.TrainableNetwork;
import io.github.brsgd.training.node.IteratorNodeData;
import io.github.brsgd.training.node.NodeData;
import io.github.brsgd.training.node.NodeUpdate;
import io.github.brsgd.training.node.StreamNodeData;
import io.github.brsgd.training.node.Workers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

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
 *         .rounds(300)
 *         .build();
 * master.fit(network, iterator);
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
 * onForwardPass} and {@code onBackwardPass} do not occur. Worker threads compute side by side, and
 * where the examples are in memory the thread that calls {@code fit} is one of them; ND4J's
 * generator of that thread is afterwards what it was before. Until a run ends, BLAS computes each
 * product of matrices on one thread in the whole process, unless {@code OMP_NUM_THREADS} is set in
 * the environment. With 1 in it ND4J's own sums have one thread too, and bits that do not depend on
 * the number of cores.
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
   * The training master that {@link #toJson} wrote.
   *
   * @param json its settings
   * @return one with these settings
   * @throws IllegalArgumentException if a setting is unknown, missing, of the wrong type or refused
   */
  public static BrsgdTrainingMaster fromJson(String json) {
    return SettingsJson.read(json).build();
  }

  /**
   * All settings as text: rules, attacks and the like as the catalogue names them ({@code
   * krum:q=4}), the schedule as Deeplearning4j writes it. Listeners, observers, the condition to
   * stop, what to evaluate and the server's own data are no settings of training and are not in it.
   *
   * @return JSON from which {@link #fromJson} makes a training master that trains the same
   * @throws IllegalArgumentException if a rule, attack, poisoning, partitioner or choice of
   *     attackers is not in the catalogue, an iterate of an earlier run goes on being drawn, or
   *     there is a quarantine
   */
  public String toJson() {
    return SettingsJson.write(settings);
  }

  /** The main settings, as the catalogue names them. */
  @Override
  public String toString() {
    return "BrsgdTrainingMaster" + settings;
  }

  /**
   * The same training, going on where another run ended or was killed: each {@code fit} takes over
   * the newest checkpoint in a folder that is not damaged, into a network of the same
   * configuration, whatever its parameters. Network, history and all else are then, bit for bit,
   * those of a run without a break: {@link BrsgdTrainingMasterBuilder#rounds} and {@code epochs}
   * count from its very beginning. It writes checkpoints where it is set to.
   *
   * @param folder that of {@link Checkpoints}
   * @return a training master whose {@code fit} throws an {@link IllegalArgumentException} if the
   *     folder has no checkpoint, or one of a run with other settings, network or data, each
   *     difference named
   */
  public BrsgdTrainingMaster resume(Path folder) {
    return new BrsgdTrainingMaster(settings.after(folder));
  }

  /**
   * The same training with data of the server's own, which are in no text: {@link
   * BrsgdTrainingMasterBuilder#trustedData}.
   *
   * @param examples read once, here
   * @return a training master that differs in nothing else
   * @throws IllegalArgumentException if there are no examples, or the rule makes no use of them
   */
  public BrsgdTrainingMaster trustedData(DataSetIterator examples) {
    return new BrsgdTrainingMaster(settings.with(TrustedData.of(examples)));
  }

  /**
   * Trains on the examples of an iterator: read into memory once and dealt to the nodes or, where
   * {@link BrsgdTrainingMasterBuilder#streaming} is set, batch by batch to each node in turn.
   *
   * @param network a {@code MultiLayerNetwork} or {@code ComputationGraph}, trained in place
   * @param examples all training examples, in any batches
   * @return the history of the run
   * @throws IllegalArgumentException if no batch size is set, or no length of the run, or if there
   *     are too few examples, or the network cannot be trained on them
   * @throws AbortedRunException if a round fails and the run is set to end then
   */
  public TrainingResult fit(Model network, DataSetIterator examples) {
    if (!settings.data().streaming()) {
      return fit(network, ExampleReader.readAll(examples));
    }
    try (StreamNodeData data =
        StreamNodeData.of(
            examples, settings.nodes(), settings.update().batches(), settings.seed())) {
      return fit(network, data);
    }
  }

  /**
   * Trains on an iterator with any number of arrays, batch by batch to each node in turn.
   *
   * @param network a {@code MultiLayerNetwork} or {@code ComputationGraph}, trained in place
   * @param examples the batches, each of one node in one round
   * @return the history of the run
   * @throws IllegalArgumentException if {@link BrsgdTrainingMasterBuilder#streaming} is not set, or
   *     no length of the run
   * @throws IllegalArgumentException if there are no examples, or the network cannot be trained on
   *     them
   * @throws AbortedRunException if a round fails and the run is set to end then
   */
  public TrainingResult fit(Model network, MultiDataSetIterator examples) {
    if (!settings.data().streaming()) {
      throw new IllegalArgumentException(
          "streaming: set it to train on a MultiDataSetIterator, which is not dealt in memory");
    }
    try (StreamNodeData data =
        StreamNodeData.of(
            examples, settings.nodes(), settings.update().batches(), settings.seed())) {
      return fit(network, data);
    }
  }

  /**
   * Trains on examples in memory, dealt to the nodes; the set itself is only read, so runs at the
   * same time may share it.
   *
   * @param network a {@code MultiLayerNetwork} or {@code ComputationGraph}, trained in place
   * @param examples all training examples
   * @return the history of the run
   * @throws IllegalArgumentException if no batch size is set, or no length of the run, or if there
   *     are too few examples, or the network cannot be trained on them
   * @throws AbortedRunException if a round fails and the run is set to end then
   */
  public TrainingResult fit(Model network, DataSet examples) {
    NodeData data = settings.data().deal(examples, settings.nodes(), settings.seed());
    return fit(network, data, () -> ExampleDigest.of(examples));
  }

  /**
   * Trains on an iterator per node; minibatches are as the iterators give them.
   *
   * @param network a {@code MultiLayerNetwork} or {@code ComputationGraph}, trained in place
   * @param nodes one iterator per node, each an object of its own; started again where it ends
   * @return the history of the run
   * @throws IllegalArgumentException if no length of the run is set, or if there is not one
   *     iterator per node, one has no examples, or the network cannot be trained on them
   * @throws AbortedRunException if a round fails and the run is set to end then
   */
  public TrainingResult fit(Model network, List<? extends DataSetIterator> nodes) {
    return fit(network, IteratorNodeData.of(nodes));
  }

  /**
   * Trains on data of any source.
   *
   * @param network a {@code MultiLayerNetwork} or {@code ComputationGraph}, trained in place
   * @param data the nodes' minibatches
   * @return the history of the run
   * @throws IllegalArgumentException if no length of the run is set, or another run is training the
   *     network, or if the data is for another number of nodes or the network cannot be trained on
   *     it
   * @throws AbortedRunException if a round fails and the run is set to end then
   */
  public TrainingResult fit(Model network, NodeData data) {
    return fit(network, data, data.getClass()::getName);
  }

  private TrainingResult fit(Model network, NodeData data, Supplier<String> digest) {
    RunLength length = length();
    if (data.nodes() != settings.nodes()) {
      throw new IllegalArgumentException(
          "data: need data for nodes=" + settings.nodes() + ", got it for " + data.nodes());
    }
    if (settings.watchers().quarantine().isPresent()
        && length.unit() == RunLength.Unit.EPOCHS
        && data.needsAll()) {
      throw new IllegalArgumentException(
          "quarantine: a node that is excluded reads no more of its data, and a pass may never end;"
              + " set rounds in place of epochs, or give data that are dealt or streamed");
    }
    return fit(
        network,
        (plan, trainable) -> Simulation.threads(settings, trainable, data),
        Optional.empty(),
        digest);
  }

  private RunLength length() {
    return settings
        .length()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "rounds, epochs: set one of them, the length of a run has no default"));
  }

  /**
   * Trains with rows that someone else computes.
   *
   * @param network a {@code MultiLayerNetwork} or {@code ComputationGraph}, trained in place
   * @param workers start and end with the run
   * @param nodes make answers of what the workers compute; empty to have them simulated
   * @param digest tells the data from others, for checkpoints; not asked without them
   * @return the history of the run
   * @throws IllegalArgumentException if no length of the run is set, or another run is training the
   *     network, or the network cannot be trained so
   * @throws AbortedRunException if a round fails and the run is set to end then
   */
  @Internal
  public TrainingResult fit(
      Model network,
      WorkersFactory workers,
      Optional<NodesFactory> nodes,
      Supplier<String> digest) {
    RunLength length = length();
    settings.requireTrusted();
    NetworkClaim claim = new NetworkClaim(network);
    try (claim) {
      TrainableNetwork trainable = TrainableNetwork.of(network);
      check(trainable);
      settings.schedule().ifPresent(trainable::useSgd);
      List<TrainingListener> added = settings.watchers().listeners();
      List<TrainingListener> all = new ArrayList<>(trainable.listeners());
      all.addAll(added);
      trainable.replaceListeners(all);
      try (Simulation run = run(trainable, workers, nodes, length)) {
        run.recover(digest);
        return run.run();
      } finally {
        trainable.replaceListeners(without(added, trainable.listeners()));
      }
    }
  }

  private Simulation run(
      TrainableNetwork network,
      WorkersFactory factory,
      Optional<NodesFactory> nodes,
      RunLength length) {
    NodePlan plan = NodePlan.of(settings);
    Workers workers = factory.start(plan, network);
    return nodes
        .map(
            made ->
                new Simulation(
                    settings, network, workers, made(made, plan, network, workers), length))
        .orElseGet(() -> new Simulation(settings, network, workers, length));
  }

  /** The workers do not outlive nodes that cannot be made. */
  private static Nodes made(
      NodesFactory factory, NodePlan plan, TrainableNetwork network, Workers workers) {
    try {
      return factory.over(plan, network, workers);
    } catch (RuntimeException | Error e) {
      workers.close();
      throw e;
    }
  }

  /** What is left of some listeners, in their order, when each of others is taken out once. */
  private static List<TrainingListener> without(
      List<TrainingListener> others, List<TrainingListener> listeners) {
    List<TrainingListener> left = new ArrayList<>(listeners);
    for (TrainingListener other : others) {
      for (int i = left.size() - 1; i >= 0; i--) {
        if (left.get(i) == other) {
          left.remove(i);
          break;
        }
      }
    }
    return left;
  }

  RunSettings settings() {
    return settings;
  }

  /**
   * What nodes have to know of the settings.
   *
   * @return a plan that travels
   */
  @Internal
  public NodePlan nodePlan() {
    return NodePlan.of(settings);
  }

  /**
   * How {@link #fit(Model, DataSet)} deals these examples to the nodes.
   *
   * @param examples all training examples
   * @return examples per node and class; classes are called 0, 1, ..., and there is one where
   *     labels are not one value per class
   * @throws IllegalArgumentException if they cannot be dealt, or no node has as many as a batch
   */
  public LabelCounts labelCounts(DataSet examples) {
    return settings.data().counts(examples, settings.nodes(), settings.seed());
  }

  /**
   * Which of these examples {@link #fit(Model, DataSet)} deals to which node.
   *
   * @param examples all training examples
   * @return for each node the numbers of its examples; together a permutation of all
   * @throws IllegalArgumentException if they cannot be dealt, or no node has as many as a batch
   */
  public int[][] shards(DataSet examples) {
    return settings.data().shards(examples, settings.nodes(), settings.seed());
  }

  /**
   * Refuses a network that a run would refuse for its entries that are no gradients, before there
   * is a run: a rule that goes by data of the server's own may stand more Byzantine nodes than the
   * rule for those entries.
   *
   * @param network an initialised network; only looked at
   * @throws IllegalArgumentException if it has such entries and the rule for them cannot serve
   */
  public void check(Model network) {
    check(TrainableNetwork.of(network));
  }

  private void check(TrainableNetwork network) {
    if (network.slots().statistics() > 0) {
      settings.server().checkStatistics();
    }
  }

  /**
   * What a run of this network will need.
   *
   * @param network an initialised network
   * @return an estimate, made before anything is allocated
   */
  public MemoryEstimate memoryEstimate(Model network) {
    INDArray parameters = Objects.requireNonNull(network, "network").params();
    NodeUpdate update = settings.update();
    int workers = Math.min(settings.workers(), settings.nodes());
    return new MemoryEstimate(
        settings.nodes(),
        parameters.length(),
        settings.workers(),
        TrainableNetwork.of(network).rowType().width(),
        settings.nodes() * update.vectorsPerNode()
            + workers * update.vectorsPerWorker()
            + (settings.server().rule().needsTrustedRow() ? ServerNode.vectors(update) : 0));
  }

  /**
   * The rule that the server uses.
   *
   * @return the rule for gradients
   */
  public Aggregator rule() {
    return settings.server().rule();
  }
}
