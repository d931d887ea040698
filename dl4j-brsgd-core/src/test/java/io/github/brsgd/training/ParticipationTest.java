package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.attack.ALittleIsEnough;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.ChangingAttackers;
import io.github.brsgd.attack.GaussianNoise;
import io.github.brsgd.attack.Mimic;
import io.github.brsgd.attack.OptimalInnerProductManipulation;
import io.github.brsgd.attack.SignFlipping;
import io.github.brsgd.attack.Stale;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.linalg.Bits;
import io.github.brsgd.theory.ByzantineDraws;
import io.github.brsgd.training.node.LocalSteps;
import io.github.brsgd.training.node.WorkerMomentum;
import io.github.brsgd.training.server.FailedRound;
import io.github.brsgd.training.server.RoundOutcome;
import io.github.brsgd.training.server.ServerRound;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;

/** Rounds in which not all nodes answer. */
class ParticipationTest {

  private static final int NODES = 11;

  /** What the server got in each round. */
  private static final class Seen implements SimulationObserver {
    private final List<List<Integer>> nodes = new ArrayList<>();
    private final List<Map<Integer, INDArray>> rows = new ArrayList<>();

    @Override
    public void round(ServerRound round, RoundOutcome outcome, Roles roles) {
      nodes.add(round.nodes());
      Map<Integer, INDArray> all = new TreeMap<>();
      for (int i = 0; i < round.nodes().size(); i++) {
        all.put(round.nodes().get(i), round.rows().copy(i));
      }
      rows.add(all);
    }
  }

  private static BrsgdTrainingMasterBuilder builder() {
    return BrsgdTrainingMaster.builder()
        .nodes(NODES)
        .byzantine(2)
        .attackers(2)
        .attack(new SignFlipping())
        .rule(new CoordinateWiseMedian())
        .batchSize(5)
        .seed(3)
        .rounds(30);
  }

  private static String train(Networks kind, BrsgdTrainingMasterBuilder builder) {
    Model model = kind.create();
    TrainingResult result = builder.build().fit(model, Examples.flat(150, 1));
    return Bits.of(model.params()) + result.history().toCsv();
  }

  private static Seen seen(BrsgdTrainingMasterBuilder builder) {
    Seen seen = new Seen();
    train(Networks.SGD, builder.observers(seen));
    return seen;
  }

  @ParameterizedTest
  @EnumSource(names = {"SGD", "CONVOLUTION_BATCH_NORM", "DROPOUT", "GRAPH"})
  void allOfAllIsTheRunWithout(Networks kind) {
    String without = train(kind, builder());
    assertThat(train(kind, builder().participation(Participation.drawn(NODES, 2))))
        .isEqualTo(without);
    assertThat(train(kind, builder().participation(Participation.drawn(8, 2))))
        .isNotEqualTo(without);
    String momentum = train(kind, builder().nodeUpdate(new WorkerMomentum(0.9)));
    assertThat(
            train(
                kind,
                builder()
                    .nodeUpdate(new WorkerMomentum(0.9))
                    .participation(Participation.cached(NODES))))
        .isEqualTo(momentum);
  }

  @Test
  void soManyAreDrawnEachEquallyOften() {
    int rounds = 10_000;
    int[] count = new int[NODES];
    for (int k = 0; k < rounds; k++) {
      List<Integer> present =
          Attendance.of(Participation.drawn(4, 2), NODES, List.of(9, 10), 5, k).present();
      assertThat(present).hasSize(4).isSorted().doesNotHaveDuplicates();
      present.forEach(node -> count[node]++);
    }
    // Five deviations of a binomial count.
    double expected = rounds * 4.0 / NODES;
    double deviation = Math.sqrt(expected * (1 - 4.0 / NODES));
    for (int node = 0; node < NODES; node++) {
      assertThat((double) count[node]).isCloseTo(expected, within(5 * deviation));
    }
  }

  @Test
  void roundsWithTooManyByzantineNodesAreAsFrequentAsToldBefore() {
    int rounds = 10_000;
    List<Integer> byzantine = IntStream.range(80, 100).boxed().toList();
    ByzantineDraws draws = new ByzantineDraws(100, 20, 20);
    for (int q : new int[] {4, 5, 6, 8}) {
      long more =
          IntStream.range(0, rounds)
              .filter(
                  k ->
                      Attendance.of(Participation.drawn(20, 20), 100, byzantine, 17, k)
                              .present()
                              .stream()
                              .filter(byzantine::contains)
                              .count()
                          > q)
              .count();
      double expected = draws.tail(q);
      double deviation = Math.sqrt(expected * (1 - expected) / rounds);
      assertThat((double) more / rounds).isCloseTo(expected, within(4 * deviation));
    }
  }

