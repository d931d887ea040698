package io.github.brsgd.training.node;

import io.github.brsgd.random.Purpose;
import io.github.brsgd.random.Seeds;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The batches of one evaluation, handed to whichever thread asks next. */
final class TestBatches {

  /**
   * A batch.
   *
   * @param number its place in the examples, from 0
   */
  record Numbered(int number, MultiDataSet batch) {}

  private final BatchSource source;
  private final long seed;
  private final int round;
  private int number;

  TestBatches(TestExamples examples, long seed, int round) {
    this.source = examples.source();
    this.seed = seed;
    this.round = round;
  }

  /** To the first example; what that draws is seeded, too. */
  void begin() {
    Nd4j.getRandom().setSeed(Seeds.derive(seed, Purpose.EVALUATION, round));
    source.reset();
  }

  /**
   * The next batch; what the iterator draws from ND4J's generator does not depend on the thread.
   *
   * @param copy of the thread's own, for an iterator may fill the same arrays again
   * @return null after the last
   */
  synchronized Numbered next(HeldBatch copy) {
    Nd4j.getRandom().setSeed(Seeds.derive(seed, Purpose.EVALUATION, round, number));
    if (!source.hasNext()) {
      return null;
    }
    MultiDataSet batch = source.next();
    if (batch == null || batch.getFeatures() == null || batch.getLabels() == null) {
      throw new IllegalArgumentException("evaluation: the examples have no labels");
    }
    copy.hold(batch);
    return new Numbered(number++, copy.get());
  }
}
