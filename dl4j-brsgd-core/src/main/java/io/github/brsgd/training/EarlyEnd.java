package io.github.brsgd.training;

/** What may end a run before its last round. */
@FunctionalInterface
interface EarlyEnd {

  /** Asked after every round but the last. */
  boolean afterRound();

  /**
   * Asked after every round with which epochs end and the run does not end anyway, when listeners
   * have heard.
   *
   * @param epochs how many end, at least 1
   */
  default boolean afterEpochs(int epochs) {
    return false;
  }
}
