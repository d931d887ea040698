package io.github.brsgd.training.node;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/** Batches without end from an iterator of either kind: it starts again where it ends. */
abstract class BatchSource {

  private long drawn;
  private boolean usedBefore;
  private int passes;
  private boolean drawnSinceAsked;

  static BatchSource of(DataSetIterator iterator) {
    return new BatchSource() {
      @Override
      boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      MultiDataSet next() {
        DataSet next = iterator.next();
        return next == null || next.getFeatures() == null || next.getLabels() == null
            ? null
            : next.toMultiDataSet();
      }

      @Override
      void reset() {
        iterator.reset();
      }

      @Override
      boolean canReset() {
        return iterator.resetSupported();
      }
    };
  }

  static BatchSource of(MultiDataSetIterator iterator) {
    return new BatchSource() {
      @Override
      boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      MultiDataSet next() {
        return iterator.next();
      }

      @Override
      void reset() {
        iterator.reset();
      }

      @Override
      boolean canReset() {
        return iterator.resetSupported();
      }
    };
  }

  /** Whether the pass has another batch. */
  abstract boolean hasNext();

  abstract MultiDataSet next();

  abstract void reset();

  abstract boolean canReset();

  /**
   * How many batches it has given in this run.
   *
   * @throws IllegalArgumentException if an earlier run has read it, too: another source of the same
   *     batches would not stand where it does
   */
  long drawn() {
    if (usedBefore) {
      throw new IllegalArgumentException(
          "data: how far they are read cannot be told, an earlier run has read them too");
    }
    return drawn;
  }

  /** The same, where only this run is concerned. */
  long drawnInThisRun() {
    return drawn;
  }

  /**
   * How often it has come to the end. An iterator may fill the arrays of the batch last given when
   * it is asked for more, so this is for when that batch is done with.
   */
  int passes() {
    if (drawnSinceAsked && !hasNext()) {
      passes++;
    }
    drawnSinceAsked = false;
    return passes;
  }

  /** Begins with the first batch again, where that can be had, and counts from there. */
  void begin() {
    if (drawn > 0 && canReset()) {
      reset();
    }
    usedBefore |= drawn > 0;
    drawn = 0;
    passes = 0;
    drawnSinceAsked = false;
  }

  /**
   * The next batch, from the beginning again after the last.
   *
   * @throws IllegalArgumentException that names the node, if there is none or it is empty
   */
  MultiDataSet draw(int node, int round) {
    passes();
    if (!hasNext() && canReset()) {
      reset();
    }
    if (!hasNext()) {
      throw new IllegalArgumentException(
          "node "
              + node
              + ": its iterator has no examples"
              + (canReset() ? "" : " left and cannot be reset"));
    }
    MultiDataSet batch = next();
    if (batch == null
        || batch.getFeatures() == null
        || batch.getLabels() == null
        || batch.getFeatures().length == 0
        || batch.getLabels().length == 0
        || isNothing(batch.getFeatures(0))
        || isNothing(batch.getLabels(0))) {
      throw new IllegalArgumentException(
          "node " + node + ": need features and labels, got an empty batch in round " + round);
    }
    drawn++;
    drawnSinceAsked = true;
    return batch;
  }

  private static boolean isNothing(INDArray array) {
    return array == null || array.isEmpty();
  }
}
