package io.github.brsgd.files;

import io.github.brsgd.marker.Internal;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;

/**
 * A file that should hold text and holds bytes that are none, or none in an encoding that can be
 * told.
 *
 * @since 0.2
 */
@Internal
public final class NotTextException extends CharacterCodingException {

  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String message;

  NotTextException(Path file, String problem) {
    this.problem = problem;
    this.message = file + ": " + problem;
  }

  /**
   * What is wrong, for a message that names the file itself.
   *
   * @return half a sentence without the file
   */
  public String problem() {
    return problem;
  }

  /**
   * File and problem.
   *
   * @return a sentence
   */
  @Override
  public String getMessage() {
    return message;
  }
}
