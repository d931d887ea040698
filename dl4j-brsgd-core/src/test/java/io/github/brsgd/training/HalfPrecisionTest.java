package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.aggregation.CenteredClipping;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.AttackContext;
import io.github.brsgd.attack.PoisonedFl;
import io.github.brsgd.attack.SignFlipping;
import io.github.brsgd.diagnostics.Curvature;
import io.github.brsgd.diagnostics.FullGradient;
import io.github.brsgd.linalg.Bits;
import io.github.brsgd.schedule.BrsgdSchedule;
import io.github.brsgd.theory.IterateWeights;
import io.github.brsgd.training.model.TrainableNetwork;
import io.github.brsgd.training.node.LocalSteps;
import io.github.brsgd.training.node.NodeUpdate;
import io.github.brsgd.training.node.WorkerMomentum;
import io.github.brsgd.training.server.FailedRound;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.schedule.ISchedule;

/** Networks of half precision: rows are floats, the network and its updater stay what they are. */
class HalfPrecisionTest {

  /** Sends one number in every entry. */
  private record Sent(float value) implements Attack {
    @Override
    public void forge(AttackContext context) {
      context.sendFromAll(Nd4j.valueArrayOf(new long[] {1, context.length()}, value));
    }
  }

  @TempDir private Path folder;

  private record FixedSchedule(double step) implements ISchedule {
    @Override
    public double valueAt(int iteration, int epoch) {
      return step;
    }

    @Override
    public ISchedule clone() {
      return this;
    }
  }

  private static Model half(Networks kind) {
    Model network = kind.create();
    Model half =
        network instanceof ComputationGraph graph
            ? graph.convertDataType(DataType.FLOAT16)
            : ((MultiLayerNetwork) network).convertDataType(DataType.FLOAT16);
    assertThat(half.params().dataType()).isEqualTo(DataType.FLOAT16);
    return half;
  }

  private static BrsgdTrainingMasterBuilder nine(int q) {
    return BrsgdTrainingMaster.builder().nodes(9).byzantine(q).batchSize(8).seed(1).rounds(20);
  }

  private static double accuracy(Model network, DataSet examples) {
    return ((MultiLayerNetwork) network)
        .evaluate(new ListDataSetIterator<>(List.of(examples), 1))
        .accuracy();
  }

  /** Adam's epsilon is none in half precision; its networks take plain steps here. */
  private static Model withoutAdam(Model network) {
    if (isAdam(network)) {
      TrainableNetwork.of(network).useSgd(new FixedSchedule(0.1));
    }
    return network;
  }

  private static boolean isAdam(Model network) {
    Layer[] layers =
        network instanceof ComputationGraph graph
            ? graph.getLayers()
            : ((MultiLayerNetwork) network).getLayers();
    return Arrays.stream(layers)
        .map(layer -> layer.conf().getLayer())
        .anyMatch(
            layer ->
                layer instanceof BaseLayer base && base.getIUpdater() instanceof Adam
                    || layer instanceof FrozenLayer);
  }

  /** Batches of eight: divided by it, sums lose nothing, in whichever type it is done. */
  @ParameterizedTest
  @EnumSource(
      names = {
        "SGD",
        "NESTEROVS",
        "L1_L2_CLIPPED",
        "WEIGHT_DECAY",
        "SUMMED",
        "CENTER_LOSS",
        "FROZEN",
        "CONVOLUTION",
        "CONVOLUTION_BATCH_NORM",
        "LSTM_SEQUENCE",
        "GRAPH",
        "GRAPH_BATCH_NORM"
      })
  void oneNodeWithTheMeanIsFit(Networks kind) {
    List<DataSet> batches = Examples.batches(kind, 10, 8, false);
    Model expected = withoutAdam(half(kind));
    INDArray start = expected.params().castTo(DataType.FLOAT);
    if (expected instanceof ComputationGraph graph) {
      graph.fit(new ListDataSetIterator<>(batches, 1));
    } else {
      ((MultiLayerNetwork) expected).fit(new ListDataSetIterator<>(batches, 1));
    }
    Model actual = withoutAdam(half(kind));
    BrsgdTrainingMaster.builder()
        .nodes(1)
        .byzantine(0)
        .rule(new Mean())
        .seed(1)
        .rounds(10)
        .build()
        .fit(actual, List.of(new ListDataSetIterator<>(batches, 1)));
    INDArray wanted = expected.params().castTo(DataType.FLOAT);
    double moved = wanted.distance2(start);
    assertThat(moved).isPositive();
    assertThat(actual.params().castTo(DataType.FLOAT).distance2(wanted)).isLessThan(0.02 * moved);
    assertThat(actual.params().dataType()).isEqualTo(DataType.FLOAT16);
  }

