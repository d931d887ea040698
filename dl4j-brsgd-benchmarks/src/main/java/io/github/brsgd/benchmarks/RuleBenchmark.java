package io.github.brsgd.benchmarks;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.linalg.KernelThreads;
import io.github.brsgd.linalg.SpareVectors;
import io.github.brsgd.linalg.Team;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One call of a rule, or of a chain, on rows in memory, as a run calls it: by a thread per
 * processor that looks out for work, into memory of the result before.
 *
 * @since 0.2
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 4)
@Measurement(iterations = 1, time = 2)
public class RuleBenchmark {

  @Param("krum")
  private String rule;

  private Aggregator aggregator;
  private Team team;
  private KernelThreads kernels;
  private SpareVectors spare;

  /**
   * Reads the rule's text and starts the threads.
   *
   * @param rows tell q, for a text without
   */
  @Setup
  public void begin(InputRows rows) {
    aggregator = Catalog.standard().rule(rule, rows.q());
    int threads = Runtime.getRuntime().availableProcessors();
    team = new Team(threads, "rule", () -> {});
    kernels = KernelThreads.of(team, threads);
    spare = SpareVectors.keep();
  }

  /** Ends the threads. */
  @TearDown
  public void end() {
    spare.close();
    kernels.close();
    team.close();
  }

  /**
   * The rule, its result freed as the server frees it after a round.
   *
   * @param rows what it combines
   * @return a value of the result
   */
  @Benchmark
  public float aggregate(InputRows rows) {
    INDArray vector = aggregator.aggregate(rows.matrix(), AggregationContext.first(1)).vector();
    float value = vector.getFloat(rows.d() - 1L);
    SpareVectors.free(vector);
    return value;
  }
}
