package io.github.brsgd.training;

import org.deeplearning4j.nn.api.Model;

/**
 * Told of every round, after its step.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface RoundListener {

  /**
   * Called on the thread that called {@code fit}.
   *
   * @param record the round
   * @param network the network after the step
   */
  void roundDone(RoundRecord record, Model network);
}
