package io.github.brsgd.training.node;

import io.github.brsgd.linalg.RowCopies;
import io.github.brsgd.marker.Internal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Copies examples out of a data set, into the same memory each time: a batch is good until its
 * thread picks another.
 *
 * @since 0.2
 */
@Internal
public final class ExamplePicker {

  private final DataSet data;

  /** Not with the threads, which may go on when the data are gone. */
  private final Map<Thread, Batch> kept = new ConcurrentHashMap<>();

  /**
   * Picks from a data set.
   *
   * @param data features, labels and masks have the examples in their first dimension
   */
  public ExamplePicker(DataSet data) {
    this.data = data;
  }

  /**
   * Some examples as a batch.
   *
   * @param examples their places in the data set, in the order wanted
   * @return a batch, good until this thread picks another
   */
  public MultiDataSet pick(int[] examples) {
    Batch batch = kept.computeIfAbsent(Thread.currentThread(), thread -> new Batch());
    return new DataSet(
            batch.features.pick(data.getFeatures(), examples),
            batch.labels.pick(data.getLabels(), examples),
            batch.featuresMask.pick(data.getFeaturesMaskArray(), examples),
            batch.labelsMask.pick(data.getLabelsMaskArray(), examples))
        .toMultiDataSet();
  }

  private static final class Batch {
    private final Part features = new Part();
    private final Part labels = new Part();
    private final Part featuresMask = new Part();
    private final Part labelsMask = new Part();
  }

  /** One array of a batch. */
  private static final class Part {

    private INDArray shaped;

    INDArray pick(INDArray all, int[] examples) {
      if (all == null) {
        return null;
      }
      if (shaped == null || shaped.size(0) != examples.length) {
        free();
        make(all.dataType(), all.shape().clone(), examples.length);
      }
      RowCopies.gather(all, examples, shaped);
      return shaped;
    }

    /** Kept for longer than any workspace that is open here. */
    @SuppressWarnings("try") // a scope is only left
    private void make(DataType type, long[] shape, int count) {
      shape[0] = count;
      try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
        shaped = Nd4j.createUninitialized(type, shape);
      }
    }

    private void free() {
      if (shaped != null) {
        shaped.close();
      }
    }
  }
}
