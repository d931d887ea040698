package io.github.brsgd.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.attack.ALittleIsEnough;
import io.github.brsgd.attack.SignFlipping;
import io.github.brsgd.training.AbortedRunException;
import io.github.brsgd.training.BrsgdTrainingMaster;
import io.github.brsgd.training.BrsgdTrainingMasterBuilder;
import io.github.brsgd.training.RoundRecord;
import io.github.brsgd.training.node.NodeRound;
import io.github.brsgd.training.node.NodeUpdate;
import io.github.brsgd.training.node.WorkerMomentum;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.JavaRDD;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** What breaks, and what is left then. */
class SparkFailuresTest {

  private static final int NODES = 7;
  private static final DataSet EXAMPLES = Problem.examples(70, 1);

  /** How often node 2 has still to fail in round 3; executors are threads of this process. */
  private static final AtomicInteger FAILURES = new AtomicInteger();

  private static BrsgdTrainingMasterBuilder builder() {
    return BrsgdTrainingMaster.builder()
        .nodes(NODES)
        .byzantine(1)
        .rule(new TrimmedMean(1))
        .batchSize(5)
        .seed(3)
        .rounds(4);
  }

  private static SparkDl4jMultiLayer network(SparkBrsgdTrainingMaster master) {
    return new SparkDl4jMultiLayer(
        LocalSpark.context(), Problem.initialised(Problem.plain()), master);
  }

  private static SparkBrsgdTrainingMasterBuilder master(BrsgdTrainingMasterBuilder training) {
    return SparkBrsgdTrainingMaster.builder(training.build()).partitions(4);
  }

  private static JavaRDD<DataSet> data() {
    return Problem.rdd(EXAMPLES, 7, 3);
  }

  /** Spark goes on, and has nothing left of the run. */
  @AfterEach
  void nothingIsLeft() {
    assertThat(LocalSpark.context().getPersistentRDDs()).isEmpty();
    assertThat(LocalSpark.context().getLocalProperty("spark.job.description")).isNull();
    assertThat(LocalSpark.context().parallelize(List.of(1, 2, 3)).count()).isEqualTo(3);
  }

