package io.github.brsgd.data;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is known about one file of a data set in one folder.
 *
 * @param file the file looked for
 * @param path where it is; empty if it is missing
 * @param state what a look at it showed
 * @since 0.1
 */
public record FileStatus(DataFile file, Optional<Path> path, State state) {

  /** What a look at a file shows. */
  public enum State {
    /** There, with the published checksum. */
    OK,
    /** There, with the published length; no checksum is published for it. */
    UNCHECKED,
    /** There, with another content than the published one, or not to be read. */
    WRONG_CHECKSUM,
    /** There, and a file of another data set whose files have the same names. */
    FOREIGN,
    /** Not there, neither plain nor with {@code .gz}. */
    MISSING
  }
}
