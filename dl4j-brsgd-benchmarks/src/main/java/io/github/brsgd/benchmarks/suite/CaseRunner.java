package io.github.brsgd.benchmarks.suite;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures cases with JMH, each in a process of its own, so that none finds another's code. */
final class CaseRunner {

  /** Beside matrices: networks, buffers of the native code. */
  private static final long BASE_BYTES = 2L << 30;

  private final Effort effort;
  private final VerboseMode verbosity;

  CaseRunner(Effort effort, boolean verbose) {
    this.effort = Objects.requireNonNull(effort, "effort");
    this.verbosity = verbose ? VerboseMode.NORMAL : VerboseMode.SILENT;
  }

  /** Off-heap memory that the process of a case may take: its matrix, and as much again. */
  static long bytes(BenchmarkCase of) {
    return 2 * of.bytes() + BASE_BYTES;
  }

  /**
   * Measures one case.
   *
   * @throws RunnerException if it throws something, or other benchmarks run on this machine
   */
  Measured measure(BenchmarkCase of) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(of.kind().benchmark().getName()) + "\\.")
            .forks(effort.processes())
            .measurementIterations(effort.iterations())
            .jvmArgsAppend("-Dorg.bytedeco.javacpp.maxBytes=" + bytes(of))
            .shouldFailOnError(true)
            .verbosity(verbosity);
    effort
        .millis()
        .ifPresent(
            millis ->
                options
                    .warmupTime(TimeValue.milliseconds(millis))
                    .measurementTime(TimeValue.milliseconds(millis)));
    of.parameters().forEach(options::param);
    return result(of, new Runner(options.build()).runSingle());
  }

  private static Measured result(BenchmarkCase of, RunResult run) {
    Result<?> time = run.getPrimaryResult();
    return new Measured(
        of,
        time.getStatistics().getPercentile(50),
        time.getStatistics().getMin(),
        time.getSampleCount(),
        memory(run));
  }

  /** The most of all iterations, which JMH would add up. */
  private static OptionalDouble memory(RunResult run) {
    return run.getBenchmarkResults().stream()
        .flatMap(process -> process.getIterationResults().stream())
        .map(iteration -> iteration.getSecondaryResults().get("bytes"))
        .filter(Objects::nonNull)
        .mapToDouble(bytes -> bytes.getScore())
        .filter(most -> most > 0)
        .max();
  }
}
