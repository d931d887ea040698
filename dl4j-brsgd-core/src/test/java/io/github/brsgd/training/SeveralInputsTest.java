package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.attack.ALittleIsEnough;
import io.github.brsgd.attack.InnerProductManipulation;
import io.github.brsgd.attack.Mimic;
import io.github.brsgd.attack.Stale;
import io.github.brsgd.attack.Zero;
import io.github.brsgd.diagnostics.NodeVerdict;
import io.github.brsgd.diagnostics.Suspicion;
import io.github.brsgd.diagnostics.SuspicionSettings;
import io.github.brsgd.linalg.Bits;
import io.github.brsgd.training.node.IteratorNodeData;
import io.github.brsgd.training.node.LocalSteps;
import io.github.brsgd.training.node.NodeData;
import io.github.brsgd.training.node.WorkerMomentum;
import io.github.brsgd.training.server.FailedRound;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.MultiDataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Graphs with two inputs and two outputs under attack, with all that nodes may do. */
class SeveralInputsTest {

  private static final int NODES = 8;

  @TempDir private Path folder;

  private enum Graph {
    PLAIN(() -> graph(false)),
    BATCH_NORM(() -> graph(true));

    private final Supplier<ComputationGraph> maker;

    Graph(Supplier<ComputationGraph> maker) {
      this.maker = maker;
    }

    ComputationGraph create() {
      return maker.get();
    }
  }

  private static ComputationGraph graph(boolean norm) {
    ComputationGraph graph =
        new ComputationGraph(
            Networks.base(norm ? new Adam(0.01) : new Nesterovs(0.05, 0.9))
                .dropOut(0.9)
                .graphBuilder()
                .addInputs("few", "many")
                .addLayer("left", new DenseLayer.Builder().nIn(6).nOut(5).build(), "few")
                .addLayer("right", new DenseLayer.Builder().nIn(30).nOut(7).build(), "many")
                .addLayer(
                    "joined",
                    norm
                        ? new BatchNormalization.Builder().nIn(12).nOut(12).build()
                        : new DenseLayer.Builder().nIn(12).nOut(12).build(),
                    "left",
                    "right")
                .addLayer(
                    "class",
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(12)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build(),
                    "joined")
                .addLayer(
                    "value",
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(7)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build(),
                    "right")
                .setOutputs("class", "value")
                .build());
    graph.init();
    return graph;
  }

  /** The first six columns and the others; the class, and the value of a column. */
  private static MultiDataSet split(DataSet examples) {
    INDArray all = examples.getFeatures();
    return new org.nd4j.linalg.dataset.MultiDataSet(
        new INDArray[] {columns(all, 0, 6), columns(all, 6, 36)},
        new INDArray[] {examples.getLabels(), columns(all, 7, 8)});
  }

