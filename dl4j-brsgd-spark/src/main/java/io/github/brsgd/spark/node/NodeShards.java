package io.github.brsgd.spark.node;

import io.github.brsgd.checks.Reason;
import io.github.brsgd.marker.Internal;
import io.github.brsgd.spark.rows.Sent;
import io.github.brsgd.training.NodePlan;
import io.github.brsgd.training.node.ShardOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.CRC32;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import scala.Tuple2;

/**
 * The data of all nodes, dealt once and kept where they are: partition i has the nodes i, i + p, i
 * + 2 p, ... of p partitions. A node is its data, whatever executor they lie on; lost ones are
 * dealt again from the source, which has to give the same elements in the same order then.
 *
 * @since 0.2
 */
@Internal
public final class NodeShards implements AutoCloseable {

  private final JavaSparkContext context;
  private final JavaRDD<NodeShard> shards;
  private final int partitions;
  private final List<Integer> sizes;
  private final Broadcast<?> assignment;
  private final String what;

  NodeShards(
      JavaSparkContext context,
      JavaRDD<NodeShard> shards,
      int partitions,
      List<Integer> sizes,
      Broadcast<?> assignment,
      String what) {
    this.context = context;
    this.shards = shards;
    this.partitions = partitions;
    this.sizes = sizes;
    this.assignment = assignment;
    this.what = what;
  }

  /**
   * Deals examples as the plan says. The source is computed once, and kept until they are dealt.
   *
   * @param context of the data
   * @param data examples in sets of any size
   * @param plan says how
   * @param partitions p, at least 1; asked once the source has been computed, when executors that
   *     were late are there
   * @return the nodes' data
   * @throws IllegalArgumentException if they cannot be dealt so
   */
  public static NodeShards ofExamples(
      JavaSparkContext context, JavaRDD<DataSet> data, NodePlan plan, IntSupplier partitions) {
    try (Source<DataSet> sets = Source.of(data)) {
      List<int[]> found =
          read(
              context,
              "examples: classes",
              () -> sets.elements().mapPartitions(NodeShards::classes).collect());
      int[] classes = found.stream().flatMapToInt(Arrays::stream).toArray();
      if (classes.length == 0) {
        throw new IllegalArgumentException("data: there are no examples");
      }
      int[] first = first(found.stream().mapToInt(part -> part.length).toArray());
      int[][] dealt = plan.shards(classes);
      Broadcast<Place[]> places = context.broadcast(places(dealt, classes.length));
      int count = partitions.getAsInt();
      JavaRDD<NodeShard> shards =
          placed(
                  sets.elements(),
                  (partition, part) ->
                      new Numbered<>(
                          examples(part), first[partition], number -> places.value()[number]))
              .groupByKey(new ByNode(count))
              .map(node -> NodeShard.ofExamples(node._1(), merged(node._2())));
      return new NodeShards(
              context,
              shards.persist(StorageLevel.MEMORY_AND_DISK()),
              count,
              Arrays.stream(dealt).map(shard -> shard.length).toList(),
              places,
              classes.length + " examples")
          .dealt();
    }
  }

  /**
   * Deals batches in turn: node i gets those at i, i + m, ... . The source is computed once, and
   * kept until they are dealt.
   *
   * @param context of the data
   * @param data batches that stay as they are
   * @param plan says how many nodes there are
   * @param partitions p, at least 1; asked once the source has been computed, when executors that
   *     were late are there
   * @return the nodes' data
   * @throws IllegalArgumentException if there are fewer batches than nodes
   */
  public static NodeShards ofBatches(
      JavaSparkContext context, JavaRDD<MultiDataSet> data, NodePlan plan, IntSupplier partitions) {
    plan.requireBatches();
    int nodes = plan.nodes();
    try (Source<MultiDataSet> batches = Source.of(data)) {
      int[] counts =
          read(
                  context,
                  "batches: count",
                  () -> batches.elements().mapPartitions(NodeShards::count).collect())
              .stream()
              .mapToInt(Integer::intValue)
              .toArray();
      int count = Arrays.stream(counts).reduce(0, Math::addExact);
      if (count < nodes) {
        throw new IllegalArgumentException(
            "data: need a batch for each of " + nodes + " nodes, got " + count);
      }
      int[] first = first(counts);
      int over = partitions.getAsInt();
      JavaRDD<NodeShard> shards =
          placed(
                  batches.elements(),
                  (partition, part) ->
                      new Numbered<>(
                          part,
                          first[partition],
                          number -> new Place(number % nodes, number / nodes)))
              .groupByKey(new ByNode(over))
              .map(node -> NodeShard.ofBatches(node._1(), inOrder(node._2())));
      return new NodeShards(
              context,
              shards.persist(StorageLevel.MEMORY_AND_DISK()),
              over,
              IntStream.range(0, nodes)
                  .mapToObj(node -> (count - node + nodes - 1) / nodes)
                  .toList(),
              null,
              count + " batches")
          .dealt();
    }
  }

  /** Elements with the places they go to, by their nodes. */
  private static <T> JavaPairRDD<Integer, Tuple2<Integer, T>> placed(
      JavaRDD<T> elements,
      Function2<Integer, Iterator<T>, Iterator<Tuple2<Integer, Tuple2<Integer, T>>>> numbering) {
    return JavaPairRDD.fromJavaRDD(elements.mapPartitionsWithIndex(numbering, true));
  }

