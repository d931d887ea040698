package io.github.brsgd.spark;

import io.github.brsgd.spark.node.NodeShards;
import io.github.brsgd.spark.node.ShardedNodes;
import io.github.brsgd.spark.node.SparkWorkers;
import io.github.brsgd.spark.stats.BrsgdTrainingStats;
import io.github.brsgd.spark.stats.RoundPart;
import io.github.brsgd.training.AbortedRunException;
import io.github.brsgd.training.BrsgdTrainingMaster;
import io.github.brsgd.training.NodePlan;
import io.github.brsgd.training.TrainingResult;
import io.github.brsgd.training.model.TrainableNetwork;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.datavec.spark.util.BroadcastHadoopConfigHolder;
import org.deeplearning4j.core.loader.DataSetLoader;
import org.deeplearning4j.core.loader.MultiDataSetLoader;
import org.deeplearning4j.core.storage.StatsStorageRouter;
import org.deeplearning4j.core.storage.listener.RoutingIterationListener;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.spark.api.TrainingHook;
import org.deeplearning4j.spark.api.TrainingMaster;
import org.deeplearning4j.spark.api.TrainingWorker;
import org.deeplearning4j.spark.api.stats.SparkTrainingStats;
import org.deeplearning4j.spark.data.loader.RemoteFileSourceFactory;
import org.deeplearning4j.spark.impl.common.LoadDataSetFunction;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.nd4j.common.loader.SourceFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Byzantine-resilient training of a {@link SparkDl4jMultiLayer} or a {@link SparkComputationGraph}:
 * executors compute the gradients of the nodes whose data they hold, the driver is the server.
 *
 * <pre>{@code
 * BrsgdTrainingMaster training =
 *     BrsgdTrainingMaster.builder().nodes(20).byzantine(4).rule(new Krum(4)).batchSize(32)
 *         .rounds(500).seed(1).build();
 * SparkBrsgdTrainingMaster master = SparkBrsgdTrainingMaster.builder(training).build();
 * new SparkDl4jMultiLayer(context, configuration, master).fit(examples);
 * TrainingHistory history = master.result().orElseThrow().history();
 * }</pre>
 *
 * <p>All that a {@link BrsgdTrainingMaster} can be set to holds here, and with the same seed and
 * partition the network gets the same bits. One {@code fit} trains for the rounds or epochs that
 * are set, whatever the number of elements of the RDD, and the network counts the passes of its
 * nodes. Not for several {@code fit}s at the same time.
 *
 * @since 0.2
 */
