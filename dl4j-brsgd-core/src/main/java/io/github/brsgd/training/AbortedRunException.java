package io.github.brsgd.training;

import io.github.brsgd.training.server.FailedRoundException;

/**
 * A run that failed closed: a round could not be trusted and the run is set to end then. The
 * network keeps the parameters of the last good round.
 *
 * @since 0.1
 */
public final class AbortedRunException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient TrainingResult result;

  AbortedRunException(FailedRoundException cause, TrainingResult result) {
    super(cause.getMessage(), cause);
    this.result = result;
  }

  /**
   * The rounds before the failure.
   *
   * @return history up to the failed round, which is not in it
   */
  public TrainingResult result() {
    return result;
  }
}
