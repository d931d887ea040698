package io.github.brsgd.training;

import io.github.brsgd.training.server.RobustServer;
import io.github.brsgd.training.server.RoundOutcome;
import io.github.brsgd.training.server.RoundRequest;
import io.github.brsgd.training.server.RoundRows;
import java.util.function.BooleanSupplier;

/**
 * The loop over rounds, the same whoever answers.
 *
 * <pre>
 * request   the server tells w_k
 * answers   each node sends a row; in a simulation the adversary has written the Byzantine ones
 * round     the server screens the rows, combines those left, takes the step, tells its observers
 * </pre>
 *
 * <p>Only the server changes the network; only nodes and adversary write rows.
 */
final class TrainingRun {

  private final RobustServer server;
  private final Nodes nodes;
  private final HistoryRecorder history;
  private final BooleanSupplier stopWhen;

  /** A run whose server has the recorder among its observers. */
  TrainingRun(RobustServer server, Nodes nodes, HistoryRecorder history, BooleanSupplier stopWhen) {
    this.server = server;
    this.nodes = nodes;
    this.history = history;
    this.stopWhen = stopWhen;
  }

  /**
   * Goes on for so many rounds.
   *
   * @throws AbortedRunException with the history so far, if a round fails and the policy is to end
   *     the run, or if anything breaks
   */
  TrainingResult run(int rounds) {
    server.begin();
    boolean stopped = false;
    for (int left = rounds; left > 0 && !stopped; left--) {
      RoundRequest request = server.request();
      if (round(request) instanceof RoundOutcome.Failed failed) {
        server.end();
        throw aborted(failed.cause().getMessage(), failed.cause());
      }
      if (nodes.endsEpoch(request.round())) {
        server.endEpoch(left > 1);
      }
      stopped = left > 1 && shouldStop();
    }
    server.end();
    return result(stopped);
  }

  /** Whatever breaks in the middle of a round, an error too, must not take the history with it. */
  private RoundOutcome round(RoundRequest request) {
    try {
      RoundRows answers = nodes.answers(request);
      RoundOutcome outcome = server.round(answers);
      history
          .failure()
          .ifPresent(
              e -> {
                throw e;
              });
      return outcome;
    } catch (RuntimeException | Error e) {
      String what = e instanceof Error || e.getMessage() == null ? e.toString() : e.getMessage();
      String round = "round " + request.round();
      throw aborted(what.contains(round) ? what : round + ": " + what, e);
    }
  }

  private AbortedRunException aborted(String message, Throwable cause) {
    return new AbortedRunException(message, cause, result(true));
  }

  private boolean shouldStop() {
    return stopWhen.getAsBoolean() || Thread.currentThread().isInterrupted();
  }

  private TrainingResult result(boolean stopped) {
    return new TrainingResult(history.history(), stopped, server.sampled());
  }
}
