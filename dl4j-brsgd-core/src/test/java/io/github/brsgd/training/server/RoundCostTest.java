package io.github.brsgd.training.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.MeanAroundMedian;
import io.github.brsgd.aggregation.MultiKrum;
import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.aggregation.pre.Clipping;
import io.github.brsgd.aggregation.pre.NearestNeighborMixing;
import io.github.brsgd.aggregation.pre.PreAggregated;
import io.github.brsgd.linalg.CountingRows;
import io.github.brsgd.linalg.Matrices;
import io.github.brsgd.linalg.Rows;
import io.github.brsgd.training.model.TrainableNetwork;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What a server's round reads and allocates. */
class RoundCostTest {

  private static final int M = 11;
  private static final int Q = 2;
  private static final List<Integer> NODES = IntStream.range(0, M).boxed().toList();

  private static RobustServer server(Aggregator rule, int outputs) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .updater(new Sgd(0.01))
                .list()
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(999)
                        .nOut(outputs)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    network.init();
    TrainableNetwork trainable = TrainableNetwork.of(network);
    trainable.prepare(new DataSet(Nd4j.zeros(1, 999), Nd4j.zeros(1, outputs)).toMultiDataSet());
    return new RobustServer(
        new ServerSettings(
            M, M, Q, rule, new CoordinateWiseMedian(), FailedRound.THROW, Optional.empty(), 1),
        trainable,
        List.of());
  }

  @Test
  void krumReadsTheRowsToCheckThemToCompareThemAndForOneMore() {
    CountingRows.Passes passes = new CountingRows.Passes();
    Rows rows = Rows.of(Matrices.array(Matrices.normal(M, 3000, 1), DataType.FLOAT));
    RoundOutcome outcome =
        server(new Krum(Q), 3).round(new RoundRows(CountingRows.of(rows, passes), NODES, 1));
    assertThat(outcome).isInstanceOf(RoundOutcome.Stepped.class);
    assertThat(passes.count()).isLessThanOrEqualTo(2 + 1.5 / M);
  }

  static Stream<Aggregator> rules() {
    return Stream.of(
        new Krum(Q),
        new MultiKrum(Q),
        new CoordinateWiseMedian(),
        new TrimmedMean(Q),
        new MeanAroundMedian(Q),
        new PreAggregated(
            List.of(new Clipping(2), new NearestNeighborMixing(Q)), new TrimmedMean(Q)));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aRoundAllocatesAtMostTwoVectorsOnHeapAndOffItTogether(Aggregator rule) {
    int outputs = 1000;
    long vector = 1000L * outputs * Float.BYTES;
    RobustServer server = server(rule, outputs);
    INDArray updates = Nd4j.rand(DataType.FLOAT, M, 1000L * outputs);
    for (int warmUp = 0; warmUp < 3; warmUp++) {
      server.round(new RoundRows(Rows.of(updates), NODES, 1));
    }
    System.gc();
    // Arrays of others that are freed meanwhile can only make a round look cheaper.
    long most = 0;
    for (int i = 0; i < 5; i++) {
      long heap = heapAllocated();
      long offHeap = nativeAllocated();
      server.round(new RoundRows(Rows.of(updates), NODES, 1));
      most = Math.max(most, heapAllocated() - heap + nativeAllocated() - offHeap);
    }
    assertThat(most).isLessThanOrEqualTo(2 * vector);
    // The aggregate of the round before is freed meanwhile; that such vectors are seen at all,
    // but for small arrays that are freed in this moment:
    long before = nativeAllocated();
    INDArray one = Nd4j.create(DataType.FLOAT, 1, 1000L * outputs);
    assertThat(nativeAllocated() - before).isGreaterThanOrEqualTo(vector * 9 / 10);
    one.close();
  }

  /** What ND4J's arrays hold; only a collection of garbage could take something away meanwhile. */
  private static long nativeAllocated() {
    return Nd4j.getEnvironment().getDeviceCouner(0);
  }

  private static long heapAllocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds())).sum();
  }
}
