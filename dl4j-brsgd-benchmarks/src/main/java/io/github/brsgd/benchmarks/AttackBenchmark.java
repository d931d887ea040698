package io.github.brsgd.benchmarks;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.AttackContext;
import io.github.brsgd.catalog.Catalog;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
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
 * One round of an attack: q rows forged from the honest ones.
 *
 * @since 0.1
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 2)
@Measurement(iterations = 1, time = 2)
public class AttackBenchmark {

  private static final double LEARNING_RATE = 0.1;

  @Param("alie")
  private String attack;

  /** The server's, for attacks that ask it. */
  @Param("krum")
  private String rule;

  @Param("25")
  private int m;

  @Param("5")
  private int q;

  @Param("1000000")
  private int d;

  @Param("NOISE")
  private RowKind rows;

  private Attack adversary;
  private Aggregator aggregator;
  private INDArray matrix;
  private INDArray parameters;
  private int[] byzantine;

  /** Makes the rows. */
  @Setup
  public void rows() {
    adversary = Catalog.standard().attack(attack);
    aggregator = Catalog.standard().rule(rule, q);
    matrix = rows.matrix(m, q, d);
    parameters = Nd4j.zeros(DataType.FLOAT, 1, d);
    byzantine = IntStream.range(m - q, m).toArray();
  }

  /**
   * The attack.
   *
   * @return a value of the last forged row
   */
  @Benchmark
  public float forge() {
    adversary.forge(
        new AttackContext(matrix, byzantine, parameters, LEARNING_RATE, aggregator, 0, 1));
    return matrix.getFloat(m - 1L, d - 1L);
  }
}