  @Test
  void krumLearnsUnderAnAttackThatTheMeanDoesNotStand() {
    DataSet examples = Examples.flat(600, 1);
    Model robust = half(Networks.SGD);
    TrainingResult result =
        nine(2)
            .rule(new Krum(2))
            .attack(new SignFlipping(false, 10))
            .attackers(2)
            .schedule(new BrsgdSchedule(0.5, 0.55))
            .rounds(150)
            .evaluateEvery(50, new ListDataSetIterator<>(List.of(examples), 1))
            .build()
            .fit(robust, examples);
    assertThat(accuracy(robust, examples)).isGreaterThan(0.7);
    assertThat(result.history().lastAccuracy().getAsDouble())
        .isCloseTo(accuracy(robust, examples), within(1e-9));
    Model plain = half(Networks.SGD);
    BrsgdTrainingMaster mean =
        nine(0)
            .rule(new Mean())
            .attack(new SignFlipping(false, 10))
            .attackers(2)
            .schedule(new BrsgdSchedule(0.5, 0.55))
            .rounds(150)
            .build();
    try {
      mean.fit(plain, examples);
    } catch (AbortedRunException e) {
      assertThat(e).hasMessageContaining("HALF");
    }
    assertThat(accuracy(plain, examples)).isLessThan(0.5);
  }

  /** Everything that remembers something, in one run or in two. */
  @ParameterizedTest
  @EnumSource(names = {"NESTEROVS", "GRAPH_BATCH_NORM", "SGD"})
  void aRunThatWasStoppedGoesOnBitForBit(Networks kind) {
    DataSet examples = Examples.flat(300, 1);
    Model straight = withoutAdam(half(kind));
    TrainingResult whole = remembering().build().fit(straight, examples);
    int[] done = {0};
    remembering()
        .workers(1)
        .checkpoints(Checkpoints.everyRounds(folder, 3))
        .stopWhen(() -> ++done[0] >= 8)
        .build()
        .fit(withoutAdam(half(kind)), examples);
    Model second = withoutAdam(half(kind));
    TrainingResult result = remembering().workers(2).build().resume(folder).fit(second, examples);
    assertThat(Bits.of(second.params())).isEqualTo(Bits.of(straight.params()));
    assertThat(result.history().toCsv()).isEqualTo(whole.history().toCsv());
    assertThat(result.sampled().orElseThrow().parameters().dataType()).isEqualTo(DataType.FLOAT16);
    assertThat(Bits.of(result.sampled().orElseThrow().parameters()))
        .isEqualTo(Bits.of(whole.sampled().orElseThrow().parameters()));
  }

  private static BrsgdTrainingMasterBuilder remembering() {
    return nine(2)
        .rule(new CenteredClipping(0.1, 3))
        .attack(new PoisonedFl())
        .attackers(2)
        .nodeUpdate(new WorkerMomentum(0.8, new LocalSteps(2, 0.05)))
        .sampleIterate(new IterateWeights(0));
  }

