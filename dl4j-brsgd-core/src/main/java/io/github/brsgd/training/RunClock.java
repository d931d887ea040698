package io.github.brsgd.training;

/** Counts what a run has done; told of each round when its rows are there. */
final class RunClock {

  private final RunLength length;
  private int rounds;
  private int epochs;
  private int epochsEnded;

  RunClock(RunLength length) {
    this.length = length;
  }

  /** Another round, with which so many epochs end. */
  void round(int ended) {
    rounds++;
    epochsEnded = ended;
    epochs += ended;
  }

  /**
   * Goes on after another run.
   *
   * @throws IllegalArgumentException if that was longer than this is to be
   */
  void resume(int roundsBefore, int epochsBefore) {
    int done = length.unit() == RunLength.Unit.ROUNDS ? roundsBefore : epochsBefore;
    if (done > length.count()) {
      throw new IllegalArgumentException(
          "resume: the run has done " + done + " already, it cannot end after " + length);
    }
    rounds = roundsBefore;
    epochs = epochsBefore;
  }

  /** The epochs so far. */
  int epochs() {
    return epochs;
  }

  /** The rounds so far, this one included. */
  int rounds() {
    return rounds;
  }

  /** The epochs that end with this round. */
  int epochsEnded() {
    return epochsEnded;
  }

  /** Whether this round is the last. */
  boolean over() {
    return length.reached(rounds, epochs);
  }
}
