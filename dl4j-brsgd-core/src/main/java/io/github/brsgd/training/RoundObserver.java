package io.github.brsgd.training;

/**
 * Sees the vectors of a round, between aggregate and step. For diagnostics: unlike the server it is
 * told which nodes are honest.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface RoundObserver {

  /**
   * Called on the thread that called {@code fit}, once per round that takes a step, before it.
   *
   * @param view the round; its arrays are read only and change after the call
   */
  void observe(RoundView view);
}
