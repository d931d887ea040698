package io.github.brsgd.cli;

import java.util.Locale;

/** The bar of runs of equal length, told of them by several threads. */
final class RoundsOfRuns {

  private final Progress progress;
  private final int runs;
  private final int roundsOfEach;
  private long rounds;
  private int ended;

  RoundsOfRuns(Progress progress, int runs, int roundsOfEach) {
    this.progress = progress;
    this.runs = runs;
    this.roundsOfEach = roundsOfEach;
  }

  /** A round of some run is done. */
  synchronized void round() {
    rounds++;
    show();
  }

  /** A run has ended after so many rounds; those that it did not take count as done. */
  synchronized void ended(int after) {
    rounds += roundsOfEach - after;
    ended++;
    show();
  }

  private void show() {
    progress.at(rounds, String.format(Locale.ROOT, "%d of %d runs", ended, runs));
  }
}
