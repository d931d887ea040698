package io.github.brsgd.spark.node;

import io.github.brsgd.checks.Reason;
import io.github.brsgd.marker.Internal;
import io.github.brsgd.spark.rows.Sent;
import io.github.brsgd.training.NodePlan;
import io.github.brsgd.training.node.ShardOrder;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import scala.Tuple2;

/**
 * The data of all nodes, dealt once and kept where they are: partition i has the nodes i, i + p, i
 * + 2 p, ... of p partitions. A node is its data, whatever executor they lie on; lost ones are
 * dealt again from the source, which has to give the same elements in the same order.
 *
 * @since 0.1
 */
@Internal
public final class NodeShards implements AutoCloseable {

  private final JavaSparkContext context;
  private final JavaRDD<NodeShard> shards;
  private final int partitions;
  private final List<Integer> sizes;
  private final Broadcast<?> assignment;
  private final String what;

  private NodeShards(
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

  /** Where an element goes. */
  private record Place(int node, int place) implements Serializable {
    private static final long serialVersionUID = 1;
  }

  /**
   * Deals examples as the plan says.
   *
   * @param context of the data
   * @param data examples in sets of any size
   * @param plan says how
   * @param partitions p, at least 1
   * @return the nodes' data
   * @throws IllegalArgumentException if they cannot be dealt so
   */
  public static NodeShards ofExamples(
      JavaSparkContext context, JavaRDD<DataSet> data, NodePlan plan, int partitions) {
    // Numbering is a job of its own where there are several partitions.
    JavaPairRDD<DataSet, Long> numbered =
        read(context, "examples: count", () -> data.flatMap(NodeShards::examples).zipWithIndex());
    int[] classes =
        read(
            context,
            "examples: classes",
            () ->
                numbered.map(each -> classOf(each._1())).collect().stream()
                    .mapToInt(i -> i)
                    .toArray());
    if (classes.length == 0) {
      throw new IllegalArgumentException("data: there are no examples");
    }
    int[][] dealt = plan.shards(classes);
    Broadcast<Place[]> places = context.broadcast(places(dealt, classes.length));
    JavaRDD<NodeShard> shards =
        numbered
            .mapToPair(
                each -> {
                  Place place = places.value()[Math.toIntExact(each._2())];
                  return new Tuple2<>(place.node(), new Tuple2<>(place.place(), each._1()));
                })
            .groupByKey(new ByNode(partitions))
            .map(node -> NodeShard.ofExamples(node._1(), merged(node._2())));
    return new NodeShards(
            context,
            shards.persist(StorageLevel.MEMORY_AND_DISK()),
            partitions,
            Arrays.stream(dealt).map(shard -> shard.length).toList(),
            places,
            classes.length + " examples")
        .dealt();
  }

  /**
   * Deals batches in turn: node i gets those at i, i + m, ... .
   *
   * @param context of the data
   * @param data batches that stay as they are
   * @param plan says how many nodes there are
   * @param partitions p, at least 1
   * @return the nodes' data
   * @throws IllegalArgumentException if there are fewer batches than nodes
   */
  public static NodeShards ofBatches(
      JavaSparkContext context, JavaRDD<MultiDataSet> data, NodePlan plan, int partitions) {
    plan.requireBatches();
    int nodes = plan.nodes();
    JavaPairRDD<MultiDataSet, Long> numbered =
        read(context, "batches: numbers", data::zipWithIndex);
    int count = Math.toIntExact(read(context, "batches: count", data::count));
    if (count < nodes) {
      throw new IllegalArgumentException(
          "data: need a batch for each of " + nodes + " nodes, got " + count);
    }
    JavaRDD<NodeShard> shards =
        numbered
            .mapToPair(
                each ->
                    new Tuple2<>(
                        (int) (each._2() % nodes),
                        new Tuple2<>((int) (each._2() / nodes), each._1())))
            .groupByKey(new ByNode(partitions))
            .map(node -> NodeShard.ofBatches(node._1(), inOrder(node._2())));
    return new NodeShards(
            context,
            shards.persist(StorageLevel.MEMORY_AND_DISK()),
            partitions,
            IntStream.range(0, nodes).mapToObj(node -> (count - node + nodes - 1) / nodes).toList(),
            null,
            count + " batches")
        .dealt();
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
      return (Integer) node % partitions;
    }
  }

  private static Iterator<DataSet> examples(DataSet some) {
    if (some.getFeatures() == null || some.getLabels() == null) {
      throw new IllegalArgumentException("examples: need features and labels");
    }
    return some.asList().iterator();
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
