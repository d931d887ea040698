package io.github.brsgd.spark.node;

import io.github.brsgd.checks.Reason;
import io.github.brsgd.marker.Internal;
import io.github.brsgd.spark.rows.HeapVector;
import io.github.brsgd.spark.rows.Sent;
import io.github.brsgd.spark.stats.BrsgdTrainingStats;
import io.github.brsgd.spark.stats.RoundPart;
import io.github.brsgd.training.NodePlan;
import io.github.brsgd.training.model.OutputEvaluation;
import io.github.brsgd.training.model.TrainableNetwork;
import io.github.brsgd.training.node.NodeState;
import io.github.brsgd.training.node.NodeWorkers;
import io.github.brsgd.training.node.ShardOrder;
import io.github.brsgd.training.node.TestExamples;
import io.github.brsgd.training.node.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.spark.api.TrainingHook;
import org.nd4j.evaluation.IEvaluation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executors that compute the rows of the nodes whose data they hold. Parameters are sent once per
 * round, rows come back; what nodes remember comes with the rows and is sent again with the next
 * round, so that a task that is run again, on whatever executor, gives the same bits.
 *
 * <p>An answer counts only if it is what was asked for: of this round and an asked node, from the
 * partition with its data, of d numbers of the network's type, and the node's only one. Whatever
 * else arrives is no answer.
 *
 * @since 0.2
 */
@Internal
public final class SparkWorkers implements Workers {

  private static final Logger LOG = LoggerFactory.getLogger(SparkWorkers.class);

  private final JavaSparkContext context;
  private final NodePlan plan;
  private final TrainableNetwork network;
  private final NodeShards shards;
  private final PartialJob job;
  private final String run;
  private final Broadcast<RunTerms> terms;
  private final byte[][] memory;
  private final FirstBatch first;
  private final NodeWorkers driver;
  private final RoundTimes times;
  private Optional<Integer> firstNumber = Optional.empty();

  /**
   * Computes with the data of the nodes, which stay the caller's.
   *
   * @param context of the data
   * @param plan what nodes do
   * @param network the server's
   * @param shards the data
   * @param deadline how long a round waits for nodes; empty for as long as it takes
   * @param hooks called on executors, around the row of each node
   * @param forging whether attackers forge on the executors what they send, and not on the driver
   * @param stats where times are taken down, if anywhere
   */
  public SparkWorkers(
      JavaSparkContext context,
      NodePlan plan,
      TrainableNetwork network,
      NodeShards shards,
      Optional<Duration> deadline,
      List<TrainingHook> hooks,
      boolean forging,
      Optional<BrsgdTrainingStats> stats) {
    this.context = context;
    this.plan = plan;
    this.network = network;
    this.shards = shards;
    this.job = new PartialJob(context, deadline);
    this.memory = new byte[plan.nodes()][0];
    this.first = new FirstBatch(plan.nodes());
    this.times = new RoundTimes(stats);
    this.run = UUID.randomUUID().toString();
    this.terms = context.broadcast(RunTerms.of(run, network.model(), plan, hooks, forging));
    // Last: nobody would end its threads if something else failed here.
    this.driver = new NodeWorkers(network, first, plan.update(), plan.workers(), plan.seed());
  }

  @Override
  public void useFastLayers() {
    driver.useFastLayers();
  }

  @Override
  public void prepare(int node) {
    if (firstNumber.isEmpty()) {
      firstNumber = Optional.of(Math.multiplyExact(network.iteration(), plan.update().batches()));
    }
    Broadcast<RoundTask> task = send(Set.of(node));
    Broadcast<RunTerms> sent = terms;
    try {
      context.setJobDescription("the first batch of node " + node);
      List<MultiDataSet> found =
          shards
              .rdd()
              .filter(shard -> shard.node() == node)
              .map(
                  shard ->
                      Replicas.with(
                          sent.value(), replica -> replica.firstBatch(task.value(), shard)))
              .collect();
      first.give(found.get(0));
      driver.prepare(node);
    } catch (Exception e) { // Spark throws checked ones that it does not declare
      throw new IllegalArgumentException("node " + node + ": " + Reason.of(Causes.first(e)), e);
    } finally {
      context.setJobDescription(null);
      Sent.forget(task);
      first.forget();
    }
  }

  TrainableNetwork network() {
    return network;
  }

  NodeShards shards() {
    return shards;
  }

  Broadcast<RunTerms> terms() {
    return terms;
  }

  byte[] memory(int node) {
    return memory[node];
  }

  void remember(int node, byte[] noted) {
    memory[node] = noted;
  }

  /** Tells executors of a round whose rows are awaited then. */
  Broadcast<RoundTask> sendRound(Set<Integer> nodes) {
    times.begin(RoundPart.BROADCAST);
    Broadcast<RoundTask> task = send(nodes);
    times.begin(RoundPart.ROWS);
    return task;
  }

  /** The rows of a round are there. */
  void arrived() {
    times.begin(RoundPart.SERVER);
  }

