package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.aggregation.Monna;
import io.github.brsgd.aggregation.MultiKrum;
import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.attack.ALittleIsEnough;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.ChangingAttackers;
import io.github.brsgd.attack.NonFinite;
import io.github.brsgd.attack.OptimalInnerProductManipulation;
import io.github.brsgd.attack.SignFlipping;
import io.github.brsgd.attack.Stale;
import io.github.brsgd.linalg.Bits;
import io.github.brsgd.state.Resumable;
import io.github.brsgd.state.StateReader;
import io.github.brsgd.state.StateWriter;
import io.github.brsgd.training.node.IteratorNodeData;
import io.github.brsgd.training.node.WorkerMomentum;
import io.github.brsgd.training.server.Conviction;
import io.github.brsgd.training.server.Exclusion;
import io.github.brsgd.training.server.FailedRound;
import io.github.brsgd.training.server.Quarantine;
import io.github.brsgd.training.server.RoundOutcome;
import io.github.brsgd.training.server.ServerRound;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Rounds from which the server has excluded nodes. */
class QuarantineTest {

  private static final int NODES = 11;

  /** Convicts whom it is told to, and remembers who answered in each round. */
  private static final class Judge implements Quarantine, Resumable {
    private final List<Conviction> told;
    private final List<Conviction> convictions = new ArrayList<>();
    private final List<List<Integer>> answered = new ArrayList<>();

    Judge(Conviction... told) {
      this.told = List.of(told);
    }

    @Override
    public void round(ServerRound round, RoundOutcome outcome) {
      answered.add(round.nodes());
      told.stream().filter(c -> c.round() == round.round()).forEach(convictions::add);
    }

    @Override
    public List<Conviction> convictions() {
      return convictions;
    }

    @Override
    public void save(StateWriter out) {}

    @Override
    public void load(StateReader in) {}
  }

  private static Conviction of(int node, int round) {
    return new Conviction(node, round, 7, "seen");
  }

  /** A rule that remembers what it was set for. */
  private record Recorder(int q, List<String> seen) implements Aggregator {
    @Override
    public Aggregation aggregate(INDArray updates, AggregationContext context) {
      seen.add("m=" + updates.rows() + ", q=" + q);
      return new Mean().aggregate(updates, context);
    }

    @Override
    public OptionalInt byzantine() {
      return OptionalInt.of(q);
    }

    @Override
    public Aggregator tolerating(int other) {
      return new Recorder(other, seen);
    }
  }

  private static BrsgdTrainingMasterBuilder builder() {
    return BrsgdTrainingMaster.builder()
        .nodes(NODES)
        .byzantine(3)
        .attackers(3)
        .attack(new SignFlipping())
        .ruleFor(TrimmedMean::new)
        .batchSize(5)
        .seed(3)
        .rounds(8);
  }

  private static TrainingHistory train(Networks kind, BrsgdTrainingMasterBuilder builder) {
    return builder.build().fit(kind.create(), Examples.flat(150, 1)).history();
  }

  private static List<Integer> without(Integer... excluded) {
    return IntStream.range(0, NODES).boxed().filter(n -> !List.of(excluded).contains(n)).toList();
  }

  @Test
  void fromTheNextRoundOnTheRowIsGoneAndTheRuleSetForOneLess() {
    Judge judge = new Judge(of(9, 1), of(10, 1), of(4, 4));
    List<String> seen = new ArrayList<>();
    TrainingHistory history =
        train(Networks.SGD, builder().rule(new Recorder(3, seen)).quarantine(judge));
    assertThat(judge.answered.subList(0, 2)).containsOnly(without());
    assertThat(judge.answered.subList(2, 5)).containsOnly(without(9, 10));
    assertThat(judge.answered.subList(5, 8)).containsOnly(without(4, 9, 10));
    assertThat(seen.subList(0, 2)).containsOnly("m=11, q=3");
    assertThat(seen.subList(2, 5)).containsOnly("m=9, q=1");
    assertThat(seen.subList(5, 8)).containsOnly("m=8, q=0");
    assertThat(history.exclusions())
        .containsExactly(
            new Exclusion(9, 1, "seen"), new Exclusion(10, 1, "seen"), new Exclusion(4, 4, "seen"));
    assertThat(history.rounds()).extracting(RoundRecord::answered).endsWith(9, 9, 9, 8, 8, 8);
    Judge nobody = new Judge();
    TrainingHistory same = train(Networks.SGD, builder().quarantine(nobody));
    assertThat(same).isEqualTo(train(Networks.SGD, builder()));
  }

  /** Of a round the surest first, then the lowest id; whoever comes later stays. */
  @Test
  void neverMoreThanQAreExcluded() {
    Judge judge =
        new Judge(
            of(0, 1),
            new Conviction(5, 1, 8, "surer"),
            of(8, 3),
            of(7, 3),
            of(6, 3),
            of(5, 3),
            of(2, 5));
    TrainingHistory history = train(Networks.SGD, builder().quarantine(judge));
    assertThat(history.exclusions()).extracting(Exclusion::node).containsExactly(5, 0, 6);
    assertThat(judge.answered.get(7)).isEqualTo(without(0, 5, 6));
    Judge none = new Judge(of(1, 0));
    BrsgdTrainingMasterBuilder builder =
        BrsgdTrainingMaster.builder().nodes(NODES).byzantine(0).rule(new Mean()).seed(1);
    assertThat(train(Networks.SGD, builder.batchSize(5).rounds(2).quarantine(none)).exclusions())
        .isEmpty();
  }

