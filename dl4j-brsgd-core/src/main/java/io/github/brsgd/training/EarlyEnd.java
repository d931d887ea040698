package io.github.brsgd.training;

/** What may end a run before its last round. */
@FunctionalInterface
interface EarlyEnd {

  /** Asked after every round but the last. */
  boolean afterRound();

  /** Asked after every epoch with which the run does not end anyway, when listeners have heard. */
  default boolean afterEpoch() {
    return false;
  }
}
