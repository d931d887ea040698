package io.github.brsgd.training;

/** Told that a run begins, and that a round is over, when all else of it has been done. */
@FunctionalInterface
interface AfterRound {

  /** A run begins, and its observers know. */
  default void begin() {}

  /**
   * A round is over.
   *
   * @param rounds done so far
   * @param last whether no other follows
   */
  void done(int rounds, boolean last);
}
