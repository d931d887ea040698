package io.github.brsgd.benchmarks;

import io.github.brsgd.training.model.FastLayers;
import io.github.brsgd.training.model.TrainableNetwork;
import io.github.brsgd.training.node.Gradient;
import io.github.brsgd.training.node.NodeWorkers;
import io.github.brsgd.training.node.ShardNodeData;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The nodes' half of a round alone: a gradient of each of m nodes, written into its row.
 *
 * @since 0.2
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 8)
@Measurement(iterations = 1, time = 4)
public class GradientBenchmark {

  @Param("mlp")
  private String network;

  @Param("20")
  private int m;

  @Param("32")
  private int batch;

  @Param("2")
  private int workers;

  /** Whether the networks compute with {@link FastLayers}. */
  @Param("true")
  private boolean fast;

  private NodeWorkers nodes;
  private List<INDArray> rows;
  private List<Integer> everyNode;

  /** Makes the nodes. */
  @Setup
  public void begin() {
    FastLayers.allowOneDnn(fast);
    ExampleTraining training = new ExampleTraining(network, m, batch);
    TrainableNetwork trainable = TrainableNetwork.of(training.create());
    ShardNodeData data = new ShardNodeData(training.examples(), training.shards(), batch, 1);
    nodes = NodeWorkers.withCaller(trainable, data, new Gradient(), workers, 1);
    if (fast) {
      nodes.useFastLayers();
    }
    nodes.prepare(0);
    INDArray parameters = trainable.parameters();
    INDArray matrix = Nd4j.createUninitialized(parameters.dataType(), m, parameters.length());
    everyNode = IntStream.range(0, m).boxed().toList();
    rows = everyNode.stream().map(node -> matrix.getRow(node, true)).toList();
  }

  /**
   * The gradients.
   *
   * @return the losses of the nodes
   */
  @Benchmark
  public Map<Integer, Double> gradients() {
    return nodes.rows(everyNode, rows::get);
  }

  /** Ends the threads. */
  @TearDown
  public void end() {
    nodes.close();
  }
}
