package io.github.brsgd.files;

import io.github.brsgd.marker.Internal;
import java.nio.file.InvalidPathException;

/**
 * Why a text is no path: a character that no file name has, or, under a locale such as POSIX, one
 * that this process cannot write.
 *
 * @since 0.2
 */
@Internal
public final class PathReason {

  private static final String NAMES = "sun.jnu.encoding";
  private static final int ASCII = 0x80;

  private PathReason() {}

  /**
   * What is wrong and what helps.
   *
   * @param e what {@code Path.of} threw
   * @return a sentence with the text
   */
  public static String of(InvalidPathException e) {
    return "'" + e.getInput() + "' is no path: " + problem(e);
  }

  /**
   * What is wrong and what helps, for a message that has the text already.
   *
   * @param e what {@code Path.of} threw
   * @return half a sentence
   */
  public static String problem(InvalidPathException e) {
    return e.getInput().chars().allMatch(c -> c < ASCII)
        ? e.getReason()
        : "file names are in "
            + System.getProperty(NAMES)
            + " here, as the locale says, which lacks a character of it; run it with LC_ALL=C.UTF-8"
            + " or another UTF-8 locale";
  }
}
