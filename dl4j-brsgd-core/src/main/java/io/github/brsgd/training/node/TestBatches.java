package io.github.brsgd.training.node;

import io.github.brsgd.random.Seeds;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/** The batches of one evaluation, handed to whichever thread asks next. */
final class TestBatches {

  private static final long EVALUATION = 10;

  private final DataSetIterator examples;
  private final long seed;
  private final int round;
  private int number;

  TestBatches(DataSetIterator examples, long seed, int round) {
    this.examples = examples;
    this.seed = seed;
    this.round = round;
  }

  /**
   * A copy of the next batch, for an iterator may fill the same arrays again; what it draws from
   * ND4J's generator does not depend on the thread.
   *
   * @return null after the last
   */
  synchronized DataSet next() {
    Nd4j.getRandom().setSeed(Seeds.derive(seed, EVALUATION, round, number++));
    if (!examples.hasNext()) {
      return null;
    }
    DataSet batch = examples.next();
    if (batch == null || batch.getFeatures() == null || batch.getLabels() == null) {
      throw new IllegalArgumentException("evaluation: the examples have no labels");
    }
    return batch.copy();
  }
}
