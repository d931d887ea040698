package io.github.brsgd.state;

import java.io.IOException;

/**
 * Bytes that are not what a {@link StateWriter} wrote: cut off, altered, or of another kind.
 *
 * @since 0.2
 */
public final class DamagedStateException extends IOException {

  private static final long serialVersionUID = 1;

  /**
   * A message.
   *
   * @param message what was expected and what was found
   */
  public DamagedStateException(String message) {
    super(message);
  }
}