  @Test
  void othersAreDrawnInPlaceOfThoseExcluded() {
    Judge judge = new Judge(of(9, 0), of(10, 0), of(4, 3));
    List<String> seen = new ArrayList<>();
    train(
        Networks.SGD,
        builder()
            .rounds(40)
            .rule(new Recorder(3, seen))
            .participation(Participation.drawn(9, 3))
            .quarantine(judge));
    assertThat(seen.subList(0, 4)).containsOnly("m=9, q=3");
    assertThat(seen.subList(4, 40)).containsOnly("m=8, q=2");
    assertThat(judge.answered.subList(4, 40)).containsOnly(without(4, 9, 10));
    Judge few = new Judge(of(9, 0));
    train(
        Networks.SGD,
        builder().rounds(40).participation(Participation.drawn(7, 3)).quarantine(few));
    assertThat(few.answered.get(0)).hasSize(7);
    assertThat(few.answered.subList(1, 40))
        .allSatisfy(nodes -> assertThat(nodes).hasSize(7).doesNotContain(9));
  }

  @Test
  void theCachedRowOfANodeThatIsExcludedIsNotUsed() {
    Judge judge = new Judge(of(9, 2), of(1, 2));
    train(
        Networks.SGD,
        builder()
            .nodeUpdate(new WorkerMomentum(0.9))
            .participation(Participation.cached(6).withLate(0.2))
            .quarantine(judge));
    assertThat(judge.answered.subList(0, 3)).containsOnly(without());
    assertThat(judge.answered.subList(3, 8)).containsOnly(without(1, 9));
  }

