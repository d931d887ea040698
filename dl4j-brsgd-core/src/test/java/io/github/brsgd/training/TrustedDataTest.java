package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.FlTrust;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.aggregation.pre.Clipping;
import io.github.brsgd.aggregation.pre.PreAggregated;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.AttackContext;
import io.github.brsgd.attack.Knowledge;
import io.github.brsgd.attack.OptimalInnerProductManipulation;
import io.github.brsgd.attack.SignFlipping;
import io.github.brsgd.linalg.Bits;
import io.github.brsgd.training.node.Gradient;
import io.github.brsgd.training.node.LocalSteps;
import io.github.brsgd.training.node.NodeRound;
import io.github.brsgd.training.node.NodeUpdate;
import io.github.brsgd.training.node.WorkerMomentum;
import io.github.brsgd.training.server.FailedRound;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** Runs whose server has data of its own. */
class TrustedDataTest {

  private static final int NODES = 7;

  private static DataSetIterator own(long seed) {
    return new ListDataSetIterator<>(Examples.flat(30, seed).batchBy(12), 1);
  }

  private static BrsgdTrainingMasterBuilder builder() {
    return BrsgdTrainingMaster.builder()
        .nodes(NODES)
        .byzantine(NODES - 1)
        .rule(new FlTrust())
        .attackers(NODES - 2)
        .attack(new SignFlipping())
        .batchSize(5)
        .seed(3)
        .rounds(12);
  }

  private static String train(Networks kind, BrsgdTrainingMaster master) {
    Model model = kind.create();
    TrainingResult result = master.fit(model, Examples.flat(150, 1));
    return Bits.of(model.params()) + result.history().toCsv();
  }

  /** The server's row of each round, and the first node's. */
  private static final class Recorder implements Aggregator {
    private static final long serialVersionUID = 1;
    private final transient List<List<Long>> trusted = new ArrayList<>();
    private final transient List<List<Long>> first = new ArrayList<>();

    @Override
    public Aggregation aggregate(INDArray updates, AggregationContext context) {
      trusted.add(Bits.of(context.trusted().orElseThrow()));
      first.add(Bits.of(updates.getRow(0, true)));
      return new Mean().aggregate(updates, context);
    }

    @Override
    public boolean needsTrustedRow() {
      return true;
    }
  }

  static Stream<NodeUpdate> updates() {
    return Stream.of(
        new Gradient(), new WorkerMomentum(0.9), new WorkerMomentum(0.5, new LocalSteps(2, 0.05)));
  }

  @ParameterizedTest
  @MethodSource("updates")
  void theServerMakesItsRowAsANodeDoes(NodeUpdate update) {
    Recorder recorder = new Recorder();
    List<DataSet> batches = Examples.flat(36, 5).batchBy(12);
    BrsgdTrainingMaster.builder()
        .nodes(2)
        .byzantine(0)
        .rule(recorder)
        .nodeUpdate(update)
        .trustedData(new ListDataSetIterator<>(batches, 1))
        .seed(1)
        .rounds(5)
        .build()
        .fit(
            Networks.CENTER_LOSS.create(),
            List.of(
                new ListDataSetIterator<>(batches, 1),
                new ListDataSetIterator<>(Examples.flat(20, 6).batchBy(5), 1)));
    assertThat(recorder.trusted).hasSize(5).isEqualTo(recorder.first).doesNotHaveDuplicates();
  }

  @Test
  void oneHonestNodeOfManyIsEnough() {
    DataSetIterator test = new ListDataSetIterator<>(Examples.flat(300, 8).batchBy(100), 1);
    TrainingHistory history =
        builder()
            .attackers(NODES - 1)
            .attack(new SignFlipping(false, 10))
            .batchSize(20)
            .rounds(120)
            .evaluateEvery(120, test)
            .trustedData(new ListDataSetIterator<>(Examples.flat(150, 2).batchBy(50), 1))
            .build()
            .fit(Networks.SGD.create(), Examples.flat(1050, 1))
            .history();
    assertThat(history.lastAccuracy().orElseThrow()).isGreaterThan(0.6);
  }

  @Test
  void theBitsDoNotDependOnTheThreads() {
    BrsgdTrainingMasterBuilder builder =
        builder().nodeUpdate(new WorkerMomentum(0.9)).trustedData(own(2));
    String one = train(Networks.DROPOUT, builder.workers(1).build());
    assertThat(train(Networks.DROPOUT, builder.workers(3).build())).isEqualTo(one);
    assertThat(train(Networks.DROPOUT, builder.trustedData(own(4)).build())).isNotEqualTo(one);
  }

  @Test
  void settingsAsTextTakeTheDataAnew() {
    BrsgdTrainingMaster master = builder().workers(1).trustedData(own(2)).build();
    BrsgdTrainingMaster read = BrsgdTrainingMaster.fromJson(master.toJson());
    assertThat(read.toJson()).isEqualTo(master.toJson()).contains("\"rule\" : \"trust\"");
    assertThat(train(Networks.SGD, read.trustedData(own(2))))
        .isEqualTo(train(Networks.SGD, master));
  }

