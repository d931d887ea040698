package io.github.brsgd.cli.npy;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file that is not a matrix in the {@code .npy} format, or one of a kind that is not read here.
 *
 * @since 0.1
 */
public final class NpyFormatException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * An error in a file.
   *
   * @param file the file
   * @param problem what was expected and what was found
   */
  public NpyFormatException(Path file, String problem) {
    super(file + ": " + problem);
  }

  /**
   * An error in a file that another error revealed.
   *
   * @param file the file
   * @param problem what was expected and what was found
   * @param cause the error underneath
   */
  public NpyFormatException(Path file, String problem, Throwable cause) {
    super(file + ": " + problem, cause);
  }
}
