package io.github.brsgd.spark.node;

import io.github.brsgd.checks.Reason;
import io.github.brsgd.marker.Internal;
import io.github.brsgd.spark.rows.HeapVector;
import io.github.brsgd.spark.rows.RowSlices;
import io.github.brsgd.spark.rows.Sent;
import io.github.brsgd.training.NodePlan;
import io.github.brsgd.training.Nodes;
import io.github.brsgd.training.node.NodeState;
import io.github.brsgd.training.server.RoundRequest;
import io.github.brsgd.training.server.RoundRows;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.nd4j.linalg.api.buffer.DataType;
import scala.Tuple2;

/**
 * Nodes whose rows stay on the executors: each round's are kept there until the next, cut into
 * slices and exchanged. What nodes remember is kept in the same place, twice where there are two
 * executors, and only the last round's: it cannot be computed again from the beginning.
 *
 * @since 0.2
 */
@Internal
public final class ShardedNodes implements Nodes {

  private final JavaSparkContext context;
  private final NodePlan plan;
  private final SparkWorkers workers;
  private final NodeShards shards;
  private final int length;
  private final DataType type;
  private final int slices;
  private Optional<Round> last = Optional.empty();

  /** What is kept of a round. */
  private record Round(
      JavaRDD<NodeAnswer> answers,
      Broadcast<RoundTask> task,
      List<Broadcast<Map<Integer, byte[]>>> noted,
      RowSlices slices) {
    void forget() {
      slices.close();
      answers.unpersist(false);
      Sent.forget(task);
      noted.forEach(Sent::forget);
    }
  }

  /** What the driver hears of an answer. */
  private record Head(int round, int node, double loss, boolean finite, int length, DataType type)
      implements Answer, Serializable {
    private static final long serialVersionUID = 1;

    static Head of(NodeAnswer answer) {
      HeapVector row = answer.row();
      return new Head(
          answer.round(),
          answer.node(),
          answer.loss(),
          row.isFinite(),
          answer.length(),
          answer.type());
    }
  }

  /**
   * Nodes of a run.
   *
   * @param context of the data
   * @param plan what nodes do
   * @param workers of the run
   * @param slices how many slices rows are cut into, at least 1
   * @throws IllegalArgumentException if an attack needs all rows, or absent nodes' rows are to
   *     stand in
   */
  public ShardedNodes(JavaSparkContext context, NodePlan plan, SparkWorkers workers, int slices) {
    if (plan.cached()) {
      throw new IllegalArgumentException(
          "participation: rows that stand in for absent nodes need the transport that collects");
    }
    int first = workers.network().iteration();
    plan.attack().ifPresent(attack -> ForgedRow.check(attack, first));
    this.context = context;
    this.plan = plan;
    this.workers = workers;
    this.shards = workers.shards();
    this.length = Math.toIntExact(workers.network().slots().length());
    this.type = workers.network().parameters().dataType();
    this.slices = Math.min(slices, length);
  }

  @Override
  public void prepare(RoundRequest next) {
    workers.prepare(plan.present(next.round(), next.excluded()).get(0));
  }

  @Override
  public RoundRows answers(RoundRequest request) {
    List<Integer> present = plan.present(request.round(), request.excluded());
    Set<Integer> late =
        plan.update().remembers()
            ? Set.copyOf(plan.late(request.round(), request.excluded()))
            : Set.of();
    Set<Integer> asked = new HashSet<>(present);
    asked.addAll(late);
    Broadcast<RoundTask> task = workers.sendRound(asked);
    List<Broadcast<Map<Integer, byte[]>>> noted =
        last.isPresent() ? List.of() : workers.sendNotes(nodes());
    JavaRDD<NodeAnswer> answers = answers(task, noted);
    try {
      RoundRows rows = rows(answers, task, noted, request, present, late);
      workers.arrived();
      return rows;
    } catch (RuntimeException | Error e) {
      // What is kept of the round before stays that of the last one that counts.
      answers.unpersist(false);
      Sent.forget(task);
      noted.forEach(Sent::forget);
      throw e;
    }
  }

  private RoundRows rows(
      JavaRDD<NodeAnswer> answers,
      Broadcast<RoundTask> task,
      List<Broadcast<Map<Integer, byte[]>>> noted,
      RoundRequest request,
      List<Integer> present,
      Set<Integer> late) {
    String round = "round " + request.round();
    NavigableMap<Integer, Head> received =
        workers.check(new HashSet<>(present)).counted(heads(answers, round, late));
    if (received.isEmpty()) {
      throw new IllegalStateException("none of the nodes " + present + " has answered");
    }
    Set<Integer> ids = new HashSet<>(received.keySet());
    int partitions = shards.partitions();
    int k = request.round();
    int d = length;
    DataType own = type;
    RowSlices cut =
        RowSlices.of(
            context,
            JavaPairRDD.fromJavaRDD(
                answers.mapPartitionsWithIndex(
                    (partition, sent) ->
                        counted(
                            sent,
                            a ->
                                NodeShards.partition(a.node(), partitions) == partition
                                    && a.is(k, d, own),
                            ids),
                    true)),
            nonFinite(received),
            ids.size(),
            length,
            type,
            slices,
            round);
    honest(received, request).ifPresent(cut::foresee);
    last.ifPresent(Round::forget);
    last = Optional.of(new Round(answers, task, noted, cut));
    if (!noted.isEmpty()) {
      forgetMemories();
    }
    return new RoundRows(cut.rows(), List.copyOf(received.keySet()), loss(received, request));
  }

