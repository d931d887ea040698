package io.github.brsgd.benchmarks.suite;

import io.github.brsgd.cli.report.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Results as a table, a row for each case. */
final class ResultTable {

  private static final double MEGA = 1e6;

  private static final List<String> HEADER =
      List.of(
          "kind",
          "of",
          "m",
          "q",
          "d",
          "rows",
          "ms",
          "best",
          "GB/s",
          "calls",
          "memory MB",
          "of [m, d]");

  private ResultTable() {}

  static TextTable of(List<Measured> results) {
    return new TextTable(HEADER, results.stream().map(ResultTable::cells).toList());
  }

  private static List<String> cells(Measured result) {
    BenchmarkCase of = result.of();
    boolean timed = of.kind() != Kind.MEMORY;
    return List.of(
        of.kind().id(),
        of.subject(),
        Integer.toString(of.m()),
        Integer.toString(of.q()),
        Long.toString(of.d()),
        of.rows(),
        timed ? millis(result.millis()) : "",
        timed ? millis(result.best()) : "",
        optional("%.1f", result.gigabytes(), 1),
        timed ? Long.toString(result.calls()) : "",
        optional("%.0f", result.memory(), MEGA),
        optional("%.2f", result.memory(), (double) of.bytes()));
  }

  private static String millis(double value) {
    return number(value < 10 ? "%.2f" : "%.1f", value);
  }

  private static String optional(String format, OptionalDouble value, double unit) {
    return value.isPresent() ? number(format, value.getAsDouble() / unit) : "";
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
