package io.github.brsgd.theory;

/** The number of rounds that a statement is about. */
final class Rounds {

  private Rounds() {}

  static void check(long rounds) {
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds: need K >= 1, got K=" + rounds);
    }
  }
}