  private static INDArray columns(INDArray all, int from, int to) {
    return all.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to)).dup();
  }

  /** Batches of five, from 12 to 14 examples: the last one is short. */
  private static NodeData data() {
    return IteratorNodeData.ofMulti(
        IntStream.range(0, NODES)
            .mapToObj(node -> iterator(Examples.flat(12 + node % 3, 50 + node), 5))
            .toList());
  }

  private static MultiDataSetIterator iterator(DataSet examples, int size) {
    return new Listed(examples.batchBy(size).stream().map(SeveralInputsTest::split).toList());
  }

  private enum Run {
    MOMENTUM {
      @Override
      BrsgdTrainingMasterBuilder builder() {
        return base()
            .rule(new CoordinateWiseMedian())
            .attack(new ALittleIsEnough())
            .nodeUpdate(new WorkerMomentum(0.9));
      }
    },
    LOCAL_STEPS {
      @Override
      BrsgdTrainingMasterBuilder builder() {
        return base()
            .rule(new TrimmedMean(2))
            .attack(new Mimic(2))
            .nodeUpdate(new WorkerMomentum(0.5, new LocalSteps(2, 0.05)));
      }
    },
    CACHED {
      @Override
      BrsgdTrainingMasterBuilder builder() {
        return base()
            .rule(new TrimmedMean(2))
            .attack(new Stale(2))
            .nodeUpdate(new WorkerMomentum(0.8))
            .participation(Participation.cached(6).withLate(0.2));
      }
    },
    DRAWN {
      @Override
      BrsgdTrainingMasterBuilder builder() {
        return base()
            .rule(new CoordinateWiseMedian())
            .attack(new InnerProductManipulation(2))
            .nodeUpdate(new WorkerMomentum(0.8, new LocalSteps(2, 0.05)))
            .participation(Participation.drawn(7, 2).withDropOut(0.1).withLate(0.1))
            .onFailedRound(FailedRound.SKIP);
      }
    };

    abstract BrsgdTrainingMasterBuilder builder();

    private static BrsgdTrainingMasterBuilder base() {
      return BrsgdTrainingMaster.builder()
          .nodes(NODES)
          .byzantine(2)
          .attackers(2)
          .seed(12)
          .rounds(8)
          .evaluateEvery(4, iterator(Examples.flat(30, 9), 10));
    }
  }

  private static String bits(ComputationGraph graph, TrainingResult result) {
    return Bits.of(graph.params()).toString()
        + Bits.of(graph.getUpdater().getStateViewArray())
        + result.history().toCsv()
        + graph.getIterationCount()
        + " "
        + graph.getEpochCount();
  }

  private static String straight(Graph kind, Run run, int workers) {
    ComputationGraph graph = kind.create();
    return bits(graph, run.builder().workers(workers).build().fit(graph, data()));
  }

  @ParameterizedTest
  @CsvSource({
    "MOMENTUM, PLAIN",
    "MOMENTUM, BATCH_NORM",
    "LOCAL_STEPS, BATCH_NORM",
    "CACHED, PLAIN",
    "DRAWN, BATCH_NORM"
  })
  void whateverTheThreadsAndTheBreaksTheBitsAreTheSame(Run run, Graph kind) {
    String expected = straight(kind, run, 1);
    assertThat(straight(kind, run, 3)).isEqualTo(expected);
    int[] done = {0};
    run.builder()
        .checkpoints(Checkpoints.everyRounds(folder, 3))
        .stopWhen(() -> ++done[0] == 5)
        .build()
        .fit(kind.create(), data());
    ComputationGraph graph = kind.create();
    TrainingResult result = run.builder().workers(2).build().resume(folder).fit(graph, data());
    assertThat(bits(graph, result)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void itLearnsUnderAttack(Graph kind) {
    BrsgdTrainingMaster master = Run.DRAWN.builder().rounds(30).build();
    List<RoundRecord> rounds = master.fit(kind.create(), data()).history().rounds();
    assertThat(mean(rounds.subList(25, 30))).isLessThan(0.85 * mean(rounds.subList(0, 5)));
  }

  private static double mean(List<RoundRecord> rounds) {
    return rounds.stream().mapToDouble(RoundRecord::loss).average().orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void oneNodeWithTheMeanIsFit(Graph kind) {
    List<MultiDataSet> batches =
        Examples.flat(20, 3).batchBy(5).stream().map(SeveralInputsTest::split).toList();
    ComputationGraph expected = withoutDropout(kind);
    for (MultiDataSet batch : batches) {
      expected.fit(batch);
    }
    ComputationGraph graph = withoutDropout(kind);
    BrsgdTrainingMaster.builder()
        .nodes(1)
        .byzantine(0)
        .rule(new Mean())
        .seed(1)
        .rounds(4)
        .build()
        .fit(graph, IteratorNodeData.ofMulti(List.of(new Listed(batches))));
    assertThat(Bits.of(graph.params())).isEqualTo(Bits.of(expected.params()));
  }

  private static ComputationGraph withoutDropout(Graph kind) {
    ComputationGraph graph = kind.create();
    for (org.deeplearning4j.nn.api.Layer layer : graph.getLayers()) {
      layer.conf().getLayer().setIDropout(null);
    }
    return graph;
  }

  @ParameterizedTest
  @EnumSource
  void attackersAreSuspectedAndNothingChanges(Graph kind) {
    ComputationGraph plain = kind.create();
    String expected = bits(plain, silent().build().fit(plain, data()));
    ComputationGraph watched = kind.create();
    Suspicion suspicion = new Suspicion(NODES, 2, new SuspicionSettings());
    assertThat(bits(watched, silent().serverObservers(suspicion).build().fit(watched, data())))
        .isEqualTo(expected);
    assertThat(suspicion.verdicts().stream().filter(NodeVerdict::suspected))
        .extracting(NodeVerdict::node)
        .containsExactly(6, 7);
  }

  private static BrsgdTrainingMasterBuilder silent() {
    return BrsgdTrainingMaster.builder()
        .nodes(NODES)
        .byzantine(2)
        .attackers(2)
        .attack(new Zero())
        .rule(new TrimmedMean(2))
        .seed(4)
        .rounds(26);
  }

  @Test
  void suspicionGoesOnFromACheckpoint() {
    Suspicion straight = new Suspicion(NODES, 2, new SuspicionSettings());
    silent().rounds(12).serverObservers(straight).build().fit(Graph.BATCH_NORM.create(), data());
    int[] done = {0};
    silent()
        .rounds(12)
        .serverObservers(new Suspicion(NODES, 2, new SuspicionSettings()))
        .checkpoints(Checkpoints.everyRounds(folder, 5))
        .stopWhen(() -> ++done[0] == 7)
        .build()
        .fit(Graph.BATCH_NORM.create(), data());
    Suspicion resumed = new Suspicion(NODES, 2, new SuspicionSettings());
    silent()
        .rounds(12)
        .serverObservers(resumed)
        .build()
        .resume(folder)
        .fit(Graph.BATCH_NORM.create(), data());
    assertThat(resumed.verdicts()).isEqualTo(straight.verdicts());
  }

  /** Batches in a list. */
  private static final class Listed implements MultiDataSetIterator {

    private static final long serialVersionUID = 1L;

    private final List<MultiDataSet> batches;
    private int next;

    Listed(List<MultiDataSet> batches) {
      this.batches = batches;
    }

    @Override
    public boolean hasNext() {
      return next < batches.size();
    }

    @Override
    public MultiDataSet next() {
      return batches.get(next++);
    }

    @Override
    public MultiDataSet next(int size) {
      return next();
    }

    @Override
    public void reset() {
      next = 0;
    }

    @Override
    public boolean resetSupported() {
      return true;
    }

    @Override
    public boolean asyncSupported() {
      return false;
    }

    @Override
    public void setPreProcessor(MultiDataSetPreProcessor preProcessor) {
      throw new UnsupportedOperationException();
    }

    @Override
    public MultiDataSetPreProcessor getPreProcessor() {
      return null;
    }
  }
}
