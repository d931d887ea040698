package io.github.brsgd.data;

import java.nio.file.Path;

/**
 * A data file that is not what its format or checksum says.
 *
 * @since 0.1
 */
public final class CorruptFileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * An error in a file.
   *
   * @param file the file
   * @param problem what was expected and what was found
   */
  public CorruptFileException(Path file, String problem) {
    super(file + ": " + problem);
  }

  /**
   * An error in a file that another error revealed.
   *
   * @param file the file
   * @param problem what was expected and what was found
   * @param cause the error underneath
   */
  public CorruptFileException(Path file, String problem, Throwable cause) {
    super(file + ": " + problem, cause);
  }
}