  /** Whatever attacks, and whoever of the attackers is left, same bits on any threads. */
  @ParameterizedTest
  @EnumSource(names = {"SGD", "GRAPH_BATCH_NORM"})
  void everyAttackWorksWithWhoIsLeft(Networks kind) {
    for (Attack attack :
        List.of(
            new ALittleIsEnough(),
            new Stale(2),
            new OptimalInnerProductManipulation(),
            new NonFinite(NonFinite.Kind.NAN))) {
      List<TrainingHistory> histories = new ArrayList<>();
      for (int workers : new int[] {1, 2}) {
        histories.add(
            train(
                kind,
                builder()
                    .attack(attack)
                    .ruleFor(MultiKrum::new)
                    .nodes(12)
                    .attackerSelection(new ChangingAttackers(3))
                    .onFailedRound(FailedRound.SKIP)
                    .workers(workers)
                    .quarantine(new Judge(of(9, 1), of(1, 2), of(10, 3)))));
      }
      assertThat(histories.get(0).toCsv()).isEqualTo(histories.get(1).toCsv());
      assertThat(histories.get(0).exclusions()).hasSize(3);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRunThatGoesOnKnowsWhomItExcluded(boolean stale, @TempDir Path folder) {
    BrsgdTrainingMasterBuilder builder = builder();
    if (stale) {
      // Replays rows of nodes that are honest in a round and attack in a later one.
      builder.attack(new Stale(2)).attackerSelection(new ChangingAttackers(5));
    }
    Model straight = Networks.SGD.create();
    TrainingHistory whole =
        builder
            .rounds(16)
            .quarantine(new Judge(of(9, 1), of(2, 1)))
            .build()
            .fit(straight, Examples.flat(150, 1))
            .history();
    builder
        .rounds(4)
        .checkpoints(Checkpoints.everyRounds(folder, 100))
        .quarantine(new Judge(of(9, 1), of(2, 1)));
    train(Networks.SGD, builder);
    Judge later = new Judge();
    Model second = Networks.SGD.create();
    TrainingHistory rest =
        builder
            .rounds(16)
            .quarantine(later)
            .build()
            .resume(folder)
            .fit(second, Examples.flat(150, 1))
            .history();
    assertThat(later.answered).hasSize(12).containsOnly(without(2, 9));
    assertThat(Bits.of(second.params())).isEqualTo(Bits.of(straight.params()));
    assertThat(rest.toCsv()).isEqualTo(whole.toCsv());
    assertThat(rest.exclusions()).isEqualTo(whole.exclusions()).hasSize(2);
    assertThatThrownBy(
            () ->
                builder().build().resume(folder).fit(Networks.SGD.create(), Examples.flat(150, 1)))
        .hasMessageContaining("quarantine was not of the catalogue and is not set");
  }

  /** Serves nine rows and more, whatever its q. */
  private record Nine() implements Aggregator {
    @Override
    public Aggregation aggregate(INDArray updates, AggregationContext context) {
      return new Mean().aggregate(updates, context);
    }

    @Override
    public void check(int m) {
      if (m < 9) {
        throw new IllegalArgumentException("Nine: need m >= 9, got m=" + m);
      }
    }
  }

  @Test
  void whatCouldNotBeServedIsRefusedBefore() {
    refused(
        builder().rule(new Nine()),
        "quarantine: of rows=11, byzantine=3 up to 3 nodes may be excluded, and with 3 of them the"
            + " rule cannot serve: Nine: need m >= 9, got m=8");
    refused(
        builder().rule(new Nine()).participation(Participation.drawn(9, 3)),
        "with 3 of them the rule cannot serve: Nine: need m >= 9, got m=8");
    refused(builder().rule(new Monna(3, 2)), "needs the row of node 2, which may be excluded");
    builder().ruleFor(Krum::new).quarantine(new Judge()).build();
    Judge twice = new Judge();
    assertThatThrownBy(() -> builder().serverObservers(twice).quarantine(twice))
        .hasMessageContaining("quarantine: it is among the server observers too");
    BrsgdTrainingMaster master = builder().quarantine(twice).build();
    assertThatThrownBy(master::toJson)
        .hasMessage("quarantine: " + Judge.class.getName() + " cannot be written as text");
    assertThatThrownBy(
            () ->
                BrsgdTrainingMaster.fromJson(
                    builder().build().toJson().replace("\"seed\"", "\"quarantine\":1,\"seed\"")))
        .hasMessage("JSON: quarantine: cannot be read from text");
  }

  private static void refused(BrsgdTrainingMasterBuilder builder, String message) {
    builder.build();
    assertThatThrownBy(() -> builder.quarantine(new Judge()).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  /** Honest nodes that were excluded leave no tolerance for those who are not. */
  @Test
  void moreThanIsLeftOfQFailsTheRound() {
    BrsgdTrainingMaster master =
        builder()
            .attack(new NonFinite(NonFinite.Kind.NAN))
            .quarantine(new Judge(of(0, 0), of(1, 0)))
            .build();
    assertThatThrownBy(() -> master.fit(Networks.SGD.create(), Examples.flat(150, 1)))
        .isInstanceOf(AbortedRunException.class)
        .hasMessageContaining(
            "nodes [8, 9, 10] sent NaN or infinite values, more than byzantine q=1 left of q=3"
                + " after exclusions");
  }

  @Test
  void aPassThatMayNeverEndIsRefused() {
    BrsgdTrainingMaster master =
        BrsgdTrainingMaster.builder()
            .nodes(3)
            .byzantine(1)
            .rule(new TrimmedMean(1))
            .seed(1)
            .epochs(2)
            .quarantine(new Judge(of(1, 0)))
            .build();
    IteratorNodeData data =
        IteratorNodeData.of(
            IntStream.range(0, 3)
                .mapToObj(n -> new ListDataSetIterator<>(Examples.flat(6, n).batchBy(2), 1))
                .toList());
    assertThatThrownBy(() -> master.fit(Networks.SGD.create(), data))
        .hasMessageStartingWith("quarantine: a node that is excluded reads no more of its data");
  }

  @Test
  void epochsOfAStreamEndWhoeverIsExcluded() {
    TrainingResult result =
        BrsgdTrainingMaster.builder()
            .nodes(4)
            .byzantine(1)
            .rule(new TrimmedMean(1))
            .seed(1)
            .streaming()
            .epochs(3)
            .quarantine(new Judge(of(1, 0)))
            .build()
            .fit(
                Networks.SGD.create(),
                new ListDataSetIterator<>(Examples.flat(16, 1).batchBy(2), 1));
    assertThat(result.history().rounds()).hasSize(6);
    assertThat(result.history().exclusions()).hasSize(1);
  }

  @Test
  void aQuarantineThatBreaksEndsTheRunWithItsHistory() {
    Quarantine broken =
        new Quarantine() {
          @Override
          public void round(ServerRound round, RoundOutcome outcome) {
            if (round.round() == 2) {
              throw new IllegalStateException("broken");
            }
          }

          @Override
          public List<Conviction> convictions() {
            return List.of();
          }
        };
    BrsgdTrainingMaster master = builder().quarantine(broken).build();
    assertThatThrownBy(() -> master.fit(Networks.SGD.create(), Examples.flat(150, 1)))
        .isInstanceOf(AbortedRunException.class)
        .hasMessageContaining("broken")
        .satisfies(
            e -> assertThat(((AbortedRunException) e).result().history().rounds()).hasSize(3));
    BrsgdTrainingMaster unknown = builder().quarantine(new Judge(of(11, 0))).build();
    assertThatThrownBy(() -> unknown.fit(Networks.SGD.create(), Examples.flat(150, 1)))
        .hasMessageContaining("quarantine: need ids in 0..10, got node 11");
  }

  @Test
  void checkpointsNeedOneThatRemembers(@TempDir Path folder) {
    Quarantine forgetful = List::of;
    BrsgdTrainingMaster master =
        builder().quarantine(forgetful).checkpoints(Checkpoints.everyRounds(folder, 2)).build();
    assertThatThrownBy(() -> master.fit(Networks.SGD.create(), Examples.flat(150, 1)))
        .hasMessageContaining("quarantine: a run with checkpoints needs one that is Resumable");
  }
}
