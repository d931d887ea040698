package io.github.brsgd.spark.rows;

import io.github.brsgd.marker.Internal;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.nd4j.linalg.api.buffer.DataType;
import scala.Tuple2;

/**
 * Cuts the rows of nodes into slices of columns, each on one executor: all to all, d numbers a row.
 *
 * @since 0.2
 */
@Internal
public final class RowSlices implements AutoCloseable {

  private final JavaRDD<Slice> slices;
  private final ShardedRows rows;

  private RowSlices(JavaRDD<Slice> slices, ShardedRows rows) {
    this.slices = slices;
    this.rows = rows;
  }

  /** Some columns of one row. */
  private record Part(int node, HeapVector values) implements Serializable {
    private static final long serialVersionUID = 1;
  }

  /** Slice i lies in partition i. */
  private static final class InOrder extends Partitioner {
    private static final long serialVersionUID = 1;
    private final int slices;

    InOrder(int slices) {
      this.slices = slices;
    }

    @Override
    public int numPartitions() {
      return slices;
    }

    @Override
    public int getPartition(Object slice) {
      return (Integer) slice;
    }
  }

  /**
   * Cuts rows; nothing is done until they are asked something.
   *
   * @param context of the rows
   * @param sent the row of each node, with its id; each id once
   * @param nonFinite which rows have a NaN or an infinite value, ascending, as their nodes'
   *     machines say; a slice refuses to work with such rows that are not among them
   * @param count m
   * @param length d
   * @param type of the numbers
   * @param slices how many, at least 1 and at most d
   * @param round for Spark's pages
   * @return rows in ascending order of the ids
   */
  public static RowSlices of(
      JavaSparkContext context,
      JavaPairRDD<Integer, HeapVector> sent,
      int[] nonFinite,
      int count,
      int length,
      DataType type,
      int slices,
      String round) {
    int[] offsets = new int[slices + 1];
    for (int slice = 0; slice <= slices; slice++) {
      offsets[slice] = (int) ((long) length * slice / slices);
    }
    JavaRDD<Slice> cut =
        sent.flatMapToPair(
                row -> {
                  List<Tuple2<Integer, Part>> parts = new ArrayList<>();
                  for (int slice = 0; slice + 1 < offsets.length; slice++) {
                    parts.add(
                        new Tuple2<>(
                            slice,
                            new Part(
                                row._1(), row._2().range(offsets[slice], offsets[slice + 1]))));
                  }
                  return parts.iterator();
                })
            .groupByKey(new InOrder(slices))
            .map(slice -> joined(slice._1(), slice._2()))
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new RowSlices(
        cut, ShardedRows.of(new Slices(context, cut, round), nonFinite, count, offsets, type));
  }

  private static Slice joined(int number, Iterable<Part> parts) {
    List<Part> all = new ArrayList<>();
    parts.forEach(all::add);
    all.sort(Comparator.comparingInt(Part::node));
    int width = all.get(0).values().length();
    HeapVector values =
        HeapVector.zeros(all.get(0).values().type(), Math.multiplyExact(width, all.size()));
    for (int row = 0; row < all.size(); row++) {
      values.put(row * width, all.get(row).values());
    }
    return new Slice(number, all.size(), values);
  }

  /**
   * The rows.
   *
   * @return m rows, until they are closed
   */
  public ShardedRows rows() {
    return rows;
  }

  /**
   * Announces a weighted sum of the rows that will be asked for: it costs no job of its own then.
   *
   * @param weights m finite weights
   */
  public void foresee(double[] weights) {
    rows.foresee(weights);
  }

  /** Lets the executors forget them. */
  @Override
  public void close() {
    slices.unpersist(false);
    // The files of the exchange would stay until the driver happens to collect garbage.
    slices.rdd().cleanShuffleDependencies(false);
  }
}
