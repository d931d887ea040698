package io.github.brsgd.training;

import io.github.brsgd.training.server.RoundAggregate;
import io.github.brsgd.training.server.RoundOutcome;
import io.github.brsgd.training.server.ServerObserver;
import io.github.brsgd.training.server.ServerRound;
import org.deeplearning4j.nn.api.Model;

/**
 * Watches a simulated run: like a {@link ServerObserver}, called at the same times on the same
 * thread, but told who is honest.
 *
 * @since 0.2
 */
public interface SimulationObserver {

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
   * @param roles who is honest
   */
  default void beforeStep(ServerRound round, RoundAggregate aggregate, Roles roles) {}

  /**
   * The round is over.
   *
   * @param round who sent what; its network holds w_{k+1}
   * @param outcome stepped, skipped or failed
   * @param roles who is honest
   */
  default void round(ServerRound round, RoundOutcome outcome, Roles roles) {}

  /**
   * The run is over, by itself or by a failed round; not called if an error ends it.
   *
   * @param network the server's network after the last round
   */
  default void end(Model network) {}
}