  private Broadcast<RoundTask> send(Set<Integer> nodes) {
    return context.broadcast(
        new RoundTask(
            network.iteration(),
            network.epoch(),
            firstNumber.orElseThrow(),
            HeapVector.of(network.parameters()),
            network.learningRate(),
            nodes));
  }

  @Override
  public boolean canSpare() {
    return !plan.update().remembers();
  }

  @Override
  public Map<Integer, Double> rows(List<Integer> nodes, IntFunction<INDArray> row) {
    Set<Integer> asked = new HashSet<>(nodes);
    Map<Integer, Double> losses = new TreeMap<>();
    if (asked.isEmpty()) {
      return losses;
    }
    Broadcast<RoundTask> task = sendRound(asked);
    List<Broadcast<Map<Integer, byte[]>>> notes = new ArrayList<>();
    try {
      notes.addAll(sendNotes(asked));
      List<Integer> partitions = asked.stream().map(shards::partition).distinct().sorted().toList();
      Map<Integer, List<NodeAnswer>> sent =
          job.run("round " + network.iteration() + ": rows", answers(task, notes), partitions);
      for (NodeAnswer answer : check(asked).counted(sent).values()) {
        try (INDArray copy = answer.row().matrix(1)) {
          row.apply(answer.node()).assign(copy);
        }
        memory[answer.node()] = answer.memory();
        losses.put(answer.node(), answer.loss());
      }
    } catch (Exception e) { // Spark throws checked ones that it does not declare
      throw new IllegalStateException(Reason.of(Causes.first(e)), e);
    } finally {
      Sent.forget(task);
      notes.forEach(Sent::forget);
    }
    arrived();
    if (losses.size() < asked.size()) {
      LOG.warn(
          "round {}: no answer of nodes {}",
          network.iteration(),
          asked.stream().filter(node -> !losses.containsKey(node)).sorted().toList());
    }
    return losses;
  }

  private JavaRDD<NodeAnswer> answers(
      Broadcast<RoundTask> task, List<Broadcast<Map<Integer, byte[]>>> noted) {
    Broadcast<RunTerms> sent = terms;
    return shards
        .rdd()
        .mapPartitionsWithIndex(
            (partition, own) ->
                answers(
                    sent.value(),
                    task.value(),
                    own,
                    noted.isEmpty() ? Map.of() : noted.get(partition).value()),
            true);
  }

  private static Iterator<NodeAnswer> answers(
      RunTerms terms, RoundTask task, Iterator<NodeShard> own, Map<Integer, byte[]> noted) {
    List<NodeAnswer> answers = new ArrayList<>();
    Replicas.with(
        terms,
        replica -> {
          replica.move(task);
          own.forEachRemaining(
              shard -> {
                if (task.nodes().contains(shard.node())) {
                  answers.add(
                      replica.answer(
                          task, shard, noted.getOrDefault(shard.node(), NodeMemory.NOTHING)));
                }
              });
          return true;
        });
    return answers.iterator();
  }

  /**
   * What the asked nodes of each partition remember, if they do; an executor fetches what it needs.
   */
  List<Broadcast<Map<Integer, byte[]>>> sendNotes(Set<Integer> asked) {
    if (!plan.update().remembers()) {
      return List.of();
    }
    List<Map<Integer, byte[]>> notes =
        Stream.<Map<Integer, byte[]>>generate(HashMap::new).limit(shards.partitions()).toList();
    asked.forEach(node -> notes.get(shards.partition(node)).put(node, memory[node]));
    return new ArrayList<>(notes.stream().map(context::broadcast).toList());
  }

  /** Which answers of the next round count. */
  AnswerCheck check(Set<Integer> asked) {
    return new AnswerCheck(
        network.iteration(),
        asked,
        network.slots().length(),
        network.parameters().dataType(),
        shards::partition);
  }

  @Override
  public List<IEvaluation<?>> evaluate(TestExamples examples, List<OutputEvaluation> evaluations) {
    return driver.evaluate(examples, evaluations);
  }

  @Override
  public int epochsEnded(int round) {
    int largest = Collections.max(shards.sizes());
    ShardOrder order = shards.orderOf(plan, largest);
    order.begin(firstNumber.orElseThrow());
    int ended = 0;
    for (int number = 0; number < plan.update().batches(); number++) {
      ended += order.passesEnded(Math.multiplyExact(round, plan.update().batches()) + number);
    }
    return ended;
  }

  @Override
  public NodeState state() {
    return new NodeState(
        Arrays.stream(memory).map(NodeMemory::read).toList(),
        List.of((long) firstNumber.orElseThrow()));
  }

  @Override
  public void resume(NodeState state) {
    if (state.notes().size() != memory.length || state.positions().size() != 1) {
      throw new IllegalArgumentException(
          "state: need that of m="
              + memory.length
              + " nodes and one position, got m="
              + state.notes().size()
              + ", positions "
              + state.positions());
    }
    firstNumber = Optional.of(Math.toIntExact(state.positions().get(0)));
    for (int node = 0; node < memory.length; node++) {
      memory[node] = NodeMemory.of(state.notes().get(node));
    }
  }

  @Override
  public void close() {
    times.end();
    driver.close();
    Replicas.forget(run);
    Sent.forget(terms);
  }
}
