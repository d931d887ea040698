package io.github.brsgd.benchmarks;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.schedule.BrsgdSchedule;
import io.github.brsgd.training.BrsgdTrainingMaster;
import io.github.brsgd.training.BrsgdTrainingMasterBuilder;
import io.github.brsgd.training.model.FastLayers;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A whole round of training: gradients of m nodes, the attack, the rule, the step.
 *
 * <p>Steps are so small that the network stays what it was: late rounds cost what early ones do,
 * and even the mean survives the attack.
 *
 * @since 0.2
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 12)
@Measurement(iterations = 1, time = 4)
public class RoundBenchmark {

  private static final double FIRST_STEP = 1e-7;
  private static final double EXPONENT = 0.55;
  private static final int AT_A_TIME = 4;

  @Param("mlp")
  private String network;

  @Param("krum")
  private String rule;

  @Param("sign-flip:scale=4")
  private String attack;

  @Param("20")
  private int m;

  /** Tolerated, where the rule tolerates any, and as many attack. */
  @Param("4")
  private int q;

  @Param("32")
  private int batch;

  @Param("2")
  private int workers;

  /** Whether the networks compute with {@link FastLayers}. */
  @Param("true")
  private boolean fast;

  private SteppedRun run;

  /** Makes the run. */
  @Setup
  public void begin() {
    FastLayers.allowOneDnn(fast);
    ExampleTraining training = new ExampleTraining(network, m, batch);
    Catalog catalog = Catalog.standard();
    Aggregator aggregator = catalog.rule(rule, q);
    BrsgdTrainingMasterBuilder builder =
        BrsgdTrainingMaster.builder()
            .nodes(m)
            .byzantine(aggregator.byzantine().orElse(q)) // the mean withstands none
            .rule(aggregator)
            .attack(catalog.attack(attack))
            .attackers(q)
            .schedule(new BrsgdSchedule(FIRST_STEP, EXPONENT))
            .batchSize(batch)
            .workers(workers)
            .seed(1);
    if (fast) {
      builder.fastLayers();
    }
    run = new SteppedRun(builder, training.create(), training.examples());
  }

  /** Some rounds at a time: a run does not change threads between them, as this does. */
  @Benchmark
  @OperationsPerInvocation(AT_A_TIME)
  public void round() {
    run.rounds(AT_A_TIME);
  }

  /** Ends the run. */
  @TearDown
  public void end() {
    run.close();
  }
}
