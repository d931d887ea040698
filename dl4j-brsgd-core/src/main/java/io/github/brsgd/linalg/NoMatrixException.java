package io.github.brsgd.linalg;

/**
 * Somebody asked for a matrix of rows that no machine holds whole: a fault of how a run is put
 * together, and not of a round.
 *
 * @since 0.2
 */
public final class NoMatrixException extends UnsupportedOperationException {

  private static final long serialVersionUID = 1;

  /**
   * A message.
   *
   * @param message what to do about it
   */
  public NoMatrixException(String message) {
    super(message);
  }
}
