package io.github.brsgd.checks;

import io.github.brsgd.marker.Internal;

/**
 * What an exception says, for the message of another one.
 *
 * @since 0.2
 */
@Internal
public final class Reason {

  private Reason() {}

  /**
   * The message, or what the exception is where it has none.
   *
   * @param thrown what was caught
   * @return never null
   */
  public static String of(Throwable thrown) {
    return thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
  }
}
