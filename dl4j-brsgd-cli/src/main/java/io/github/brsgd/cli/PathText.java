package io.github.brsgd.cli;

import io.github.brsgd.files.PathReason;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.TypeConversionException;

/** Paths as they are typed, which this machine may have no file names for. */
final class PathText {

  private PathText() {}

  /**
   * An option's path.
   *
   * @throws TypeConversionException if it cannot be one
   */
  static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(PathReason.of(e));
    }
  }
}
