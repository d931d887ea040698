package io.github.brsgd.training;

import io.github.brsgd.checks.Reason;
import io.github.brsgd.training.server.FailedRoundException;
import io.github.brsgd.training.server.RobustServer;
import io.github.brsgd.training.server.RoundOutcome;
import io.github.brsgd.training.server.RoundRequest;
import io.github.brsgd.training.server.RoundRows;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The loop over rounds, the same whoever answers.
 *
 * <pre>
 * request   the server tells w_k; where it has data of its own, it makes a row of them
 * answers   each node sends a row; in a simulation the adversary has written the Byzantine ones
 * round     the server screens the rows, combines those left, takes the step, tells its observers
 * </pre>
 *
 * <p>Only the server changes the network; only nodes and adversary write rows.
 */
final class TrainingRun {

  private final RobustServer server;
  private final Nodes nodes;
  private final Optional<ServerNode> own;
  private final HistoryRecorder history;
  private final RunClock clock;
  private final EarlyEnd end;
  private final AfterRound afterRound;

  /**
   * A run whose server has the recorder among its observers.
   *
   * @param own the server's own node, where it has one
   * @param afterRound told how many rounds are done, when all else of a round is
   */
  TrainingRun(
      RobustServer server,
      Nodes nodes,
      Optional<ServerNode> own,
      HistoryRecorder history,
      RunClock clock,
      EarlyEnd end,
      AfterRound afterRound) {
    this.server = server;
    this.nodes = nodes;
    this.own = own;
    this.history = history;
    this.clock = clock;
    this.end = end;
    this.afterRound = afterRound;
  }

  /**
   * Goes on until the clock says that it is over.
   *
   * @throws AbortedRunException with the history so far, if a round fails and the policy is to end
   *     the run, or if anything breaks
   */
  TrainingResult run() {
    guarded("before the first round", server::begin);
    guarded("before the first round", afterRound::begin);
    boolean stopped = false;
    while (!clock.over() && !stopped) {
      RoundRequest request = guarded("before the next round", server::request);
      Optional<FailedRoundException> failed =
          guarded("round " + request.round(), () -> round(request));
      if (failed.isPresent()) {
        throw ended(aborted(failed.get().getMessage(), failed.get()));
      }
      stopped = guarded("after round " + request.round(), this::endRound);
    }
    guarded("after the last round", server::end);
    return result(stopped);
  }

  /** The reason why the round failed, if it did and the run has to end. */
  private Optional<FailedRoundException> round(RoundRequest told) {
    RoundRequest request = own.map(node -> told.withTrusted(node.row())).orElse(told);
    RoundRows answers = nodes.answers(request);
    clock.round(nodes.epochsEnded(request.round()));
    RoundOutcome outcome = server.round(answers, request.trusted());
    if (history.failure().isPresent()) {
      throw history.failure().get();
    }
    return outcome instanceof RoundOutcome.Failed failed
        ? Optional.of(failed.cause())
        : Optional.empty();
  }

  /** Whether the run is to stop before another round. */
  private boolean endRound() {
    boolean stop = !clock.over() && (end.afterRound() || Thread.currentThread().isInterrupted());
    for (int left = clock.epochsEnded() - 1; left >= 0; left--) {
      server.endEpoch();
      if (left == 0) {
        stop = stop || (!clock.over() && end.afterEpochs(clock.epochsEnded()));
      }
      if (left > 0 || (!clock.over() && !stop)) {
        server.startEpoch();
      }
    }
    afterRound.done(clock.rounds(), stop || clock.over());
    return stop;
  }

  /** Whatever breaks, declared or not, must not take the history with it. */
  private <T> T guarded(String when, Supplier<T> what) {
    try {
      return what.get();
    } catch (Throwable e) {
      String why = e instanceof Error ? e.toString() : Reason.of(e);
      throw aborted(when + ": " + why, e);
    }
  }

  private void guarded(String when, Runnable what) {
    guarded(
        when,
        () -> {
          what.run();
          return true;
        });
  }

  private AbortedRunException ended(AbortedRunException why) {
    try {
      server.end();
    } catch (RuntimeException | Error e) {
      why.addSuppressed(e);
    }
    return why;
  }

  private AbortedRunException aborted(String message, Throwable cause) {
    TrainingResult result;
    try {
      result = result(true);
    } catch (RuntimeException | Error e) {
      cause.addSuppressed(e);
      result = new TrainingResult(history(), true, Optional.empty());
    }
    return new AbortedRunException(message, cause, result);
  }

  private TrainingResult result(boolean stopped) {
    return new TrainingResult(history(), stopped, server.sampled());
  }

  private TrainingHistory history() {
    return new TrainingHistory(history.rounds(), server.exclusions());
  }
}
