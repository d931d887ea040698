package io.github.brsgd.benchmarks;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.cli.report.Machine;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The memory that a rule takes beside its input; the time means nothing, the heap is collected
 * before each call.
 *
 * @since 0.2
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 1, time = 1)
public class MemoryBenchmark {

  @Param("krum")
  private String rule;

  private Aggregator aggregator;

  /**
   * Reads the rule's text.
   *
   * @param rows tell q, for a text without
   */
  @Setup
  public void read(InputRows rows) {
    aggregator = Catalog.standard().rule(rule, rows.q());
  }

  /**
   * The rule.
   *
   * @param rows what it combines
   * @param counted where the memory of a call is told
   */
  @Benchmark
  public void aggregate(InputRows rows, Counted counted) {
    Machine.memoryOf(() -> aggregator.aggregate(rows.matrix(), AggregationContext.first(1)))
        .ifPresent(bytes -> counted.bytes = Math.max(counted.bytes, bytes));
  }

  /** What JMH is told beside the time. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Counted {

    /**
     * The most that one call took: heap allocations and growth of the process. 0 where the system
     * does not tell.
     */
    public long bytes;

    /** Begins anew. */
    @Setup(Level.Iteration)
    public void reset() {
      bytes = 0;
    }
  }
}
