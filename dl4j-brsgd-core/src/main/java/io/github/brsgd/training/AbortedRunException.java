package io.github.brsgd.training;

import io.github.brsgd.training.server.FailedRoundException;
import java.util.Optional;

/**
 * A run that ended before its last round against its will: a round could not be trusted and the run
 * is set to end then, or something broke. The network is as the last step left it, iteration count
 * included, and the history is here.
 *
 * @since 0.1
 */
public final class AbortedRunException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient TrainingResult result;

  AbortedRunException(String message, Throwable cause, TrainingResult result) {
    super(message, cause);
    this.result = result;
  }

  /**
   * The rounds before the failure.
   *
   * @return history up to the round that failed; that round is in it only if its step was taken and
   *     put on record before something broke, such as the evaluation
   */
  public TrainingResult result() {
    return result;
  }

  /**
   * The round that could not be trusted.
   *
   * @return it; empty if something else broke, which is the {@link #getCause cause}
   */
  public Optional<FailedRoundException> failedRound() {
    return getCause() instanceof FailedRoundException failed
        ? Optional.of(failed)
        : Optional.empty();
  }
}