  /** The weights of the mean of the honest rows, which every history asks for. */
  private Optional<double[]> honest(NavigableMap<Integer, Head> received, RoundRequest request) {
    List<Boolean> counts =
        received.values().stream()
            .map(head -> head.finite() && !plan.isByzantine(head.node(), request.round()))
            .toList();
    double weight = 1.0 / Collections.frequency(counts, true);
    return counts.contains(true)
        ? Optional.of(counts.stream().mapToDouble(counting -> counting ? weight : 0).toArray())
        : Optional.empty();
  }

  /** Which of the rows, in the order of their nodes, are not finite. */
  private static int[] nonFinite(NavigableMap<Integer, Head> received) {
    List<Head> heads = List.copyOf(received.values());
    return IntStream.range(0, heads.size()).filter(row -> !heads.get(row).finite()).toArray();
  }

  private static Iterator<Tuple2<Integer, HeapVector>> counted(
      Iterator<NodeAnswer> sent, Predicate<NodeAnswer> fits, Set<Integer> ids) {
    List<Tuple2<Integer, HeapVector>> rows = new ArrayList<>();
    sent.forEachRemaining(
        answer -> {
          if (ids.contains(answer.node()) && fits.test(answer)) {
            rows.add(new Tuple2<>(answer.node(), answer.row()));
          }
        });
    return rows.iterator();
  }

  /**
   * What is heard of the rows, by their partitions; late ones are computed, and nobody hears them.
   */
  private Map<Integer, List<Head>> heads(
      JavaRDD<NodeAnswer> answers, String round, Set<Integer> late) {
    context.setJobDescription(round + ": rows");
    try {
      int[] all = IntStream.range(0, shards.partitions()).toArray();
      List<Head>[] parts =
          answers
              .filter(answer -> answer.row() != null && !late.contains(answer.node()))
              .map(Head::of)
              .collectPartitions(all);
      return Arrays.stream(all).boxed().collect(Collectors.toMap(i -> i, i -> parts[i]));
    } catch (Exception e) { // Spark throws checked ones that it does not declare
      throw new IllegalStateException(Reason.of(Causes.first(e)), e);
    } finally {
      context.setJobDescription(null);
    }
  }

  private double loss(Map<Integer, Head> received, RoundRequest request) {
    return received.values().stream()
        .filter(head -> head.finite() && !plan.isByzantine(head.node(), request.round()))
        .mapToDouble(Head::loss)
        .average()
        .orElse(Double.NaN);
  }

  /** The answers of a round, not computed yet. */
  private JavaRDD<NodeAnswer> answers(
      Broadcast<RoundTask> task, List<Broadcast<Map<Integer, byte[]>>> noted) {
    Broadcast<RunTerms> run = workers.terms();
    boolean remembers = plan.update().remembers();
    JavaRDD<NodeAnswer> answers =
        remembers && last.isPresent()
            ? shards
                .rdd()
                .zipPartitions(
                    last.get().answers(),
                    (own, old) -> compute(run.value(), task.value(), own, memories(old)))
            : shards
                .rdd()
                .mapPartitionsWithIndex(
                    (partition, own) ->
                        compute(
                            run.value(),
                            task.value(),
                            own,
                            noted.isEmpty() ? Map.of() : noted.get(partition).value()),
                    true);
    if (remembers) {
      answers.persist(StorageLevel.MEMORY_AND_DISK_2());
      // The chain back to the first round is cut.
      answers.rdd().localCheckpoint();
    } else {
      answers.persist(StorageLevel.MEMORY_AND_DISK());
    }
    return answers;
  }

  private static Map<Integer, byte[]> memories(Iterator<NodeAnswer> old) {
    Map<Integer, byte[]> memories = new TreeMap<>();
    old.forEachRemaining(answer -> memories.put(answer.node(), answer.memory()));
    return memories;
  }

  private static Iterator<NodeAnswer> compute(
      RunTerms terms, RoundTask task, Iterator<NodeShard> own, Map<Integer, byte[]> memories) {
    List<NodeAnswer> answers = new ArrayList<>();
    Replicas.with(
        terms,
        replica -> {
          replica.move(task);
          own.forEachRemaining(
              shard -> {
                byte[] memory = memories.getOrDefault(shard.node(), NodeMemory.NOTHING);
                answers.add(
                    task.nodes().contains(shard.node())
                        ? replica.answer(task, shard, memory)
                        : NodeAnswer.remembering(shard.node(), memory));
              });
          return true;
        });
    return answers.iterator();
  }

  @Override
  public int epochsEnded(int round) {
    return workers.epochsEnded(round);
  }

  @Override
  public NodeState state() {
    if (!plan.update().remembers() || last.isEmpty()) {
      return workers.state();
    }
    collectMemories(last.get().answers());
    try {
      return workers.state();
    } finally {
      forgetMemories();
    }
  }

  /** They are the executors'; the driver has them for a state, or for the first round after one. */
  private void forgetMemories() {
    nodes().forEach(node -> workers.remember(node, NodeMemory.NOTHING));
  }

  private Set<Integer> nodes() {
    return IntStream.range(0, plan.nodes()).boxed().collect(Collectors.toSet());
  }

  private void collectMemories(JavaRDD<NodeAnswer> answers) {
    context.setJobDescription("what nodes remember");
    try {
      answers
          .map(answer -> new Tuple2<>(answer.node(), answer.memory()))
          .collect()
          .forEach(each -> workers.remember(each._1(), each._2()));
    } catch (Exception e) { // Spark throws checked ones that it does not declare
      throw new IllegalStateException(Reason.of(Causes.first(e)), e);
    } finally {
      context.setJobDescription(null);
    }
  }

  @Override
  public void resume(NodeState state) {
    workers.resume(state);
  }

  @Override
  public void close() {
    last.ifPresent(Round::forget);
    last = Optional.empty();
  }
}
