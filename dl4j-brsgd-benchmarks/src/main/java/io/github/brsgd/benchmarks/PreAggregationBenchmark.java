package io.github.brsgd.benchmarks;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.pre.PreAggregator;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.linalg.Rows;
import java.util.List;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a pre-aggregation asks of the rows before a chain mixes them: norms, distances, weights. The
 * mixing itself is part of the rule that follows and is measured with it.
 *
 * @since 0.1
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 2)
@Measurement(iterations = 1, time = 2)
public class PreAggregationBenchmark {

  @Param("nnm:q=5")
  private String step;

  @Param("25")
  private int m;

  @Param("5")
  private int q;

  @Param("1000000")
  private int d;

  @Param("NOISE")
  private RowKind rows;

  private PreAggregator preAggregator;
  private INDArray matrix;

  /**
   * Makes the rows.
   *
   * @throws IllegalArgumentException if the text names other than one pre-aggregation
   */
  @Setup
  public void rows() {
    List<PreAggregator> steps = Catalog.standard().preAggregation(step);
    if (steps.size() != 1) {
      throw new IllegalArgumentException("step: need one pre-aggregation, got " + step);
    }
    preAggregator = steps.get(0);
    matrix = rows.matrix(m, q, d);
  }

  /**
   * The weights, from rows that nothing is known of.
   *
   * @return rows made of rows
   */
  @Benchmark
  public double[][] weights() {
    return preAggregator.mixing(Rows.of(matrix), AggregationContext.first(1));
  }
}