public final class SparkBrsgdTrainingMaster
    implements TrainingMaster<NoTrainingResult, TrainingWorker<NoTrainingResult>> {

  /** Numbers in a slice. */
  private static final double LONGEST = 1 << 28;

  private final BrsgdTrainingMaster training;
  private final SparkSettings settings;
  private final List<TrainingHook> hooks = new ArrayList<>();
  private List<TrainingListener> listeners = List.of();
  private Optional<BrsgdTrainingStats> stats = Optional.empty();
  private Optional<TrainingResult> result = Optional.empty();

  SparkBrsgdTrainingMaster(BrsgdTrainingMaster training, SparkSettings settings) {
    this.training = Objects.requireNonNull(training, "training");
    this.settings = settings;
  }

  /**
   * A builder.
   *
   * @param training what is to be trained, as in one process
   * @return a builder for what only Spark has
   */
  public static SparkBrsgdTrainingMasterBuilder builder(BrsgdTrainingMaster training) {
    return new SparkBrsgdTrainingMasterBuilder(training);
  }

  /**
   * The training master that {@link #toJson} wrote.
   *
   * @param json text
   * @return a training master that trains the same
   * @throws IllegalArgumentException if the text is not what was written, or has an unknown key
   */
  public static SparkBrsgdTrainingMaster fromJson(String json) {
    return SparkJson.json().read(json);
  }

  /**
   * The training master that {@link #toYaml} wrote.
   *
   * @param yaml text
   * @return a training master that trains the same
   * @throws IllegalArgumentException if the text is not what was written, or has an unknown key
   */
  public static SparkBrsgdTrainingMaster fromYaml(String yaml) {
    return SparkJson.yaml().read(yaml);
  }

  @Override
  public String toJson() {
    return SparkJson.json().write(training, settings);
  }

  @Override
  public String toYaml() {
    return SparkJson.yaml().write(training, settings);
  }

  /**
   * The same training with data of the server's own, which are on the driver and in no text; see
   * {@link BrsgdTrainingMaster#trustedData}.
   *
   * @param examples read once, here
   * @return a new training master with these settings, without hooks and listeners
   * @throws IllegalArgumentException if there are no examples, or the rule makes no use of them
   */
  public SparkBrsgdTrainingMaster trustedData(DataSetIterator examples) {
    return new SparkBrsgdTrainingMaster(training.trustedData(examples), settings);
  }

  /**
   * What the last {@code fit} has made.
   *
   * @return history and drawn iterate; empty before the first, and where it was refused
   */
  public Optional<TrainingResult> result() {
    return result;
  }

  @Override
  public void executeTraining(SparkDl4jMultiLayer network, JavaRDD<DataSet> examples) {
    JavaSparkContext context = network.getSparkContext();
    train(network.getNetwork(), context, examples(context, examples));
  }

  @Override
  public void executeTraining(SparkComputationGraph graph, JavaRDD<DataSet> examples) {
    JavaSparkContext context = graph.getSparkContext();
    train(graph.getNetwork(), context, examples(context, examples));
  }

  /** Batches stay as they are: each is one of one node, and node i has those at i, i + m, ... . */
  @Override
  public void executeTrainingMDS(SparkComputationGraph graph, JavaRDD<MultiDataSet> batches) {
    JavaSparkContext context = graph.getSparkContext();
    train(graph.getNetwork(), context, batches(context, batches));
  }

  @Override
  public void executeTrainingPaths(
      SparkDl4jMultiLayer network,
      SparkComputationGraph graph,
      JavaRDD<String> paths,
      DataSetLoader examples,
      MultiDataSetLoader batches) {
    JavaSparkContext context =
        network != null ? network.getSparkContext() : graph.getSparkContext();
    SourceFactory files = new RemoteFileSourceFactory(BroadcastHadoopConfigHolder.get(context));
    train(
        network != null ? network.getNetwork() : graph.getNetwork(),
        context,
        examples != null
            ? examples(context, paths.map(new LoadDataSetFunction(examples, files)))
            : batches(context, paths.map(path -> batches.load(files.getSource(path)))));
  }

  private Function<NodePlan, NodeShards> examples(
      JavaSparkContext context, JavaRDD<DataSet> examples) {
    return plan -> NodeShards.ofExamples(context, examples, plan, () -> partitions(context, plan));
  }

  private Function<NodePlan, NodeShards> batches(
      JavaSparkContext context, JavaRDD<MultiDataSet> batches) {
    return plan -> NodeShards.ofBatches(context, batches, plan, () -> partitions(context, plan));
  }

  /** One per task, and none longer than an array may be. */
  private static int slices(JavaSparkContext context, NodePlan plan, TrainableNetwork network) {
    double numbers = (double) plan.nodes() * network.parameters().length();
    return Math.max(context.defaultParallelism(), (int) Math.ceil(numbers / LONGEST));
  }

  private int partitions(JavaSparkContext context, NodePlan plan) {
    return Math.min(
        plan.nodes(),
        settings.partitions().orElseGet(() -> Math.max(1, context.defaultParallelism())));
  }

  private void train(
      Model network, JavaSparkContext context, Function<NodePlan, NodeShards> source) {
    result = Optional.empty();
    refuseNarrow(network);
    List<TrainingListener> during = new ArrayList<>(listenersOf(network));
    List<TrainingListener> added =
        listeners.stream().filter(listener -> !during.contains(listener)).toList();
    during.addAll(added);
    network.setListeners(during);
    boolean sharded = settings.transport() == Transport.SHARDED;
    try (NodeShards shards = dealt(source)) {
      result =
          Optional.of(
              training.fit(
                  network,
                  (plan, trainable) ->
                      new SparkWorkers(
                          context,
                          plan,
                          trainable,
                          shards,
                          settings.deadline(),
                          hooks,
                          sharded,
                          stats),
                  sharded
                      ? Optional.of(
                          (plan, trainable, workers) ->
                              new ShardedNodes(
                                  context,
                                  plan,
                                  (SparkWorkers) workers,
                                  slices(context, plan, trainable)))
                      : Optional.empty(),
                  shards::digest));
      if (isCalledByFit()) {
        countEpochs(network, -1);
      }
    } catch (AbortedRunException e) {
      result = Optional.of(e.result());
      throw e;
    } finally {
      List<TrainingListener> left = new ArrayList<>(listenersOf(network));
      left.removeIf(listener -> added.stream().anyMatch(own -> own == listener));
      network.setListeners(left);
    }
  }

  /** What travels are floats and doubles: parameters of any other type would not arrive as such. */
  private static void refuseNarrow(Model network) {
    DataType own = network.params().dataType();
    if (own != TrainableNetwork.of(network).rowType()) {
      throw new IllegalArgumentException(
          "network: on Spark need parameters of type FLOAT or DOUBLE, got "
              + own
              + "; train what network.convertDataType(DataType.FLOAT) gives, or this one in one"
              + " process");
    }
  }

  /** Deeplearning4j's fit counts an epoch more afterwards; the run has counted its own. */
  private static boolean isCalledByFit() {
    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .walk(
            frames ->
                frames
                    .map(StackWalker.StackFrame::getDeclaringClass)
                    .anyMatch(
                        caller ->
                            caller == SparkDl4jMultiLayer.class
                                || caller == SparkComputationGraph.class));
  }

  private static void countEpochs(Model network, int more) {
    if (network instanceof ComputationGraph graph) {
      graph.getConfiguration().setEpochCount(graph.getEpochCount() + more);
    } else {
      MultiLayerNetwork sequential = (MultiLayerNetwork) network;
      sequential.setEpochCount(sequential.getEpochCount() + more);
    }
  }

  private NodeShards dealt(Function<NodePlan, NodeShards> source) {
    long millis = System.currentTimeMillis();
    long nanos = System.nanoTime();
    NodeShards shards = source.apply(training.nodePlan());
    long duration = (System.nanoTime() - nanos) / 1_000_000;
    stats.ifPresent(all -> all.add(RoundPart.DEAL, millis, duration));
    return shards;
  }

  private static Collection<TrainingListener> listenersOf(Model network) {
    return network instanceof ComputationGraph graph
        ? graph.getListeners()
        : ((MultiLayerNetwork) network).getListeners();
  }

  /**
   * A hook is called on executors, around the row of each node, with its first batch: as a {@code
   * DataSet} where the RDD has such, or as a {@code MultiDataSet}.
   */
  @Override
  public void addHook(TrainingHook hook) {
    hooks.add(Objects.requireNonNull(hook, "hook"));
  }

  @Override
  public void removeHook(TrainingHook hook) {
    hooks.remove(hook);
  }

  /** Listeners of the server's network, on the driver, besides those that it has. */
  @Override
  public void setListeners(Collection<TrainingListener> chosen) {
    listeners = chosen == null ? List.of() : List.copyOf(chosen);
  }

  @Override
  public void setListeners(StatsStorageRouter router, Collection<TrainingListener> chosen) {
    setListeners(chosen);
    listeners.stream()
        .filter(RoutingIterationListener.class::isInstance)
        .forEach(listener -> ((RoutingIterationListener) listener).setStorageRouter(router));
  }

  @Override
  public void setCollectTrainingStats(boolean collect) {
    stats = collect ? Optional.of(stats.orElseGet(BrsgdTrainingStats::new)) : Optional.empty();
  }

  @Override
  public boolean getIsCollectTrainingStats() {
    return stats.isPresent();
  }

  /** What has been timed; null unless it is collected, as Deeplearning4j has it. */
  @Override
  public SparkTrainingStats getTrainingStats() {
    return stats.orElse(null);
  }

  /** There are none. */
  @Override
  public boolean deleteTempFiles(JavaSparkContext context) {
    return true;
  }

  /** There are none. */
  @Override
  public boolean deleteTempFiles(SparkContext context) {
    return true;
  }

  /** Nodes compute rows, not models: there is no worker to hand out. */
  @Override
  public TrainingWorker<NoTrainingResult> getWorkerInstance(SparkDl4jMultiLayer network) {
    throw new UnsupportedOperationException("nodes compute rows; there is no TrainingWorker");
  }

  /** Nodes compute rows, not models: there is no worker to hand out. */
  @Override
  public TrainingWorker<NoTrainingResult> getWorkerInstance(SparkComputationGraph graph) {
    throw new UnsupportedOperationException("nodes compute rows; there is no TrainingWorker");
  }
}
