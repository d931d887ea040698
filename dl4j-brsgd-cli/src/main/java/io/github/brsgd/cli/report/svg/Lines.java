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
    List<String> lines = new ArrayList<>();
    int[] points = text.codePoints().toArray();
    int start = 0;
    while (points.length - start > longest) {
      int end = start + longest;
      while (end > start + 1 && JOINTS.indexOf(points[end - 1]) < 0) {
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
}
