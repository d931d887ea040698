package io.github.brsgd.spark.node;

import io.github.brsgd.state.StateWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** The data of one node, where Spark keeps them. */
final class NodeShard implements Serializable {

  private static final long serialVersionUID = 1;

  private final int node;
  private final DataSet examples;
  private final List<MultiDataSet> batches;

  private NodeShard(int node, DataSet examples, List<MultiDataSet> batches) {
    this.node = node;
    this.examples = examples;
    this.batches = batches;
  }

  /** Examples from which batches are picked. */
  static NodeShard ofExamples(int node, DataSet examples) {
    return new NodeShard(node, examples, List.of());
  }

  /** Batches that are taken one after the other. */
  static NodeShard ofBatches(int node, List<MultiDataSet> batches) {
    return new NodeShard(node, null, List.copyOf(batches));
  }

  /** Whose they are. */
  int node() {
    return node;
  }

  /** How many examples, or batches. */
  int size() {
    return examples == null ? batches.size() : Math.toIntExact(examples.getFeatures().size(0));
  }

  /** The examples, unless there are batches. */
  Optional<DataSet> examples() {
    return Optional.ofNullable(examples);
  }

  /** The batches; none if there are examples. */
  List<MultiDataSet> batches() {
    return batches;
  }

  /** Tells these data from others: a CRC-32 of all arrays. */
  long checksum() {
    CRC32 sum = new CRC32();
    try {
      StateWriter out =
          new StateWriter(
              new CheckedOutputStream(OutputStream.nullOutputStream(), sum), "shard", 1);
      for (MultiDataSet each : examples == null ? batches : List.of(examples.toMultiDataSet())) {
        write(each.getFeatures(), out);
        write(each.getLabels(), out);
        write(each.getFeaturesMaskArrays(), out);
        write(each.getLabelsMaskArrays(), out);
      }
      out.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sum.getValue();
  }

  private static void write(INDArray[] arrays, StateWriter out) throws IOException {
    for (INDArray array : arrays == null ? new INDArray[0] : arrays) {
      if (array != null) {
        out.array(array);
      }
    }
  }
}
