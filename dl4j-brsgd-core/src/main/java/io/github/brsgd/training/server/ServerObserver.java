package io.github.brsgd.training.server;

import org.deeplearning4j.nn.api.Model;

/**
 * Watches a server: what it is sent, what it makes of it, how each round ends. It changes nothing
 * and is not told who is honest.
 *
 * <p>Called on the thread that runs the rounds: {@code begin}, then for each round {@code
 * beforeStep} if a step will be taken and {@code round} in any case, then {@code end}.
 *
 * @since 0.2
 */
public interface ServerObserver {

  /**
   * A run begins.
   *
   * @param network the server's network before the first round
   */
  default void begin(Model network) {}

  /**
   * The rows are combined, the network still holds w_k.
   *
   * @param round who sent what
   * @param aggregate what the server will step with
   */
  default void beforeStep(ServerRound round, RoundAggregate aggregate) {}

  /**
   * The round is over.
   *
   * @param round who sent what; its network holds w_{k+1}
   * @param outcome stepped, skipped or failed
   */
  default void round(ServerRound round, RoundOutcome outcome) {}

  /**
   * The run is over, by itself or by a failed round; not called if an error ends it.
   *
   * @param network the server's network after the last round
   */
  default void end(Model network) {}
}
