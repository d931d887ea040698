package io.github.brsgd.data;

import java.util.regex.Pattern;

/** Numbers as files of numbers have them. */
final class PlainNumber {

  /** Java's own notation knows 1d, 1f and 0x1p3 as well, which no file of numbers means. */
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");

  private PlainNumber() {}

  /** Whether a text is one, without space around it. */
  static boolean is(String text) {
    return NUMBER.matcher(text).matches();
  }
}
