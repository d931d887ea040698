package io.github.brsgd.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.linalg.Rows;
import io.github.brsgd.state.StateReader;
import io.github.brsgd.state.StateWriter;
import io.github.brsgd.training.BrsgdTrainingMaster;
import io.github.brsgd.training.server.FailedRound;
import io.github.brsgd.training.server.RoundAggregate;
import io.github.brsgd.training.server.RoundOutcome;
import io.github.brsgd.training.server.ServerObserver;
import io.github.brsgd.training.server.ServerRound;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Nodes that send a momentum are judged by what they put into it. */
class MomentumSuspicionTest {

  private static final double BETA = 0.9;
  private static final int M = 9;
  private static final int D = 30;
  private static final SuspicionSettings PLAIN = new SuspicionSettings();
  private static final SuspicionSettings TOLD = PLAIN.withMomentum(BETA);
  private static final MultiLayerNetwork NETWORK = Linear.network();

  private static void round(Suspicion suspicion, int k, Aggregator rule, INDArray sent) {
    Rows rows = Rows.of(sent);
    Aggregation result = rule.aggregate(rows, AggregationContext.first(1));
    suspicion.round(
        server(k, rows),
        new RoundOutcome.Stepped(
            new RoundAggregate(
                result.vector(),
                result.vector(),
                result.hasRowWeights() ? result.rowWeights() : new double[0],
                () -> result.usedShares(rows))));
  }

  private static ServerRound server(int k, Rows rows) {
    List<Integer> nodes = IntStream.range(0, rows.count()).boxed().toList();
    return new ServerRound(k, 0.1, 1, nodes, rows, List.of(), NETWORK);
  }

  /** Momenta of nodes whose batches are noise about a mean of their own, as shards have one. */
  private static final class Momenta {
    private final SplittableRandom random;
    private final double[][] offsets = new double[M][D];
    private final INDArray momenta = Nd4j.zeros(M, D).castTo(DataType.DOUBLE);

    Momenta(long seed) {
      random = new SplittableRandom(seed);
      for (double[] offset : offsets) {
        Arrays.setAll(offset, c -> 0.25 * random.nextGaussian());
      }
    }

    INDArray next() {
      double[][] batch = new double[M][D];
      for (int i = 0; i < M; i++) {
        int node = i;
        Arrays.setAll(batch[i], c -> 0.5 + offsets[node][c] + random.nextGaussian());
      }
      return momenta.muli(BETA).addi(Nd4j.createFromArray(batch).muli(1 - BETA));
    }
  }

  private static List<Integer> suspected(Suspicion suspicion) {
    return suspicion.verdicts().stream()
        .filter(NodeVerdict::suspected)
        .map(NodeVerdict::node)
        .toList();
  }

  @Test
  void whatMomentaShareWithEarlierOnesIsNoEvidence() {
    int plainAlarms = 0;
    int runs = 4;
    for (int seed = 1; seed <= runs; seed++) {
      Momenta momenta = new Momenta(seed);
      Suspicion plain = new Suspicion(M, 2, PLAIN);
      Suspicion told = new Suspicion(M, 2, TOLD);
      Suspicion weighing = new Suspicion(M, 2, TOLD);
      for (int k = 0; k < 150; k++) {
        INDArray sent = momenta.next();
        round(plain, k, new CoordinateWiseMedian(), sent);
        round(told, k, new CoordinateWiseMedian(), sent);
        round(weighing, k, new Mean(), sent);
      }
      plainAlarms += suspected(plain).isEmpty() ? 0 : 1;
      assertThat(suspected(told)).isEmpty();
      assertThat(suspected(weighing)).isEmpty();
    }
    assertThat(plainAlarms).isGreaterThan(runs / 2);
  }

  @Test
  void aNodeThatTurnsItsMomentumIsFoundAsSoonAsOneThatTurnsGradients() {
    Momenta momenta = new Momenta(1);
    Suspicion told = new Suspicion(M, 1, TOLD);
    for (int k = 0; k < 40; k++) {
      INDArray sent = momenta.next().dup();
      sent.getRow(8).muli(-1);
      round(told, k, new CoordinateWiseMedian(), sent);
    }
    assertThat(suspected(told)).containsExactly(8);
    assertThat(told.verdicts().get(8).since().getAsInt()).isLessThan(20);
  }