  /** The number of the first element of each partition. */
  private static int[] first(int[] counts) {
    int[] first = new int[counts.length];
    for (int partition = 1; partition < counts.length; partition++) {
      first[partition] = Math.addExact(first[partition - 1], counts[partition - 1]);
    }
    return first;
  }

  /** Deals now, so that data that cannot be dealt are refused as such. */
  private NodeShards dealt() {
    try {
      Map<Integer, Integer> found =
          read(
              context,
              "data: dealt to nodes",
              () -> shards.mapToPair(s -> new Tuple2<>(s.node(), s.size())).collectAsMap());
      for (int node = 0; node < sizes.size(); node++) {
        if (!sizes.get(node).equals(found.get(node))) {
          throw new IllegalArgumentException(
              "data: node "
                  + node
                  + " got "
                  + found.get(node)
                  + " elements in place of "
                  + sizes.get(node)
                  + "; the RDD does not give the same ones again, keep it with persist()");
        }
      }
      return this;
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private static <T> T read(JavaSparkContext context, String what, Supplier<T> job) {
    context.setJobDescription(what);
    try {
      return job.get();
    } catch (Exception e) { // Spark throws checked ones that it does not declare
      throw new IllegalArgumentException("data: " + Reason.of(Causes.first(e)), e);
    } finally {
      context.setJobDescription(null);
    }
  }

  /** Where nodes lie: not by their hash codes, which happen to be the same. */
  private static final class ByNode extends Partitioner {
    private static final long serialVersionUID = 1;
    private final int partitions;

    ByNode(int partitions) {
      this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public int getPartition(Object node) {
      return partition((Integer) node, partitions);
    }
  }

  /** The examples of sets, one after the other. */
  private static Iterator<DataSet> examples(Iterator<DataSet> sets) {
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(sets, Spliterator.ORDERED), false)
        .flatMap(NodeShards::examples)
        .iterator();
  }

  private static Stream<DataSet> examples(DataSet some) {
    if (some.getFeatures() == null || some.getLabels() == null) {
      throw new IllegalArgumentException("examples: need features and labels");
    }
    return some.asList().stream();
  }

  private static Iterator<int[]> classes(Iterator<DataSet> sets) {
    IntStream.Builder classes = IntStream.builder();
    examples(sets).forEachRemaining(example -> classes.add(classOf(example)));
    return List.of(classes.build().toArray()).iterator();
  }

  private static Iterator<Integer> count(Iterator<MultiDataSet> batches) {
    int count = 0;
    while (batches.hasNext()) {
      batches.next();
      count++;
    }
    return List.of(count).iterator();
  }

  private static int classOf(DataSet example) {
    INDArray labels = example.getLabels();
    return labels.rank() == 2 && labels.size(1) > 1 ? labels.argMax(1).getInt(0) : 0;
  }

  private static Place[] places(int[][] dealt, int count) {
    Place[] places = new Place[count];
    for (int node = 0; node < dealt.length; node++) {
      for (int place = 0; place < dealt[node].length; place++) {
        places[dealt[node][place]] = new Place(node, place);
      }
    }
    return places;
  }

  private static <T> List<T> inOrder(Iterable<Tuple2<Integer, T>> numbered) {
    List<Tuple2<Integer, T>> all = new ArrayList<>();
    numbered.forEach(all::add);
    all.sort(Comparator.comparing(Tuple2::_1));
    return all.stream().map(Tuple2::_2).toList();
  }

  private static DataSet merged(Iterable<Tuple2<Integer, DataSet>> examples) {
    return DataSet.merge(inOrder(examples));
  }

  JavaRDD<NodeShard> rdd() {
    return shards;
  }

  int partitions() {
    return partitions;
  }

  int partition(int node) {
    return partition(node, partitions);
  }

  /** Where the data of a node lie, of so many partitions. */
  static int partition(int node, int partitions) {
    return node % partitions;
  }

  /** The examples of each node, or its batches. */
  List<Integer> sizes() {
    return sizes;
  }

  /**
   * Tells these data from others; reads all of them.
   *
   * @return their number, and a CRC-32 of who has which
   * @throws IllegalArgumentException if they cannot be read
   */
  public String digest() {
    List<Tuple2<Integer, Long>> sums =
        read(
            context,
            "data: checksums",
            () -> shards.map(shard -> new Tuple2<>(shard.node(), shard.checksum())).collect());
    CRC32 all = new CRC32();
    for (long sum : inOrder(sums)) {
      all.update(Long.toHexString(sum).getBytes(StandardCharsets.US_ASCII));
    }
    return String.format(Locale.ROOT, "%s, CRC-32 %08x", what, all.getValue());
  }

  /** The order in which a node with so many goes through them. */
  ShardOrder orderOf(NodePlan plan, int size) {
    return assignment == null ? ShardOrder.asGiven(size, 1) : plan.order(0, size);
  }

  @Override
  public void close() {
    shards.unpersist(false);
    if (assignment != null) {
      Sent.forget(assignment);
    }
  }
}