  @Test
  void aRuleThatNeedsDataIsNotRunWithoutAndNoOtherGetsThem() {
    for (Aggregator rule :
        List.of(new FlTrust(), new PreAggregated(List.of(new Clipping(2)), new FlTrust()))) {
      BrsgdTrainingMaster without = builder().rule(rule).build();
      assertThatThrownBy(() -> train(Networks.SGD, without))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("trustedData: " + rule + " needs a row of the server's own");
    }
    BrsgdTrainingMasterBuilder krum = builder().byzantine(1).rule(new Krum(1));
    assertThatThrownBy(() -> krum.trustedData(own(2)).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("trustedData: krum:q=1 makes no use of data of the server's own");
    BrsgdTrainingMaster other = builder().byzantine(1).rule(new Krum(1)).build();
    assertThatThrownBy(() -> other.trustedData(own(2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void dataThatAreNoneOrDoNotFitAreRefusedBeforeTheFirstRound() {
    assertThatThrownBy(() -> builder().trustedData(new ListDataSetIterator<>(List.of(), 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("trustedData: the iterator has no examples");
    DataSet narrow = new DataSet(Examples.flat(4, 1).getLabels(), Examples.flat(4, 1).getLabels());
    BrsgdTrainingMaster master =
        builder().trustedData(new ListDataSetIterator<>(List.of(narrow), 1)).build();
    assertThatThrownBy(() -> train(Networks.SGD, master))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("trustedData: the network does not fit the data");
    BrsgdTrainingMaster later =
        builder()
            .trustedData(new ListDataSetIterator<>(List.of(Examples.flat(4, 1), narrow), 1))
            .rounds(1)
            .build();
    assertThatThrownBy(() -> train(Networks.SGD, later))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("trustedData: the network does not fit the data");
  }

  /** An update that computes nothing. */
  private record Broken() implements NodeUpdate {
    private static final long serialVersionUID = 1;

    @Override
    public double write(NodeRound round, INDArray row) {
      throw new IllegalStateException("broken");
    }
  }

  @Test
  void theServersOwnRowIsNotBlamedOnANode() {
    BrsgdTrainingMaster master =
        builder().nodeUpdate(new Broken()).trustedData(own(2)).rounds(1).build();
    assertThatThrownBy(() -> train(Networks.SGD, master))
        .hasMessageContaining("trustedData: broken")
        .hasMessageNotContaining("node 0");
  }

  @Test
  void aRowOfTheServersThatIsNotFiniteFailsTheRound() {
    DataSet bad = Examples.flat(5, 1);
    bad.getFeatures().assign(Float.NaN);
    BrsgdTrainingMasterBuilder builder =
        builder()
            .trustedData(new ListDataSetIterator<>(List.of(Examples.flat(5, 1), bad), 1))
            .rounds(4);
    assertThatThrownBy(() -> train(Networks.SGD, builder.build()))
        .isInstanceOf(AbortedRunException.class)
        .hasMessageContaining("round 1")
        .hasMessageContaining("the server's own row has a NaN or infinite value");
    BrsgdTrainingMaster skipping = builder.onFailedRound(FailedRound.SKIP).build();
    assertThat(skipping.fit(Networks.SGD.create(), Examples.flat(150, 1)).history().rounds())
        .extracting(RoundRecord::skipped)
        .containsExactly(false, true, false, true);
  }

  @Test
  void statisticsHaveNoServersRowAndNeedAMajority() {
    BrsgdTrainingMaster most = builder().trustedData(own(2)).build();
    assertThatThrownBy(() -> train(Networks.CONVOLUTION_BATCH_NORM, most))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("network: has entries that are no gradients")
        .hasMessageContaining("median: need m >= 2q+1, got m=7, q=6");
    BrsgdTrainingMasterBuilder few = builder().byzantine(3).attackers(3).trustedData(own(2));
    assertThat(train(Networks.CONVOLUTION_BATCH_NORM, few.workers(1).build()))
        .isEqualTo(train(Networks.CONVOLUTION_BATCH_NORM, few.workers(2).build()));
  }

  @ParameterizedTest
  @EnumSource(names = {"DROPOUT", "GRAPH_BATCH_NORM"})
  void aRunThatWasStoppedGoesOnBitForBit(Networks kind, @TempDir Path folder) {
    BrsgdTrainingMasterBuilder builder =
        builder()
            .byzantine(3)
            .attackers(2)
            .attack(new OptimalInnerProductManipulation())
            .nodeUpdate(new WorkerMomentum(0.9, new LocalSteps(2, 0.05)))
            .trustedData(own(2));
    String straight = train(kind, builder.build());
    BrsgdTrainingMaster stopped =
        builder.rounds(5).checkpoints(Checkpoints.everyRounds(folder, 2)).build();
    train(kind, stopped);
    BrsgdTrainingMaster goingOn = builder.rounds(12).build().resume(folder);
    assertThat(train(kind, goingOn)).isEqualTo(straight);
    BrsgdTrainingMaster others = builder.trustedData(own(4)).build().resume(folder);
    assertThatThrownBy(() -> train(kind, others))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("trustedData was 30 examples");
  }

  /** An adversary that notes the server's own row. */
  private record Spy(List<List<Long>> seen, Knowledge knowledge) implements Attack {
    private static final long serialVersionUID = 1;

    @Override
    public void forge(AttackContext context) {
      // Entries that are no gradients are forged too, and the server has no row of those.
      context.trusted().ifPresent(row -> seen.add(Bits.of(row)));
    }
  }

  @Test
  void anAdversaryThatKnowsAllKnowsTheServersRow() {
    Recorder recorder = new Recorder();
    List<List<Long>> seen = new ArrayList<>();
    BrsgdTrainingMasterBuilder builder = builder().byzantine(3).rule(recorder).trustedData(own(2));
    train(Networks.CENTER_LOSS, builder.attack(new Spy(seen, Knowledge.FULL)).build());
    assertThat(seen).hasSize(12).isEqualTo(recorder.trusted);
    BrsgdTrainingMaster partial = builder.attack(new Spy(seen, Knowledge.PARTIAL)).build();
    assertThatThrownBy(() -> train(Networks.SGD, partial))
        .hasMessageContaining("the server's own row is not known with knowledge=partial");
  }
}
