package io.github.brsgd.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.InnerProductManipulation;
import io.github.brsgd.attack.NonFinite;
import io.github.brsgd.attack.SignFlipping;
import io.github.brsgd.attack.Zero;
import io.github.brsgd.linalg.Rows;
import io.github.brsgd.schedule.BrsgdSchedule;
import io.github.brsgd.state.StateReader;
import io.github.brsgd.state.StateWriter;
import io.github.brsgd.training.BrsgdTrainingMaster;
import io.github.brsgd.training.BrsgdTrainingMasterBuilder;
import io.github.brsgd.training.server.FailedRound;
import io.github.brsgd.training.server.RoundAggregate;
import io.github.brsgd.training.server.RoundOutcome;
import io.github.brsgd.training.server.ServerRound;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SuspicionTest {

  private static final SuspicionSettings SETTINGS = new SuspicionSettings();
  private static final MultiLayerNetwork NETWORK = Linear.network();

  /** Tells a suspicion of one round of a server with this rule. */
  private static void round(
      Suspicion suspicion, int k, Aggregator rule, double[][] sent, int... ids) {
    List<Integer> nodes = IntStream.of(ids).boxed().toList();
    Rows rows = Rows.of(Nd4j.createFromArray(sent));
    List<Integer> screened = Arrays.stream(rows.nonFinite()).mapToObj(nodes::get).toList();
    int[] kept = IntStream.range(0, ids.length).filter(i -> !screened.contains(ids[i])).toArray();
    ServerRound round = new ServerRound(k, 0.1, 1, nodes, rows, screened, NETWORK);
    Rows left = rows.select(kept);
    var result = rule.aggregate(left, AggregationContext.first(1));
    double[] weights = new double[result.hasRowWeights() ? 100 : 0];
    for (int i = 0; i < kept.length && weights.length > 0; i++) {
      weights[ids[kept[i]]] = result.rowWeights()[i];
    }
    suspicion.round(
        round,
        new RoundOutcome.Stepped(
            new RoundAggregate(
                result.vector(),
                result.vector(),
                weights,
                () -> spread(result.usedShares(left), kept, ids))));
  }

  private static double[] spread(double[] shares, int[] kept, int[] ids) {
    double[] spread = new double[100];
    for (int i = 0; i < shares.length; i++) {
      spread[ids[kept[i]]] = shares[i];
    }
    return shares.length == 0 ? shares : spread;
  }

  private static double[][] normal(SplittableRandom random, int m, int d) {
    double[][] rows = new double[m][d];
    for (double[] row : rows) {
      Arrays.setAll(row, c -> 0.3 + random.nextGaussian());
    }
    return rows;
  }

  private static int[] all(int m) {
    return IntStream.range(0, m).toArray();
  }

  private static List<Integer> suspected(Suspicion suspicion) {
    return suspicion.verdicts().stream()
        .filter(NodeVerdict::suspected)
        .map(NodeVerdict::node)
        .toList();
  }

  @Test
  void aNodeThatIsAlwaysFarOffIsSuspectedAndNobodyElse() {
    List<NodeRecord> records = new ArrayList<>();
    Suspicion suspicion = new Suspicion(9, 1, SETTINGS, records::add);
    SplittableRandom random = new SplittableRandom(1);
    for (int k = 0; k < 40; k++) {
      double[][] rows = normal(random, 9, 20);
      Arrays.setAll(rows[4], c -> 3 * random.nextGaussian());
      round(suspicion, k, new CoordinateWiseMedian(), rows, all(9));
    }
    assertThat(suspected(suspicion)).containsExactly(4);
    NodeVerdict verdict = suspicion.verdicts().get(4);
    assertThat(verdict.since().getAsInt()).isBetween(4, 15);
    assertThat(verdict.logEvidence()).isGreaterThan(Math.log(9 / 0.05));
    assertThat(records).hasSize(9 * 40);
    for (NodeRecord record : records.subList(0, 9 * verdict.since().getAsInt() + 9)) {
      assertThat(record.suspected()).isEqualTo(record.logEvidence() >= Math.log(9 / 0.05));
    }
    assertThat(verdict.rounds()).isEqualTo(40);
    assertThat(verdict.score().getAsDouble()).isGreaterThan(3);
    assertThat(suspicion.verdicts().get(0).score().getAsDouble()).isBetween(-1.0, 1.0);
  }

  /** Thousands of runs of nodes of one law: the share with any suspect is at most alpha. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void honestNodesAreSuspectedAtMostAsOftenAsPromised(int everyRounds) {
    SplittableRandom random = new SplittableRandom(2);
    int m = 9;
    int runs = 500;
    double rate = 0.2;
    int alarms = 0;
    int strict = 0;
    for (int run = 0; run < runs; run++) {
      // No margin, and one node as far off as it may be: it stands at the limit of the promise.
      Suspicion suspicion = new Suspicion(m, 2, new SuspicionSettings(rate, 1, everyRounds));
      for (int k = 0; k < 100; k++) {
        suspicion.see(all(m), 0, atTheLimit(random, m));
        suspicion.bet(k);
      }
      alarms += suspected(suspicion).isEmpty() ? 0 : 1;
      strict += suspicion.verdicts().stream().anyMatch(v -> v.logEvidence() > Math.log(2)) ? 1 : 0;
    }
    assertThat(alarms / (double) runs).isLessThan(rate);
    assertThat(strict).isPositive();
  }

  /** Measures in which node 0 is among the two largest with chance 2/7, the others by lot. */
  private static NodeMeasures atTheLimit(SplittableRandom random, int m) {
    double[][] measures = new double[3][m];
    for (double[] values : measures) {
      Arrays.setAll(values, i -> random.nextDouble());
      values[0] = random.nextDouble() < 2 / 7.0 ? 2 : 0.5;
    }
    return new NodeMeasures(measures[0], measures[1], measures[2], measures[0], measures[1]);
  }

  @Test
  void aNodeWithinTheMarginIsNeverSuspectedAndOneBeyondItIs() {
    SplittableRandom random = new SplittableRandom(3);
    // Among the 2 largest of 9 with chance 0.4; the margin 5 bears 2 / 3, the margin 1 only 2 / 7.
    Suspicion wide = new Suspicion(9, 2, SETTINGS);
    Suspicion narrow = new Suspicion(9, 2, new SuspicionSettings(0.05, 1, 1));
    for (int k = 0; k < 3000; k++) {
      double[] values = random.doubles(9).toArray();
      values[3] = random.nextDouble() < 0.4 ? 2 : 0.5;
      NodeMeasures measures = new NodeMeasures(values, values, values, values, values);
      for (Suspicion suspicion : List.of(wide, narrow)) {
        suspicion.see(all(9), 0, measures);
        suspicion.bet(k);
      }
    }
    assertThat(suspected(wide)).isEmpty();
    assertThat(suspected(narrow)).containsExactly(3);
  }

  @Test
  void rowsThatAreNotFiniteConvictAtOnce() {
    List<NodeRecord> records = new ArrayList<>();
    Suspicion suspicion = new Suspicion(4, 1, SETTINGS, records::add);
    double[][] rows = {{1, 2}, {Double.NaN, 1}, {2, 1}, {1, 1}};
    round(suspicion, 7, new CoordinateWiseMedian(), rows, all(4));
    assertThat(suspected(suspicion)).containsExactly(1);
    assertThat(suspicion.verdicts().get(1))
        .returns(1, NodeVerdict::screened)
        .returns(7, v -> v.since().getAsInt())
        .returns(Double.POSITIVE_INFINITY, NodeVerdict::logEvidence)
        .returns(true, v -> v.score().isEmpty());
    assertThat(records).hasSize(4);
    assertThat(records.get(1).screened()).isTrue();
    assertThat(records.get(1).distance()).isNaN();
    assertThat(records.get(2).distance()).isFinite();
  }

  @Test
  void theyDoSoInRoundsThatFail() {
    Suspicion suspicion = new Suspicion(11, 3, SETTINGS);
    train(builder(new NonFinite(NonFinite.Kind.NAN), 4).onFailedRound(FailedRound.SKIP), suspicion);
    assertThat(suspected(suspicion)).containsExactly(7, 8, 9, 10);
    assertThat(suspicion.verdicts().get(7).since()).hasValue(0);
    assertThat(suspicion.verdicts().get(0).rounds()).isEqualTo(100);
  }

  @Test
  void absentNodesGatherNoEvidence() {
    Suspicion suspicion = new Suspicion(9, 1, SETTINGS);
    SplittableRandom random = new SplittableRandom(4);
    for (int k = 0; k < 60; k++) {
      double[][] rows = normal(random, 8, 20);
      if (k % 2 == 0) {
        round(suspicion, k, new CoordinateWiseMedian(), rows, 0, 1, 2, 3, 5, 6, 7, 8);
      } else {
        Arrays.fill(rows[3], 9);
        round(suspicion, k, new CoordinateWiseMedian(), rows, 0, 1, 2, 4, 5, 6, 7, 8);
      }
    }
    assertThat(suspected(suspicion)).containsExactly(4);
    assertThat(suspicion.verdicts().get(3).rounds()).isEqualTo(30);
    assertThat(suspicion.verdicts().get(4).rounds()).isEqualTo(30);
    // Of its rounds it needed as many as it would without absence.
    assertThat(suspicion.verdicts().get(4).since().getAsInt()).isBetween(8, 30);
    Suspicion nobody = new Suspicion(3, 1, SETTINGS);
    assertThat(nobody.verdicts())
        .allMatch(v -> v.logEvidence() == 0 && v.rounds() == 0 && v.used().isEmpty());
  }

  /** Too few to tell, all alike, or all zero: no evidence against anybody, whatever the length. */
  @Test
  void roundsThatTellNothing() {
    for (int m : new int[] {1, 2, 4, 9}) {
      Suspicion suspicion = new Suspicion(m, m == 4 ? 2 : 0, SETTINGS);
      for (int k = 0; k < 200; k++) {
        double[][] rows = new double[m][3];
        for (int i = 0; i < m; i++) {
          Arrays.fill(rows[i], m == 9 ? k % 3 : i);
        }
        round(suspicion, k, new Mean(), rows, all(m));
      }
      assertThat(suspicion.verdicts()).allMatch(v -> v.logEvidence() == 0);
    }
  }

  @Test
  void equalRowsShareTheirFate() {
    Suspicion suspicion = new Suspicion(9, 2, SETTINGS);
    SplittableRandom random = new SplittableRandom(5);
    for (int k = 0; k < 60; k++) {
      double[][] rows = normal(random, 9, 20);
      Arrays.fill(rows[7], -4);
      Arrays.fill(rows[8], -4);
      round(suspicion, k, new TrimmedMean(2), rows, all(9));
    }
    assertThat(suspected(suspicion)).containsExactly(7, 8);
    NodeVerdict one = suspicion.verdicts().get(7);
    NodeVerdict other = suspicion.verdicts().get(8);
    assertThat(one.logEvidence()).isEqualTo(other.logEvidence());
    assertThat(one.used()).isEqualTo(other.used());
    assertThat(one.used().getAsDouble()).isLessThan(0.1);
    assertThat(suspicion.verdicts().get(0).used().getAsDouble()).isBetween(0.5, 1.0);
  }

  @Test
  void aNodeThatTheRuleFollowedLongMayBeSmall() {
    Suspicion followed = new Suspicion(9, 1, SETTINGS);
    Suspicion others = new Suspicion(9, 1, SETTINGS);
    SplittableRandom random = new SplittableRandom(6);
    Aggregator first =
        (u, c) -> {
          double[] weights = new double[9];
          weights[0] = 1;
          return new io.github.brsgd.aggregation.Aggregation(u.getRow(0, true).dup(), weights);
        };
    for (int k = 0; k < 200; k++) {
      double[][] rows = normal(random, 9, 20);
      if (k >= 50) {
        Arrays.setAll(rows[0], c -> random.nextGaussian() / 3);
      }
      round(followed, k, first, rows, all(9));
      round(others, k, new CoordinateWiseMedian(), rows, all(9));
    }
    assertThat(suspected(followed)).isEmpty();
    assertThat(suspected(others)).containsExactly(0);
  }

  /** Each of 20 nodes is followed as much as any other of the five that answer. */
  @Test
  void aNodeThatIsFollowedAsMuchAsTheOthersThatAnswerMayNotBeSmall() {
    Suspicion suspicion = new Suspicion(20, 1, SETTINGS);
    SplittableRandom random = new SplittableRandom(9);
    for (int k = 0; k < 1000; k++) {
      int first = 5 * (k % 4);
      double[][] rows = normal(random, 5, 20);
      if (k >= 700 && first == 0) {
        Arrays.setAll(rows[0], c -> random.nextGaussian() / 3);
      }
      round(suspicion, k, new Mean(), rows, first, first + 1, first + 2, first + 3, first + 4);
    }
    assertThat(suspected(suspicion)).containsExactly(0);
  }

  @Test
  void namesOfNodesDoNotMatter() {
    int[] names = {3, 1, 4, 0, 8, 5, 7, 2, 6};
    List<NodeVerdict> plain = verdicts(all(9));
    List<NodeVerdict> renamed = verdicts(names);
    assertThat(plain).anyMatch(NodeVerdict::suspected);
    for (int i = 0; i < 9; i++) {
      NodeVerdict one = plain.get(i);
      NodeVerdict other = renamed.get(names[i]);
      assertThat(other.since()).isEqualTo(one.since());
      assertThat(other.logEvidence()).isEqualTo(one.logEvidence());
      assertThat(other.used()).isEqualTo(one.used());
    }
  }

  private static List<NodeVerdict> verdicts(int[] names) {
    Suspicion suspicion = new Suspicion(9, 2, SETTINGS);
    SplittableRandom random = new SplittableRandom(7);
    int[] byName = new int[9];
    for (int i = 0; i < 9; i++) {
      byName[names[i]] = i;
    }
    for (int k = 0; k < 50; k++) {
      double[][] rows = normal(random, 9, 20);
      Arrays.fill(rows[2], 0);
      double[][] sent = IntStream.of(byName).mapToObj(i -> rows[i]).toArray(double[][]::new);
      round(suspicion, k, new TrimmedMean(2), sent, all(9));
    }
    return suspicion.verdicts();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void goesOnWhereItEnded(int everyRounds) throws IOException {
    SuspicionSettings settings = new SuspicionSettings(0.05, 3, everyRounds);
    NodeRecords told = new NodeRecords();
    NodeRecords toldLater = new NodeRecords();
    Suspicion whole = new Suspicion(9, 2, settings, told);
    Suspicion part = new Suspicion(9, 2, settings, new NodeRecords());
    SplittableRandom random = new SplittableRandom(8);
    for (int k = 0; k < 70; k++) {
      double[][] rows = normal(random, 9, 20);
      Arrays.fill(rows[2], -1);
      round(whole, k, new TrimmedMean(2), rows, all(9));
      round(part, k, new TrimmedMean(2), rows, all(9));
      if (k == 22) {
        StateReader state = saved(part);
        part = new Suspicion(9, 2, settings, toldLater);
        part.load(state);
        state.end();
      }
    }
    assertThat(part.verdicts()).isEqualTo(whole.verdicts()).anyMatch(NodeVerdict::suspected);
    assertThat(toldLater.all()).isEqualTo(told.all()).hasSize(9 * 70);
    for (Suspicion other :
        List.of(
            new Suspicion(9, 2, settings),
            new Suspicion(8, 2, settings, told),
            new Suspicion(9, 1, settings, told),
            new Suspicion(9, 2, new SuspicionSettings(0.05, 4, everyRounds), told))) {
      StateReader state = saved(whole);
      assertThatThrownBy(() -> other.load(state)).hasMessageStartingWith("state: need one of m=");
    }
  }

  private static StateReader saved(Suspicion suspicion) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateWriter out = new StateWriter(bytes, "test", 1);
    suspicion.save(out);
    out.end();
    return new StateReader(new ByteArrayInputStream(bytes.toByteArray()), "test", 1);
  }

  @Test
  void impossibleNumbersAreRefused() {
    assertThatThrownBy(() -> new Suspicion(0, 0, SETTINGS)).hasMessageContaining("nodes");
    assertThatThrownBy(() -> new Suspicion(3, -1, SETTINGS)).hasMessageContaining("byzantine");
  }

  static List<Attack> attacks() {
    return List.of(
        new SignFlipping(true, 4),
        new Zero(),
        new InnerProductManipulation(0.5),
        new NonFinite(NonFinite.Kind.NAN));
  }

  /** A real run: the attackers are found, nobody else, and no bit of the run is another. */
  @ParameterizedTest
  @MethodSource("attacks")
  void findsTheAttackersOfARunAndChangesNothing(Attack attack) {
    Suspicion suspicion = new Suspicion(11, 3, SETTINGS);
    INDArray watched = train(builder(attack, 3), suspicion);
    assertThat(suspected(suspicion)).containsExactly(8, 9, 10);
    assertThat(watched).isEqualTo(train(builder(attack, 3)));
  }

  private static BrsgdTrainingMasterBuilder builder(Attack attack, int attackers) {
    return BrsgdTrainingMaster.builder()
        .nodes(11)
        .byzantine(3)
        .rule(new TrimmedMean(3))
        .attack(attack)
        .attackers(attackers)
        .schedule(new BrsgdSchedule(0.01, 0.55))
        .batchSize(4)
        .rounds(100)
        .seed(1);
  }

  private static INDArray train(BrsgdTrainingMasterBuilder builder, Suspicion... suspicions) {
    MultiLayerNetwork network = Linear.network();
    builder
        .serverObservers(suspicions)
        .build()
        .fit(network, new ListDataSetIterator<>(List.of(Linear.examples(400, 1)), 1));
    return network.params();
  }

  @Test
  void recordsTellWhatTheServerSaw() {
    List<NodeRecord> records = new ArrayList<>();
    Suspicion suspicion = new Suspicion(5, 1, SETTINGS, records::add);
    double[][] rows = {{1, 0}, {2, 0}, {3, 0}, {4, 0}, {0, 5}};
    round(suspicion, 3, new CoordinateWiseMedian(), rows, all(5));
    NodeRecord record = records.get(4);
    assertThat(record.round()).isEqualTo(3);
    assertThat(record.norm()).isEqualTo(5);
    assertThat(record.distance()).isCloseTo(Math.sqrt(4 + 25), within(1e-12));
    assertThat(record.cosine()).isZero();
    assertThat(record.weight()).isEmpty();
    assertThat(record.used()).hasValue(0);
    assertThat(records.get(1).used()).hasValue(1);
    assertThat(record.suspected()).isFalse();
  }
}