  @Test
  void honestNodesDropOutAndAttackersDoNot() {
    Seen seen = seen(builder().participation(Participation.ALL.withDropOut(0.4)));
    long honest = seen.nodes.stream().flatMap(List::stream).filter(node -> node < 9).count();
    assertThat(seen.nodes).allSatisfy(nodes -> assertThat(nodes).contains(9, 10));
    assertThat((double) honest / 30 / 9).isCloseTo(0.6, within(0.12));
  }

  @Test
  void somebodyAlwaysAnswers() {
    Participation hardly = Participation.drawn(2, 0).withDropOut(0.999).withLate(0.9);
    for (int k = 0; k < 500; k++) {
      Attendance attendance = Attendance.of(hardly, NODES, List.of(), 1, k);
      assertThat(attendance.present()).isNotEmpty();
      assertThat(attendance.late()).doesNotContainAnyElementsOf(attendance.present());
    }
    train(
        Networks.SGD,
        BrsgdTrainingMaster.builder()
            .nodes(NODES)
            .byzantine(0)
            .rule(new Mean())
            .participation(hardly)
            .batchSize(5)
            .seed(1)
            .rounds(20));
  }

  @Test
  void momentumOfAnAbsentNodeStaysAndThatOfALateOneMovesOn() {
    double beta = 0.5;
    Seen gradients = seen(builder().attackers(2).rule(new Mean()).byzantine(0).schedule(still()));
    for (Participation some :
        List.of(
            Participation.drawn(7, 0),
            Participation.ALL.withDropOut(0.5),
            Participation.ALL.withLate(0.5))) {
      Seen sent =
          seen(
              builder()
                  .rule(new Mean())
                  .byzantine(0)
                  .schedule(still())
                  .nodeUpdate(new WorkerMomentum(beta))
                  .participation(some));
      for (int node = 0; node < 9; node++) {
        INDArray v = gradients.rows.get(0).get(0).mul(0);
        for (int k = 0; k < 30; k++) {
          Attendance who = Attendance.of(some, NODES, List.of(9, 10), 3, k);
          boolean there = who.present().contains(node);
          if (there || who.late().contains(node)) {
            v = v.mul(beta).addi(gradients.rows.get(k).get(node).mul(1 - beta));
          }
          assertThat(sent.rows.get(k).containsKey(node)).isEqualTo(there);
          if (there) {
            assertThat(sent.rows.get(k).get(node).distance2(v)).isLessThan(1e-6);
          }
        }
      }
    }
  }

  @Test
  void whatAnAbsentNodeSentLastStandsInForIt() {
    Participation some = Participation.cached(5).withLate(0.3).withDropOut(0.2);
    Seen sent =
        seen(
            builder()
                .attack(new SignFlipping(true, 1))
                .nodeUpdate(new WorkerMomentum(0.9))
                .schedule(still())
                .participation(some));
    Seen gradients = seen(builder().attack(new SignFlipping(true, 1)).schedule(still()));
    for (int node = 0; node < NODES; node++) {
      INDArray v = gradients.rows.get(0).get(0).mul(0);
      INDArray cached = v;
      for (int k = 0; k < 30; k++) {
        Attendance who = Attendance.of(some, NODES, List.of(9, 10), 3, k);
        INDArray gradient = gradients.rows.get(k).get(node);
        boolean late = who.late().contains(node);
        boolean there = who.present().contains(node);
        INDArray before = cached;
        if (late || there) {
          // Both flip signs alike, so an attacker's momentum is that of what it sends.
          v = v.mul(0.9).addi(gradient.mul(0.1));
          cached = v;
        }
        assertThat(sent.nodes.get(k)).hasSize(NODES);
        assertThat(sent.rows.get(k).get(node).distance2(late ? before : cached))
            .as("node %d, round %d, late %s, there %s", node, k, late, there)
            .isLessThan(1e-6);
      }
    }
  }

  /** Steps so small that nothing moves. */
  private static ISchedule still() {
    return new FixedSchedule(1e-30);
  }

  @Test
  void everyAttackWorksWithWhoIsThere() {
    for (Attack attack :
        List.of(
            new ALittleIsEnough(),
            new Mimic(),
            new Mimic(3),
            new Stale(2),
            new GaussianNoise(1),
            new OptimalInnerProductManipulation())) {
      for (Participation some :
          List.of(
              Participation.drawn(8, 2),
              Participation.ALL.withDropOut(0.3),
              Participation.cached(6).withLate(0.2))) {
        BrsgdTrainingMasterBuilder builder =
            builder()
                .rounds(4)
                .attack(attack)
                .attackerSelection(new ChangingAttackers(3))
                .nodeUpdate(new WorkerMomentum(0.9, new LocalSteps(2, 0.1)))
                .participation(some);
        if (attack instanceof Mimic mimic && mimic.target() != null) {
          builder.attackerSelection((nodes, count, round) -> new int[] {9, 10});
        }
        String one = train(Networks.GRAPH_BATCH_NORM, builder.workers(1));
        assertThat(train(Networks.GRAPH_BATCH_NORM, builder.workers(2))).isEqualTo(one);
      }
    }
  }

