package io.github.brsgd.benchmarks.suite;

import io.github.brsgd.benchmarks.RowKind;
import io.github.brsgd.cli.report.LogLogPlot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * How the time of rules grows with columns and with rows, as pictures, where enough sizes were
 * measured: a cost linear in the size is a line of slope 1.
 */
final class GrowthPlot {

  /** Fewer sizes show no growth. */
  private static final int SIZES = 3;

  private GrowthPlot() {}

  /** Writes {@code growth-d.png} and {@code growth-m.png}, those for which there are results. */
  static void write(Path folder, List<Measured> results) throws IOException {
    List<Measured> rules =
        results.stream()
            .filter(result -> result.of().kind() == Kind.RULE)
            .filter(result -> result.of().rows().equals(RowKind.NOISE.id()))
            .toList();
    write(
        folder.resolve("growth-d.png"),
        "columns d",
        lines(rules, of -> of.subject() + ", m=" + of.m(), BenchmarkCase::d));
    write(
        folder.resolve("growth-m.png"),
        "rows m",
        lines(rules, of -> of.subject() + ", d=" + of.d(), BenchmarkCase::m));
  }

  private static void write(Path file, String across, List<LogLogPlot.Line> lines)
      throws IOException {
    if (!lines.isEmpty()) {
      LogLogPlot.write(file, "Time of a call", across, "ms", lines);
    }
  }

  private static List<LogLogPlot.Line> lines(
      List<Measured> rules,
      Function<BenchmarkCase, String> name,
      ToDoubleFunction<BenchmarkCase> size) {
    Map<String, List<Measured>> groups =
        rules.stream()
            .collect(
                Collectors.groupingBy(
                    result -> name.apply(result.of()), TreeMap::new, Collectors.toList()));
    List<LogLogPlot.Line> lines = new ArrayList<>();
    groups.forEach(
        (key, group) -> {
          if (group.size() >= SIZES) {
            List<Measured> ascending =
                group.stream()
                    .sorted(Comparator.comparingDouble(result -> size.applyAsDouble(result.of())))
                    .toList();
            lines.add(
                new LogLogPlot.Line(
                    key,
                    ascending.stream().mapToDouble(r -> size.applyAsDouble(r.of())).toArray(),
                    ascending.stream().mapToDouble(Measured::millis).toArray(),
                    false));
          }
        });
    return lines;
  }
}