  @Test
  void incrementsAreWhatTheNodesComputed() {
    Increments increments = new Increments(4, BETA);
    SplittableRandom random = new SplittableRandom(2);
    double[][] v = new double[4][3];
    for (int k = 0; k < 20; k++) {
      int[] ids = k % 3 == 0 ? new int[] {0, 2, 3} : new int[] {1, 2};
      double[][] x = new double[ids.length][3];
      double[][] sent = new double[ids.length][];
      for (int i = 0; i < ids.length; i++) {
        double[] own = v[ids[i]];
        for (int c = 0; c < 3; c++) {
          x[i][c] = random.nextGaussian();
          own[c] = BETA * own[c] + (1 - BETA) * x[i][c];
        }
        sent[i] = own.clone();
      }
      Rows found = increments.of(Rows.of(Nd4j.createFromArray(sent)), ids);
      for (int i = 0; i < ids.length; i++) {
        assertThat(found.copy(i).toDoubleVector()).containsExactly(x[i], within(1e-12));
      }
    }
    Rows rows = Rows.of(Nd4j.ones(2, 3));
    assertThat(new Increments(2, 0).of(rows, new int[] {0, 1})).isSameAs(rows);
  }

  /** Finite rows whose increments are not must not be beyond every measure. */
  @Test
  void rowsAtTheEndOfTheRangeOfNumbersStandOut() {
    Suspicion told = new Suspicion(M, 1, TOLD);
    Momenta momenta = new Momenta(3);
    for (int k = 0; k < 40; k++) {
      INDArray sent = momenta.next().castTo(DataType.FLOAT);
      sent.getRow(4).assign(k % 2 == 0 ? Float.MAX_VALUE : -Float.MAX_VALUE);
      round(told, k, new CoordinateWiseMedian(), sent);
    }
    assertThat(suspected(told)).containsExactly(4);
  }

  /** How a round of a real server ends whose rule has failed. */
  private static RoundOutcome skipped() {
    List<RoundOutcome> outcomes = new ArrayList<>();
    Aggregator failing =
        (updates, context) -> {
          throw new IllegalArgumentException("failed");
        };
    BrsgdTrainingMaster.builder()
        .nodes(1)
        .byzantine(0)
        .rule(failing)
        .onFailedRound(FailedRound.SKIP)
        .batchSize(4)
        .rounds(1)
        .seed(1)
        .serverObservers(
            new ServerObserver() {
              @Override
              public void round(ServerRound round, RoundOutcome outcome) {
                outcomes.add(outcome);
              }
            })
        .build()
        .fit(Linear.network(), Linear.examples(10, 1));
    assertThat(outcomes.get(0)).isInstanceOf(RoundOutcome.Skipped.class);
    return outcomes.get(0);
  }

  @Test
  void roundsWithoutAStepAreFollowedAndARunThatGoesOnKnowsTheLastRows() throws IOException {
    List<NodeRecord> whole = new ArrayList<>();
    List<NodeRecord> joined = new ArrayList<>();
    Suspicion one = new Suspicion(M, 2, TOLD, whole::add);
    Suspicion other = new Suspicion(M, 2, TOLD, joined::add);
    Momenta momenta = new Momenta(4);
    RoundOutcome skipped = skipped();
    for (int k = 0; k < 60; k++) {
      INDArray sent = momenta.next();
      if (k % 7 == 3) {
        one.round(server(k, Rows.of(sent)), skipped);
        other.round(server(k, Rows.of(sent)), skipped);
      } else {
        round(one, k, new CoordinateWiseMedian(), sent);
        round(other, k, new CoordinateWiseMedian(), sent);
      }
      if (k == 31) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StateWriter out = new StateWriter(bytes, "test", 1);
        other.save(out);
        out.end();
        other = new Suspicion(M, 2, TOLD, joined::add);
        StateReader in = new StateReader(new ByteArrayInputStream(bytes.toByteArray()), "test", 1);
        other.load(in);
        in.end();
      }
    }
    assertThat(joined).isEqualTo(whole);
    assertThat(other.verdicts()).isEqualTo(one.verdicts());
    assertThat(suspected(one)).isEmpty();
  }
}
