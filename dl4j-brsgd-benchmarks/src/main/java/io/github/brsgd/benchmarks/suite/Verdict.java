package io.github.brsgd.benchmarks.suite;

import io.github.brsgd.cli.report.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What a guard says of one ratio.
 *
 * @param ratio which
 * @param measured its value now; empty if one of its cases was not measured
 * @param limit what it may be at most
 */
record Verdict(Ratio ratio, OptionalDouble measured, double limit) {

  /** Whether it was measured and is within the limit. */
  boolean passed() {
    return measured.isPresent() && measured.getAsDouble() <= limit;
  }

  static TextTable table(List<Verdict> verdicts) {
    return new TextTable(
        List.of("ratio", "now", "stored", "at most", "verdict"),
        verdicts.stream().map(Verdict::cells).toList());
  }

  private List<String> cells() {
    return List.of(
        ratio.name(),
        measured.isPresent() ? number(measured.getAsDouble()) : "-",
        number(ratio.stored()),
        number(limit),
        measured.isEmpty() ? "not measured" : passed() ? "as before" : "worse");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
