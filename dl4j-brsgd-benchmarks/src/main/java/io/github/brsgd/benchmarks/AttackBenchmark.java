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
 * @since 0.2
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

  private Attack adversary;
  private Aggregator aggregator;
  private INDArray parameters;
  private int[] byzantine;

  /**
   * Reads the texts.
   *
   * @param rows tell who is Byzantine
   */
  @Setup
  public void read(InputRows rows) {
    adversary = Catalog.standard().attack(attack);
    aggregator = Catalog.standard().rule(rule, rows.q());
    parameters = Nd4j.zeros(DataType.FLOAT, 1, rows.d());
    byzantine = IntStream.range(rows.m() - rows.q(), rows.m()).toArray();
  }

  /**
   * The attack.
   *
   * @param rows in which the last are forged
   * @return a value of the last forged row
   */
  @Benchmark
  public float forge(InputRows rows) {
    adversary.forge(
        new AttackContext(rows.matrix(), byzantine, parameters, LEARNING_RATE, aggregator, 0, 1));
    return rows.matrix().getFloat(rows.m() - 1L, rows.d() - 1L);
  }
}
