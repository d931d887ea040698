package io.github.brsgd.benchmarks;

import io.github.brsgd.training.model.FastLayers;
import io.github.brsgd.training.model.TrainableNetwork;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
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
 * What training costs without any of this: Deeplearning4j's own {@code fit} over m batches, one
 * after the other, with m steps.
 *
 * @since 0.2
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 8)
@Measurement(iterations = 1, time = 4)
public class FitBenchmark {

  /** As small as the steps of {@link RoundBenchmark}. */
  private static final double STEP = 1e-7;

  @Param("mlp")
  private String network;

  @Param("20")
  private int m;

  @Param("32")
  private int batch;

  /** Whether the networks compute with {@link FastLayers}. */
  @Param("true")
  private boolean fast;

  private MultiLayerNetwork model;
  private List<DataSet> batches;

  /** Makes network and batches. */
  @Setup
  public void begin() {
    FastLayers.allowOneDnn(fast);
    ExampleTraining training = new ExampleTraining(network, m, batch);
    model = training.create();
    model.setLearningRate(STEP);
    if (fast) {
      TrainableNetwork.of(model).useFastLayers();
    }
    batches = training.batches();
  }

  /**
   * The batches of a round.
   *
   * @return the last loss
   */
  @Benchmark
  public double fit() {
    batches.forEach(model::fit);
    return model.score();
  }
}
