package io.github.brsgd.data;

/**
 * A download that failed at every mirror; nothing was left behind.
 *
 * @since 0.1
 */
public final class DownloadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A failure.
   *
   * @param message what was tried and what happened
   * @param cause the last error, may be null
   */
  public DownloadException(String message, Throwable cause) {
    super(message, cause);
  }
}