  /** Momentum of a node that breaks down. */
  private record Breaking() implements NodeUpdate {
    @Override
    public double write(NodeRound round, INDArray row) {
      double loss = new WorkerMomentum(0.9).write(round, row);
      if (round.node() == 2 && round.round() == 3 && FAILURES.getAndDecrement() > 0) {
        throw new IllegalStateException("the disk is on fire");
      }
      return loss;
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void networksOfHalfPrecisionAreRefusedBeforeAnythingIsDealt(Transport transport) {
    SparkDl4jMultiLayer half =
        new SparkDl4jMultiLayer(
            LocalSpark.context(),
            Problem.initialised(Problem.plain()).convertDataType(DataType.FLOAT16),
            master(builder()).transport(transport).build());
    assertThatThrownBy(() -> half.fit(data()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("on Spark need parameters of type FLOAT or DOUBLE, got HALF")
        .hasMessageContaining("network.convertDataType(DataType.FLOAT)");
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void aTaskThatIsRunAgainCountsOnce(Transport transport) {
    BrsgdTrainingMasterBuilder training = builder().nodeUpdate(new Breaking());
    FAILURES.set(0);
    SparkBrsgdTrainingMaster whole = master(training).transport(transport).build();
    MultiLayerNetwork expected = network(whole).fit(data());
    FAILURES.set(1);
    SparkBrsgdTrainingMaster again = master(training).transport(transport).build();
    MultiLayerNetwork broken = network(again).fit(data());
    assertThat(FAILURES.get()).isNegative();
    assertThat(broken.params()).isEqualTo(expected.params());
    assertThat(again.result().orElseThrow().history().toCsv())
        .isEqualTo(whole.result().orElseThrow().history().toCsv());
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void aTaskThatAlwaysFailsEndsTheRun(Transport transport) {
    FAILURES.set(Integer.MAX_VALUE);
    SparkBrsgdTrainingMaster master =
        master(builder().nodeUpdate(new Breaking())).transport(transport).build();
    SparkDl4jMultiLayer network = network(master);
    JavaRDD<DataSet> data = data();
    AbortedRunException failure =
        catchThrowableOfType(AbortedRunException.class, () -> network.fit(data));
    assertThat(failure)
        .hasMessageContaining("round 3")
        .hasMessageContaining("node 2")
        .hasMessageContaining("the disk is on fire");
    assertThat(failure.result().history().rounds()).hasSize(3);
    assertThat(master.result().orElseThrow().history().rounds()).hasSize(3);
    assertThat(network.getNetwork().getIterationCount()).isEqualTo(3);
  }

  /** A node that takes its time in some rounds. */
  private record Slow(int node, int rounds) implements NodeUpdate {
    @Override
    public double write(NodeRound round, INDArray row) {
      if ((round.node() == node || node < 0) && round.round() >= 2 && round.round() < 2 + rounds) {
        try {
          Thread.sleep(2500);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return round.gradient(row);
    }

    @Override
    public boolean remembers() {
      return false;
    }
  }

  @Test
  void nodesThatMissTheDeadlineAreMissing() {
    SparkBrsgdTrainingMaster master =
        master(builder().rounds(3).nodeUpdate(new Slow(1, 1)))
            .deadline(Duration.ofMillis(1500))
            .build();
    network(master).fit(data());
    List<Integer> answered =
        master.result().orElseThrow().history().rounds().stream()
            .map(RoundRecord::answered)
            .toList();
    // Nodes 1 and 5 lie in one partition, and come one after the other.
    assertThat(answered).containsExactly(NODES, NODES, NODES - 2);
  }

  @Test
  void aRoundWithoutAnswersEndsTheRun() {
    SparkBrsgdTrainingMaster master =
        master(builder().rounds(3).nodeUpdate(new Slow(-1, 1)))
            .deadline(Duration.ofMillis(1500))
            .build();
    SparkDl4jMultiLayer network = network(master);
    JavaRDD<DataSet> data = data();
    assertThatThrownBy(() -> network.fit(data))
        .isInstanceOf(AbortedRunException.class)
        .hasMessageContaining("round 2")
        .hasMessageContaining("none of the nodes");
    assertThat(master.result().orElseThrow().history().rounds()).hasSize(2);
  }

  @Test
  void rulesThatCannotServeTheNodesLeftEndTheRun() {
    SparkBrsgdTrainingMaster master =
        master(builder().rounds(3).byzantine(3).rule(new TrimmedMean(3)).nodeUpdate(new Slow(1, 1)))
            .deadline(Duration.ofMillis(1500))
            .build();
    SparkDl4jMultiLayer network = network(master);
    JavaRDD<DataSet> data = data();
    assertThatThrownBy(() -> network.fit(data))
        .isInstanceOf(AbortedRunException.class)
        .hasMessageContaining("round 2");
  }

  private static void refused(
      BrsgdTrainingMasterBuilder training, JavaRDD<DataSet> data, String message) {
    for (Transport transport : Transport.values()) {
      SparkBrsgdTrainingMaster master = master(training).transport(transport).build();
      SparkDl4jMultiLayer network = network(master);
      assertThatThrownBy(() -> network.fit(data)).hasMessageContaining(message);
      assertThat(network.getNetwork().getIterationCount()).isZero();
      assertThat(master.result().map(result -> result.history().rounds()).orElse(List.of()))
          .isEmpty();
    }
  }

  /** Examples with a feature less. */
  private static JavaRDD<DataSet> narrow() {
    return Problem.rdd(
        new DataSet(Nd4j.ones(70, Problem.INPUTS - 1), Nd4j.ones(70, Problem.CLASSES)), 7, 2);
  }

  @Test
  void dataThatDoNotFitAreRefused() {
    refused(builder(), LocalSpark.context().emptyRDD(), "data: there are no examples");
    refused(builder(), Problem.rdd(Problem.examples(5, 1), 2, 2), "got nodes=7, examples=5");
    refused(builder().batchSize(11), data(), "batchSize: need");
    refused(builder(), narrow(), "node 0: ");
    refused(builder(), data().union(narrow()), "data: ");
    refused(
        builder(),
        LocalSpark.context().parallelize(List.of(new DataSet(EXAMPLES.getFeatures(), null)), 2),
        "data: examples: need features and labels");
  }

  @Test
  void settingsWithoutALengthAreRefused() {
    BrsgdTrainingMasterBuilder training =
        BrsgdTrainingMaster.builder().nodes(2).byzantine(0).rule(new Mean()).batchSize(5).seed(1);
    refused(training, data(), "rounds, epochs: set one of them");
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("brsgd"))
        .count();
  }

  @Test
  void nobodyWaitsForARunThatIsRefused() {
    refused(
        builder().attackers(1).attack(new SignFlipping(true, 1)).rounds(1), narrow(), "node 0: ");
    long before = threads();
    SparkBrsgdTrainingMaster master =
        master(builder().attackers(1).attack(new ALittleIsEnough()))
            .transport(Transport.SHARDED)
            .build();
    SparkDl4jMultiLayer network = network(master);
    JavaRDD<DataSet> data = data();
    assertThatThrownBy(() -> network.fit(data)).hasMessageContaining("attack: alie");
    assertThat(threads()).isEqualTo(before);
  }
}