  /** Rounds with one honest node, and with more attackers than honest ones. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "alie",
        "min-max",
        "min-sum",
        "optimal-alie",
        "optimal-ipm",
        "ipm",
        "omniscient",
        "sign-flip",
        "mimic",
        "one-coordinate",
        "fang-krum",
        "fang-trim",
        "rop",
        "poisoned-fl",
        "alie:knowledge=partial",
        "stale:r=2",
        "gaussian",
        "zero"
      })
  void anAttackThatFindsTooFewHonestNodesDoesNothing(String attack) {
    Seen seen =
        seen(
            builder()
                .nodes(5)
                .byzantine(1)
                .attackers(2)
                .rounds(12)
                .attack(Catalog.standard().attack(attack))
                .onFailedRound(FailedRound.SKIP)
                .participation(Participation.ALL.withDropOut(0.8)));
    assertThat(seen.nodes).hasSize(12).anyMatch(nodes -> nodes.size() == 3).contains(List.of(3, 4));
  }

  @Test
  void whatStandsInForAbsentAttackersIsPartOfWhatAnAttackReckonsWith() {
    List<Integer> forged = new ArrayList<>();
    List<Integer> rows = new ArrayList<>();
    seen(
        builder()
            .attack(
                context -> {
                  forged.add(context.forgedRows());
                  rows.add(context.rows());
                })
            .nodeUpdate(new WorkerMomentum(0.9))
            .participation(Participation.cached(5)));
    assertThat(forged).isNotEmpty().containsOnly(2);
    assertThat(rows).containsOnly(NODES);
  }

  @Test
  void settingsAreWrittenAndRead() {
    for (Participation some :
        List.of(
            Participation.ALL,
            Participation.drawn(8, 2),
            Participation.ALL.withDropOut(0.25).withLate(0.5),
            Participation.cached(6))) {
      BrsgdTrainingMaster master =
          builder().nodeUpdate(new WorkerMomentum(0.5)).participation(some).build();
      assertThat(BrsgdTrainingMaster.fromJson(master.toJson()).settings().participation())
          .isEqualTo(some);
    }
    String json = builder().participation(Participation.drawn(8, 2)).build().toJson();
    assertThatThrownBy(() -> BrsgdTrainingMaster.fromJson(json.replace("drawn", "drwan")))
        .hasMessageContaining("JSON: participation: unknown key 'drwan', known are drawn");
    assertThatThrownBy(() -> BrsgdTrainingMaster.fromJson(json.replace(": 8", ": 8.5")))
        .hasMessageContaining("JSON: participation: drawn: need a whole number, got 8.5");
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    refused(
        Participation.drawn(12, 2), "participation: need drawn <= nodes, got drawn=12, nodes=11");
    refused(Participation.drawn(5, 12), "need byzantineInAll <= nodes");
    refused(Participation.cached(5), "cached rows need nodes that send a momentum");
    refused(Participation.drawn(5, 9), "byzantine: with 9 of 11 nodes Byzantine and 5 drawn");
    refused(
        new Participation(OptionalInt.of(5), OptionalInt.empty(), 0, 0, false),
        "5 of 11 nodes are drawn; say how many Byzantine nodes there are in all");
    assertThatThrownBy(() -> Participation.ALL.withDropOut(1)).hasMessageContaining("dropOut=1.0");
    assertThatThrownBy(() -> Participation.ALL.withLate(Double.NaN))
        .hasMessageContaining("late=NaN");
    assertThatThrownBy(() -> Participation.drawn(0, 1)).hasMessageContaining("drawn");
    assertThatThrownBy(
            () -> new Participation(OptionalInt.empty(), OptionalInt.of(3), 0, 0.1, false))
        .hasMessage(
            "participation: byzantineInAll=3 means nothing where all nodes are drawn, need drawn");
    assertThatThrownBy(
            () -> builder().rule(new Krum(2)).participation(Participation.drawn(6, 2)).build())
        .hasMessageContaining("Krum: need m >= 2q+3, got m=6, q=2");
  }

  private static void refused(Participation some, String message) {
    assertThatThrownBy(() -> builder().participation(some).build()).hasMessageContaining(message);
  }
}
