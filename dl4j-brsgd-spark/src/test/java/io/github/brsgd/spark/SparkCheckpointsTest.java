package io.github.brsgd.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.attack.SignFlipping;
import io.github.brsgd.training.BrsgdTrainingMaster;
import io.github.brsgd.training.BrsgdTrainingMasterBuilder;
import io.github.brsgd.training.Checkpoints;
import io.github.brsgd.training.Participation;
import io.github.brsgd.training.node.WorkerMomentum;
import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.dataset.DataSet;

/** Runs that go on where others were broken off. */
class SparkCheckpointsTest {

  private static final DataSet EXAMPLES = Problem.examples(70, 1);

  private static BrsgdTrainingMasterBuilder builder() {
    return BrsgdTrainingMaster.builder()
        .nodes(7)
        .byzantine(2)
        .attackers(2)
        .attack(new SignFlipping(true, 1))
        .rule(new TrimmedMean(2))
        .nodeUpdate(new WorkerMomentum(0.9))
        .batchSize(5)
        .seed(3);
  }

  private static SparkBrsgdTrainingMaster master(
      BrsgdTrainingMaster training, Transport transport) {
    return SparkBrsgdTrainingMaster.builder(training).partitions(3).transport(transport).build();
  }

  private static MultiLayerNetwork fit(SparkBrsgdTrainingMaster master, DataSet examples) {
    MultiLayerNetwork network = Problem.initialised(Problem.batchNormDropoutAdam());
    new SparkDl4jMultiLayer(LocalSpark.context(), network, master).fit(Problem.rdd(examples, 7, 2));
    return network;
  }

  private static void goesOn(BrsgdTrainingMasterBuilder builder, Transport transport, Path folder) {
    SparkBrsgdTrainingMaster whole = master(builder.rounds(10).build(), transport);
    MultiLayerNetwork expected = fit(whole, EXAMPLES);
    BrsgdTrainingMasterBuilder writing = builder.checkpoints(Checkpoints.everyRounds(folder, 3));
    fit(master(writing.rounds(6).build(), transport), EXAMPLES);
    SparkBrsgdTrainingMaster rest = master(writing.rounds(10).build().resume(folder), transport);
    MultiLayerNetwork resumed = fit(rest, EXAMPLES);
    assertThat(resumed.params()).isEqualTo(expected.params());
    assertThat(resumed.updaterState()).isEqualTo(expected.updaterState());
    assertThat(resumed.getIterationCount()).isEqualTo(10);
    assertThat(rest.result().orElseThrow().history().toCsv())
        .isEqualTo(whole.result().orElseThrow().history().toCsv());
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void aRunGoesOnBitForBit(Transport transport, @TempDir Path folder) {
    goesOn(builder(), transport, folder);
  }

  @Test
  void soDoesOneWhoseNodesStayAwayAndThatTakesExamplesInTheirOrder(@TempDir Path folder) {
    goesOn(
        builder()
            .shuffle(false)
            .byzantine(1)
            .attackers(1)
            .rule(new TrimmedMean(1))
            .participation(Participation.drawn(6, 1).withDropOut(0.1).withLate(0.2)),
        Transport.COLLECT,
        folder);
  }

  @Test
  void otherDataAreRefused(@TempDir Path folder) {
    BrsgdTrainingMasterBuilder writing =
        builder().rounds(3).checkpoints(Checkpoints.everyRounds(folder, 3));
    fit(master(writing.build(), Transport.COLLECT), EXAMPLES);
    SparkBrsgdTrainingMaster rest =
        master(writing.rounds(4).build().resume(folder), Transport.COLLECT);
    assertThatThrownBy(() -> fit(rest, Problem.examples(71, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("70 examples")
        .hasMessageContaining("71 examples");
    DataSet others = EXAMPLES.copy();
    others.getFeatures().putScalar(3, 2, 100);
    assertThatThrownBy(() -> fit(rest, others))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CRC-32");
    assertThat(rest.result()).isEmpty();
    assertThat(LocalSpark.context().getPersistentRDDs()).isEmpty();
  }
}
