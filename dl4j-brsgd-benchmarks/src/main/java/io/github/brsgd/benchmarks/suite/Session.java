package io.github.brsgd.benchmarks.suite;

import io.github.brsgd.files.AtomicFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.openjdk.jmh.runner.RunnerException;

/** Cases measured one after the other, the results so far in a folder at any time. */
final class Session {

  /** A busy minute is no worse code: what looks worse is measured again before it is called so. */
  private static final int ATTEMPTS = 3;

  private final CaseRunner runner;
  private final Path folder;
  private final Surroundings surroundings;
  private final PrintWriter progress;
  private final Map<String, Measured> results = new LinkedHashMap<>();
  private boolean failed;

  Session(CaseRunner runner, Path folder, Surroundings surroundings, PrintWriter progress) {
    this.runner = Objects.requireNonNull(runner, "runner");
    this.folder = Objects.requireNonNull(folder, "folder");
    this.surroundings = Objects.requireNonNull(surroundings, "surroundings");
    this.progress = Objects.requireNonNull(progress, "progress");
  }

  /**
   * Measures cases; one that fails, or has no room on this machine, is told and left out.
   *
   * @throws IOException if results cannot be written
   */
  void measure(List<BenchmarkCase> cases, long memory) throws IOException {
    for (int i = 0; i < cases.size(); i++) {
      BenchmarkCase next = cases.get(i);
      note("[%d/%d] %s", i + 1, cases.size(), next.id());
      if (CaseRunner.bytes(next) > memory) {
        note("  left out: takes %.1f GB of memory", CaseRunner.bytes(next) / 1e9);
        continue;
      }
      try {
        results.put(next.id(), runner.measure(next));
        write(List.of());
      } catch (RunnerException e) {
        failed = true;
        note("  failed: %s (--verbose shows more)", e.getMessage());
      }
    }
  }

  /** What was measured, in order. */
  List<Measured> results() {
    return List.copyOf(results.values());
  }

  /** Whether a case could not be measured though there was room for it. */
  boolean failed() {
    return failed;
  }

  /**
   * Compares ratios with those on record. One that is worse is measured again, its cases in the
   * same minute, and the least counts.
   *
   * @throws IOException if results cannot be written
   */
  List<Verdict> judge(Guard guard) throws IOException {
    Map<String, Double> millis = millis();
    List<Verdict> verdicts = new ArrayList<>();
    for (Ratio ratio : guard.ratios()) {
      Verdict verdict = new Verdict(ratio, ratio.of(millis), guard.limit(ratio));
      for (int i = 1; i < ATTEMPTS && verdict.measured().isPresent() && !verdict.passed(); i++) {
        note("again, it was %.2f: %s", verdict.measured().getAsDouble(), ratio.name());
        verdict = new Verdict(ratio, least(verdict.measured(), again(ratio)), verdict.limit());
      }
      verdicts.add(verdict);
    }
    write(verdicts);
    return List.copyOf(verdicts);
  }

  /**
   * The guard with the ratios of this session in place of its own.
   *
   * @throws IllegalArgumentException if a case that it names was not measured
   */
  Guard recorded(Guard guard) {
    Map<String, Double> millis = millis();
    return new Guard(
        guard.tolerance(),
        guard.ratios().stream().map(ratio -> recorded(ratio, ratio.of(millis))).toList());
  }

  private static Ratio recorded(Ratio ratio, OptionalDouble value) {
    return ratio.withStored(
        value.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "ratio '" + ratio.name() + "': not all measured of " + ratio.cases())));
  }

  private Map<String, Double> millis() {
    Map<String, Double> millis = new HashMap<>();
    results.forEach((id, result) -> millis.put(id, result.best()));
    return millis;
  }

  private OptionalDouble again(Ratio ratio) {
    Map<String, Double> millis = new HashMap<>();
    for (String id : ratio.cases()) {
      try {
        millis.put(id, runner.measure(results.get(id).of()).best());
      } catch (RunnerException e) {
        note("  failed: %s", e.getMessage());
      }
    }
    return ratio.of(millis);
  }

  private static OptionalDouble least(OptionalDouble one, OptionalDouble other) {
    return other.isEmpty() || one.getAsDouble() <= other.getAsDouble() ? one : other;
  }

  private void write(List<Verdict> verdicts) throws IOException {
    StringBuilder text = new StringBuilder("# Benchmarks\n\n");
    surroundings.lines().forEach(line -> text.append("- ").append(line).append('\n'));
    text.append('\n').append(ResultTable.of(results()).toMarkdown());
    if (!verdicts.isEmpty()) {
      text.append('\n').append(Verdict.table(verdicts).toMarkdown());
    }
    AtomicFile.write(folder.resolve("benchmarks.md"), text.toString());
    AtomicFile.write(folder.resolve("benchmarks.csv"), ResultTable.of(results()).toCsv());
    GrowthPlot.write(folder, results());
  }

  private void note(String format, Object... arguments) {
    progress.println(String.format(Locale.ROOT, format, arguments));
    progress.flush();
  }
}
