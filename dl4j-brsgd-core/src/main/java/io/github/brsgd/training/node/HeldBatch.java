package io.github.brsgd.training.node;

import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A node's own copy of its batch. Arrays of equal shape are filled again, so that a run over any
 * number of batches leaves no memory to the collector, which does not see how large they are.
 */
final class HeldBatch implements AutoCloseable {

  private final org.nd4j.linalg.dataset.MultiDataSet held =
      new org.nd4j.linalg.dataset.MultiDataSet();

  /** Copies a batch; what {@link #get} gave before is overwritten. */
  @SuppressWarnings("try") // a scope is only left
  void hold(MultiDataSet batch) {
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      held.setFeatures(copy(batch.getFeatures(), held.getFeatures()));
      held.setLabels(copy(batch.getLabels(), held.getLabels()));
      held.setFeaturesMaskArrays(copy(batch.getFeaturesMaskArrays(), held.getFeaturesMaskArrays()));
      held.setLabelsMaskArray(copy(batch.getLabelsMaskArrays(), held.getLabelsMaskArrays()));
    }
  }

  /** The copy, until another one is held. */
  MultiDataSet get() {
    return held;
  }

  /** Frees the copy. */
  @Override
  public void close() {
    free(held.getFeatures());
    free(held.getLabels());
    free(held.getFeaturesMaskArrays());
    free(held.getLabelsMaskArrays());
    held.setFeatures(null);
    held.setLabels(null);
    held.setFeaturesMaskArrays(null);
    held.setLabelsMaskArray(null);
  }

  private static void free(INDArray[] arrays) {
    if (arrays != null) {
      for (INDArray array : arrays) {
        free(array);
      }
    }
  }

  private static void free(INDArray array) {
    if (array != null && array.closeable()) {
      array.close();
    }
  }

  private static INDArray[] copy(INDArray[] arrays, INDArray[] old) {
    if (arrays == null) {
      return null;
    }
    INDArray[] copies = new INDArray[arrays.length];
    for (int i = 0; i < arrays.length; i++) {
      copies[i] = copy(arrays[i], old == null || i >= old.length ? null : old[i]);
    }
    return copies;
  }

  private static INDArray copy(INDArray array, INDArray old) {
    if (array != null
        && old != null
        && old.equalShapes(array)
        && old.dataType() == array.dataType()
        && old.ordering() == array.ordering()) {
      return old.assign(array);
    }
    free(old);
    return array == null ? null : array.dup();
  }
}
