package io.github.brsgd.benchmarks;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.pre.PreAggregator;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.linalg.Rows;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a pre-aggregation asks of the rows before a chain mixes them: norms, distances, weights. The
 * mixing itself is part of the rule that follows and is measured with it.
 *
 * @since 0.2
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 4)
@Measurement(iterations = 1, time = 2)
public class PreAggregationBenchmark {

  @Param("nnm:q=5")
  private String step;

  private PreAggregator preAggregator;

  /**
   * Reads the text.
   *
   * @throws IllegalArgumentException if the text names other than one pre-aggregation
   */
  @Setup
  public void read() {
    List<PreAggregator> steps = Catalog.standard().preAggregation(step);
    if (steps.size() != 1) {
      throw new IllegalArgumentException("step: need one pre-aggregation, got " + step);
    }
    preAggregator = steps.get(0);
  }

  /**
   * The weights, from rows that nothing is known of.
   *
   * @param rows what is asked
   * @return rows made of rows
   */
  @Benchmark
  public double[][] weights(InputRows rows) {
    return preAggregator.mixing(Rows.of(rows.matrix()), AggregationContext.first(1));
  }
}