  /** A checkpoint of another type is of another network. */
  @Test
  void checkpointsKeepTheTypeApart() {
    DataSet examples = Examples.flat(300, 1);
    remembering()
        .checkpoints(Checkpoints.everyRounds(folder, 3))
        .build()
        .fit(half(Networks.SGD), examples);
    BrsgdTrainingMaster other = remembering().rounds(30).build().resume(folder);
    assertThatThrownBy(() -> other.fit(Networks.SGD.create(), examples))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** As with {@code fit}: 0 / (sqrt(0) + 0) where a gradient is 0. */
  @Test
  void anEpsilonThatIsZeroInTheTypeEndsTheRunAndSaysSo() {
    DataSet examples = Examples.flat(300, 1);
    MultiLayerNetwork fit = (MultiLayerNetwork) half(Networks.ADAM);
    for (int i = 0; i < 5; i++) {
      fit.fit(examples);
    }
    assertThat(fit.params().isNaN().any()).isTrue();
    assertThatThrownBy(() -> nine(2).rule(new Krum(2)).build().fit(half(Networks.ADAM), examples))
        .isInstanceOf(AbortedRunException.class)
        .hasMessageContaining("epsilon");
    MultiLayerNetwork larger = (MultiLayerNetwork) half(Networks.ADAM);
    for (Layer layer : larger.getLayers()) {
      ((BaseLayer) layer.conf().getLayer()).setIUpdater(new Adam(0.01, 0.9, 0.999, 1e-3));
    }
    assertThat(nine(2).rule(new Krum(2)).build().fit(larger, examples).history().rounds())
        .hasSize(20);
    assertThat(larger.getUpdater().getStateViewArray().dataType()).isEqualTo(DataType.FLOAT16);
  }

  /** Far from what a float can hold, and from the 65,504 that a half can. */
  @Test
  void anAggregateThatWouldBeInfiniteFailsTheRound() {
    Model network = half(Networks.SGD);
    INDArray before = network.params().dup();
    BrsgdTrainingMasterBuilder builder =
        nine(0).rule(new Mean()).attack(new Sent(1e7f)).attackers(1);
    AbortedRunException aborted =
        catchThrowableOfType(
            AbortedRunException.class, () -> builder.build().fit(network, Examples.flat(300, 1)));
    assertThat(aborted)
        .hasMessageContaining("round 0: mean failed")
        .hasMessageContaining("infinite in the network's type HALF");
    assertThat(Bits.of(network.params())).isEqualTo(Bits.of(before));
    TrainingResult skipped =
        builder.onFailedRound(FailedRound.SKIP).build().fit(network, Examples.flat(300, 1));
    assertThat(skipped.history().rounds()).hasSize(20).allMatch(RoundRecord::skipped);
    assertThat(Bits.of(network.params())).isEqualTo(Bits.of(before));
  }

  @Test
  void rowsBeyondTheTypeAreNoProofAndAreStood() {
    Model network = half(Networks.SGD);
    TrainingResult result =
        nine(1)
            .rule(new CoordinateWiseMedian())
            .attack(new Sent(1e7f))
            .attackers(1)
            .build()
            .fit(network, Examples.flat(300, 1));
    assertThat(result.history().rounds()).allMatch(round -> round.screened().isEmpty());
    assertThat(network.params().castTo(DataType.FLOAT).amaxNumber().doubleValue()).isLessThan(10);
  }

  @Test
  void aStepBeyondTheTypeEndsTheRunAndSaysSo() {
    for (FailedRound policy : FailedRound.values()) {
      AbortedRunException aborted =
          catchThrowableOfType(
              AbortedRunException.class,
              () ->
                  nine(0)
                      .rule(new Mean())
                      .schedule(new BrsgdSchedule(60_000, 0.55))
                      .onFailedRound(policy)
                      .attack(new Sent(60_000))
                      .attackers(5)
                      .build()
                      .fit(half(Networks.SGD), Examples.flat(300, 1)));
      assertThat(aborted)
          .hasMessageContaining("round 0: the step made parameters")
          .hasMessageContaining("of type HALF");
    }
  }

  /** Squares leave the type long before steps do; steps over what is infinite are 0, for good. */
  @ParameterizedTest
  @EnumSource
  void anUpdaterThatOverflowsEndsTheRunAndSaysSo(Updater updater) {
    for (FailedRound policy : FailedRound.values()) {
      Model network = half(Networks.SGD);
      for (Layer layer : ((MultiLayerNetwork) network).getLayers()) {
        ((BaseLayer) layer.conf().getLayer()).setIUpdater(withEpsilon(updater));
      }
      AbortedRunException aborted =
          catchThrowableOfType(
              AbortedRunException.class,
              () ->
                  nine(0)
                      .rule(new Mean())
                      .onFailedRound(policy)
                      .attack(new Sent(60_000))
                      .attackers(5)
                      .build()
                      .fit(network, Examples.flat(300, 1)));
      assertThat(aborted)
          .hasMessageContaining("round 0: the step made")
          .hasMessageContaining("HALF");
    }
  }

  private static IUpdater withEpsilon(Updater updater) {
    return switch (updater) {
      case ADAM -> new Adam(0.01, 0.9, 0.999, 1e-3);
      case ADA_GRAD -> new AdaGrad(0.01, 1e-3);
      case RMS_PROP -> new RmsProp(0.01, 0.95, 1e-3);
      case AMS_GRAD -> new AMSGrad(0.01, 0.9, 0.999, 1e-3);
    };
  }

  private enum Updater {
    ADAM,
    ADA_GRAD,
    RMS_PROP,
    AMS_GRAD
  }

  @ParameterizedTest
  @EnumSource(names = {"CONVOLUTION_BATCH_NORM", "SGD"})
  void nodesThatMoveAndTrustAndFastLayersWork(Networks kind) {
    DataSet examples = Examples.flat(300, 1);
    for (NodeUpdate update :
        List.of(new LocalSteps(3, 0.05), new WorkerMomentum(0.9, new LocalSteps(2, 0.05)))) {
      Model network = withoutAdam(half(kind));
      Model fast = withoutAdam(half(kind));
      BrsgdTrainingMasterBuilder builder = nine(2).rule(new CoordinateWiseMedian());
      TrainingResult result = builder.nodeUpdate(update).build().fit(network, examples);
      assertThat(result.history().rounds()).hasSize(20);
      builder.fastLayers().build().fit(fast, examples);
      assertThat(Bits.of(fast.params())).isEqualTo(Bits.of(network.params()));
    }
  }

  /** A converted network's layers still say the type they had. */
  @Test
  void convertedToDoublesItIsNoNetworkOfFloats() {
    DataSet examples = Examples.flat(300, 1);
    List<List<Long>> bits = new ArrayList<>();
    for (boolean isFast : new boolean[] {false, true}) {
      MultiLayerNetwork network =
          ((MultiLayerNetwork) Networks.SGD.create()).convertDataType(DataType.DOUBLE);
      BrsgdTrainingMasterBuilder builder = nine(2).rule(new Krum(2));
      (isFast ? builder.fastLayers() : builder).build().fit(network, examples);
      bits.add(Bits.of(network.params()));
    }
    assertThat(bits.get(1).equals(bits.get(0))).isTrue();
  }

  @Test
  void rowsTakeTheMemoryOfFloats() {
    BrsgdTrainingMaster master = nine(2).rule(new Krum(2)).build();
    Model half = half(Networks.SGD);
    assertThat(master.memoryEstimate(half)).isEqualTo(master.memoryEstimate(Networks.SGD.create()));
    assertThat(TrainableNetwork.of(half).rowType()).isEqualTo(DataType.FLOAT);
    assertThat(TrainableNetwork.of(Networks.DOUBLES.create()).rowType()).isEqualTo(DataType.DOUBLE);
  }

  @Test
  void savedNetworksKeepTheirType() throws IOException {
    Model network = half(Networks.NESTEROVS);
    nine(2).rule(new Krum(2)).build().fit(network, Examples.flat(300, 1));
    File file = folder.resolve("model.zip").toFile();
    ((MultiLayerNetwork) network).save(file, true);
    MultiLayerNetwork back = MultiLayerNetwork.load(file, true);
    assertThat(Bits.of(back.params())).isEqualTo(Bits.of(network.params()));
    nine(2).rule(new Krum(2)).build().fit(back, Examples.flat(300, 2));
    assertThat(back.params().dataType()).isEqualTo(DataType.FLOAT16);
  }

  @Test
  void theCurvatureIsThatOfTheFunctionNotOfItsRounding() {
    FullGradient loss = new FullGradient(List.of(Examples.flat(60, 1)));
    assertThat(Curvature.of(loss).at(half(Networks.SGD)))
        .isCloseTo(Curvature.of(loss).at(Networks.SGD.create()), within(0.05));
  }

  /** Deeplearning4j has no configuration of it, and cannot train what is converted to it. */
  @Test
  void bfloat16IsRefusedAsDeeplearning4jDoes() {
    assertThatThrownBy(() -> new NeuralNetConfiguration.Builder().dataType(DataType.BFLOAT16))
        .hasMessageContaining("one of DOUBLE, FLOAT, or HALF");
    MultiLayerNetwork converted =
        ((MultiLayerNetwork) Networks.SGD.create()).convertDataType(DataType.BFLOAT16);
    DataSet examples = Examples.flat(300, 1);
    assertThatThrownBy(() -> converted.fit(examples)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> nine(2).rule(new Krum(2)).build().fit(converted, examples))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "network: need parameters of one of the types that Deeplearning4j trains, [FLOAT, DOUBLE,"
                + " HALF], got BFLOAT16");
  }
}
