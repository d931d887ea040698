package io.github.brsgd.training;

/** Counts what a run has done; told of each round when its rows are there. */
final class RunClock {

  private final RunLength length;
  private int rounds;
  private int epochs;
  private boolean epochEnds;

  RunClock(RunLength length) {
    this.length = length;
  }

  /** Another round, with which the epoch ends or does not. */
  void round(boolean endsEpoch) {
    rounds++;
    epochEnds = endsEpoch;
    if (endsEpoch) {
      epochs++;
    }
  }

  /** Goes on after another run. */
  void resume(int roundsBefore, int epochsBefore) {
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

  /** Whether the epoch ends with this round. */
  boolean epochEnds() {
    return epochEnds;
  }

  /** Whether this round is the last. */
  boolean over() {
    return length.reached(rounds, epochs);
  }
}
