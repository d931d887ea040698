package io.github.brsgd.cli.report.svg;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Text in lines, broken after the joints of a rule's or an attack's text; SVG breaks none. */
final class Lines {

  private static final String JOINTS = "+:,- /";

  private static final int FIRST_WIDE = 0x1100;
  private static final int MARKS = 0x2000;
  private static final int AFTER_MARKS = 0x2e80;

  private Lines() {}

  /** The lines; none is longer than the limit in columns, so that no label outgrows its place. */
  static List<String> of(String text, int longest) {
    return broken(text, Lines::columns, longest, JOINTS);
  }

  /** The lines of a sentence, broken between its words; none is wider than the limit. */
  static List<String> ofWords(String text, ToDoubleFunction<String> width, double widest) {
    return broken(text, width, widest, " ");
  }

  private static List<String> broken(
      String text, ToDoubleFunction<String> width, double widest, String joints) {
    List<String> lines = new ArrayList<>();
    int[] points = text.codePoints().toArray();
    int start = 0;
    while (true) {
      int fitting = fitting(points, start, width, widest);
      if (fitting == points.length) {
        break;
      }
      int end = fitting;
      while (end > start + 1 && joints.indexOf(points[end - 1]) < 0) {
        end--;
      }
      if (end == start + 1) {
        end = fitting;
      }
      lines.add(new String(points, start, end - start).strip());
      start = end;
    }
    lines.add(new String(points, start, points.length - start).strip());
    return lines;
  }

  /** Where the longest line from a start ends that is not too wide; a character is always taken. */
  private static int fitting(
      int[] points, int start, ToDoubleFunction<String> width, double widest) {
    int end = Math.min(points.length, start + 1);
    while (end < points.length
        && width.applyAsDouble(new String(points, start, end + 1 - start).strip()) <= widest) {
      end++;
    }
    return end;
  }

  /** How many columns a text takes in a font of one width, where East Asian letters take two. */
  private static int columns(String text) {
    return text.codePoints()
        .map(c -> c < FIRST_WIDE || (c >= MARKS && c < AFTER_MARKS) ? 1 : 2)
        .sum();
  }

  /** How many columns the longest part of a text takes that has no joint within it. */
  static int longestPart(String text) {
    int longest = 0;
    int start = 0;
    for (int end = 1; end <= text.length(); end++) {
      if (end == text.length() || JOINTS.indexOf(text.charAt(end - 1)) >= 0) {
        longest = Math.max(longest, columns(text.substring(start, end).strip()));
        start = end;
      }
    }
    return longest;
  }

  /** The greatest number of columns of a line in labels; 0 if there is none. */
  static int longest(List<List<String>> labels) {
    return labels.stream().flatMap(List::stream).mapToInt(Lines::columns).max().orElse(0);
  }
}
