package io.github.brsgd.cli.report.svg;

import java.util.ArrayList;
import java.util.List;

/** Text in lines, broken after the joints of a rule's or an attack's text; SVG breaks none. */
final class Lines {

  private static final String JOINTS = "+:,- /";

  private Lines() {}

  /**
   * The lines; none is longer than the limit in code points, so that no label outgrows its place.
   */
  static List<String> of(String text, int longest) {
    return broken(text, longest, JOINTS);
  }

  /** The lines of a sentence, broken between its words. */
  static List<String> ofWords(String text, int longest) {
    return broken(text, longest, " ");
  }

  private static List<String> broken(String text, int longest, String joints) {
    List<String> lines = new ArrayList<>();
    int[] points = text.codePoints().toArray();
    int start = 0;
    while (points.length - start > longest) {
      int end = start + longest;
      while (end > start + 1 && joints.indexOf(points[end - 1]) < 0) {
        end--;
      }
      if (end == start + 1) {
        end = start + longest;
      }
      lines.add(new String(points, start, end - start).strip());
      start = end;
    }
    lines.add(new String(points, start, points.length - start).strip());
    return lines;
  }

  /** The greatest number of code points of a line in labels; 0 if there is none. */
  static int longest(List<List<String>> labels) {
    return labels.stream()
        .flatMap(List::stream)
        .mapToInt(line -> line.codePointCount(0, line.length()))
        .max()
        .orElse(0);
  }
}
