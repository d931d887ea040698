package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.CenteredClipping;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.GeometricMedian;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.aggregation.MinimumDiameterAveraging;
import io.github.brsgd.aggregation.Monna;
import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.aggregation.pre.Bucketing;
import io.github.brsgd.aggregation.pre.Clipping;
import io.github.brsgd.aggregation.pre.NearestNeighborMixing;
import io.github.brsgd.aggregation.pre.PreAggregated;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.AttackContext;
import io.github.brsgd.attack.NonFinite;
import io.github.brsgd.data.Partitioner;
import io.github.brsgd.linalg.Bits;
import io.github.brsgd.training.server.FailedRound;
import io.github.brsgd.training.server.RoundAggregate;
import io.github.brsgd.training.server.ServerObserver;
import io.github.brsgd.training.server.ServerRound;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.assertj.core.data.Offset;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Something breaks in the middle of a run: a rule, an observer, data. The history is never lost.
 */
class BrokenPartsTest {

  private static final DataSet EXAMPLES = Examples.flat(90, 1);

  private static BrsgdTrainingMasterBuilder nine(int q) {
    return BrsgdTrainingMaster.builder().nodes(9).byzantine(q).batchSize(4).seed(1);
  }

  /** One row is NaN in round 2. */
  private record OneNaNInRoundTwo() implements Attack {
    @Override
    public void forge(AttackContext context) {
      if (context.round() == 2) {
        context.updates().getRow(context.byzantine()[0]).assign(Double.NaN);
      }
    }
  }

  private static BrsgdTrainingMasterBuilder oneNaN(Aggregator rule, int q) {
    return nine(q).rule(rule).attack(new OneNaNInRoundTwo()).attackers(1);
  }

  /** A rule of a user's own that breaks in one round. */
  private record Breaking(int round, IntFunction<Throwable> thrown) implements Aggregator {
    @Override
    public Aggregation aggregate(INDArray updates, AggregationContext context) {
      if (context.round() == round) {
        Throwable e = thrown.apply(round);
        if (e instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) e;
      }
      return new Aggregation(updates.mean(true, 0));
    }
  }

  private static List<Aggregator> rulesThatCannotServeOneRowLess() {
    return List.of(
        new Krum(1, 8), // neighbours=m-1
        new Monna(1, 8), // the pivot is the attacker
        new Breaking(2, k -> new IllegalStateException("broke")));
  }

  @Test
  void aRuleThatCannotServeWhatIsLeftFailsTheRoundAndNoMore() {
    for (Aggregator rule : rulesThatCannotServeOneRowLess()) {
      TrainingResult skipped =
          oneNaN(rule, 1)
              .onFailedRound(FailedRound.SKIP)
              .rounds(4)
              .build()
              .fit(Networks.SGD.create(), EXAMPLES);
      assertThat(skipped.history().rounds())
          .extracting(RoundRecord::skipped)
          .containsExactly(false, false, true, false);
      AbortedRunException aborted =
          catchThrowableOfType(
              AbortedRunException.class,
              () -> oneNaN(rule, 1).rounds(4).build().fit(Networks.SGD.create(), EXAMPLES));
      assertThat(aborted).hasMessageContaining("round 2").hasMessageContaining(rule.toString());
      assertThat(aborted.failedRound()).isPresent();
      assertThat(aborted.result().history().rounds()).hasSize(2);
    }
  }

  @Test
  void anErrorEndsTheRunAndKeepsTheHistory() {
    AbortedRunException aborted =
        catchThrowableOfType(
            AbortedRunException.class,
            () ->
                nine(1)
                    .rule(new Breaking(3, k -> new OutOfMemoryError("no room")))
                    .onFailedRound(FailedRound.SKIP)
                    .rounds(6)
                    .build()
                    .fit(Networks.SGD.create(), EXAMPLES));
    assertThat(aborted)
        .hasMessage("round 3: java.lang.OutOfMemoryError: no room")
        .hasCauseInstanceOf(OutOfMemoryError.class);
    assertThat(aborted.failedRound()).isEmpty();
    assertThat(aborted.result().history().rounds()).hasSize(3);
  }

  @Test
  void aResultThatIsNoneFailsTheRoundByTheRulesName() {
    Aggregator shorter = (u, c) -> new Aggregation(Nd4j.zeros(1, 7));
    assertThatThrownBy(
            () -> nine(1).rule(shorter).rounds(1).build().fit(Networks.SGD.create(), EXAMPLES))
        .isInstanceOf(AbortedRunException.class)
        .hasMessageContaining("need a result of d=323 and type FLOAT, got length 7");
    Aggregator weights = (u, c) -> new Aggregation(u.mean(true, 0), new double[] {1});
    assertThatThrownBy(
            () -> nine(1).rule(weights).rounds(1).build().fit(Networks.SGD.create(), EXAMPLES))
        .hasMessageContaining("need a weight per row, got 1 for m=9");
    Aggregator flat = (u, c) -> new Aggregation(u.mean(0));
    Model network = Networks.SGD.create();
    nine(1).rule(flat).rounds(3).build().fit(network, EXAMPLES);
    Model expected = Networks.SGD.create();
    nine(1)
        .rule((u, c) -> new Aggregation(u.mean(true, 0)))
        .rounds(3)
        .build()
        .fit(expected, EXAMPLES);
    assertThat(Bits.of(network.params())).isEqualTo(Bits.of(expected.params()));
  }

  @Test
  void aRuleThatKeepsItsResultOrHandsOutARowIsNotHurt() {
    INDArray same = Nd4j.ones(1, 323).muli(0.01);
    Aggregator constant = (u, c) -> new Aggregation(same);
    Model network = Networks.SGD.create();
    INDArray before = network.params().dup();
    nine(1).rule(constant).rounds(4).build().fit(network, EXAMPLES);
    assertThat(same).isEqualTo(Nd4j.ones(1, 323).muli(0.01));
    assertThat(network.params().sub(before).meanNumber().doubleValue())
        .isEqualTo(-0.004, Offset.offset(1e-6));
    List<List<Long>> seen = new ArrayList<>();
    Aggregator first =
        (u, c) -> {
          c.previous().ifPresent(previous -> seen.add(Bits.of(previous)));
          seen.add(Bits.of(u.getRow(0, true).dup()));
          return new Aggregation(u.getRow(0, true));
        };
    nine(1).rule(first).rounds(3).build().fit(Networks.SGD.create(), EXAMPLES);
    // sent 0, remembered 0, sent 1, remembered 1, sent 2
    assertThat(seen.get(1)).isEqualTo(seen.get(0));
    assertThat(seen.get(3)).isEqualTo(seen.get(2));
  }

  @Test
  void numbersThatCannotServeAreRefusedByBuild() {
    assertThatThrownBy(
            () ->
                BrsgdTrainingMaster.builder()
                    .nodes(15)
                    .byzantine(7)
                    .rule(new PreAggregated(new Bucketing(2), new CoordinateWiseMedian()))
                    .seed(1)
                    .build())
        .hasMessageContaining("bucketing:s=2+median at m=15")
        .hasMessageContaining("median: need m >= 2q+1, got m=8, q=7");
    assertThatThrownBy(() -> nine(1).rule(new Monna(1, 9)).build())
        .hasMessageContaining("monna:q=1,pivot=9 needs the row of node 9, nodes are 0..8");
    assertThatThrownBy(
            () ->
                BrsgdTrainingMaster.builder()
                    .nodes(40)
                    .byzantine(15)
                    .rule(new MinimumDiameterAveraging(15))
                    .seed(1)
                    .build())
        .hasMessageContaining("need at most 1000000 subsets");
    assertThatThrownBy(() -> nine(2).rule(new Krum(2, 9)).build())
        .hasMessageContaining("need neighbours <= m-1, got neighbours=9, m=9");
  }

  @Test
  void aChainMayEndInTheMean() {
    Model network = Networks.SGD.create();
    TrainingResult result =
        nine(3)
            .rule(new PreAggregated(new NearestNeighborMixing(3), new Mean()))
            .attack(new NonFinite(NonFinite.Kind.NAN))
            .attackers(3)
            .rounds(3)
            .build()
            .fit(network, EXAMPLES);
    assertThat(result.history().rounds()).hasSize(3);
    assertThat(result.history().rounds().get(0).screened()).containsExactly(6, 7, 8);
    assertThatThrownBy(
            () -> nine(5).rule(new PreAggregated(new NearestNeighborMixing(5), new Mean())).build())
        .hasMessageContaining("need m >= 2q+1, got m=9, q=5");
  }

  @Test
  void onlyARuleByCoordinateAndWithoutMemoryServesForStatistics() {
    BrsgdTrainingMasterBuilder builder = nine(2).rule(new GeometricMedian());
    assertThatThrownBy(() -> builder.statisticsRule(new CenteredClipping(1, 1)).build())
        .hasMessageContaining("statisticsRule: need a coordinate-wise rule without memory")
        .hasMessageContaining("centered-clipping:tau=1");
    for (Aggregator beyondAThreshold :
        List.of(
            new CenteredClipping(100, 1),
            new PreAggregated(new Clipping(100), new CoordinateWiseMedian()))) {
      assertThatThrownBy(() -> builder.statisticsRule(beyondAThreshold).build())
          .hasMessageContaining("statisticsRule: need a coordinate-wise rule without memory");
    }
    assertThatThrownBy(() -> builder.statisticsRule(new Krum(2)).build())
        .hasMessageContaining("krum:q=2 looks at more than one coordinate at a time");
    builder.statisticsRule(new TrimmedMean(2)).build();
    builder
        .statisticsRule(new PreAggregated(new Bucketing(2), new CoordinateWiseMedian()))
        .byzantine(2)
        .build();
  }

  @Test
  void anObserverThatFailsTakesNothingWithIt() {
    AtomicInteger asked = new AtomicInteger();
    ServerObserver server =
        new ServerObserver() {
          @Override
          public void beforeStep(ServerRound round, RoundAggregate aggregate) {
            asked.incrementAndGet();
            throw new IllegalStateException("an observer broke");
          }
        };
    SimulationObserver simulation =
        new SimulationObserver() {
          @Override
          public void begin(Model network) {
            throw new IllegalStateException("an observer broke at once");
          }
        };
    List<Integer> heard = new ArrayList<>();
    RoundListener listener =
        (record, network) -> {
          heard.add(record.round());
          throw new IllegalStateException("a listener broke");
        };
    Model watched = Networks.SGD.create();
    TrainingResult result =
        nine(1)
            .rule(new Krum(1))
            .serverObservers(server)
            .observers(simulation)
            .roundListeners(listener)
            .rounds(5)
            .build()
            .fit(watched, EXAMPLES);
    Model alone = Networks.SGD.create();
    nine(1).rule(new Krum(1)).rounds(5).build().fit(alone, EXAMPLES);
    assertThat(result.history().rounds()).hasSize(5);
    assertThat(Bits.of(watched.params())).isEqualTo(Bits.of(alone.params()));
    assertThat(asked).hasValue(1);
    assertThat(heard).containsExactly(0);
  }

  @Test
  void aNodeWithNaNDataIsInNoFigure() {
    List<ListDataSetIterator<DataSet>> nodes = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      DataSet batch = Examples.flat(8, 10 + i);
      if (i == 4) {
        batch.getFeatures().putScalar(0, 0, Float.NaN);
      }
      nodes.add(new ListDataSetIterator<>(List.of(batch), 1));
    }
    Model network = Networks.SGD.create();
    TrainingResult result = nine(2).rule(new Krum(2)).rounds(3).build().fit(network, nodes);
    assertThat(result.history().rounds())
        .allSatisfy(
            round -> {
              assertThat(round.screened()).containsExactly(4);
              assertThat(round.loss()).isFinite();
              assertThat(round.honestNorm()).isPositive().isFinite();
              assertThat(round.cosine()).isBetween(-1.0, 1.0);
            });
    assertThat(network.score()).isFinite();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "a shard too few",
        "an empty shard",
        "no such example",
        "an example twice",
        "an example left over"
      })
  void aPartitionerThatBreaksItsPromiseIsNamed(String how) {
    Partitioner broken =
        (labels, nodes, seed) -> {
          int[][] shards = new int[nodes][];
          for (int i = 0; i < nodes; i++) {
            shards[i] = new int[10];
            for (int j = 0; j < 10; j++) {
              shards[i][j] = 10 * i + j;
            }
          }
          return switch (how) {
            case "null" -> null;
            case "a shard too few" -> Arrays.copyOf(shards, nodes - 1);
            case "an empty shard" -> {
              shards[3] = new int[0];
              yield shards;
            }
            case "no such example" -> {
              shards[3][2] = 90;
              yield shards;
            }
            case "an example twice" -> {
              shards[3][2] = 0;
              yield shards;
            }
            default -> {
              shards[3] = Arrays.copyOf(shards[3], 9);
              yield shards;
            }
          };
        };
    assertThatThrownBy(
            () ->
                nine(1)
                    .rule(new Krum(1))
                    .partitioner(broken)
                    .rounds(1)
                    .build()
                    .fit(Networks.SGD.create(), EXAMPLES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("partitioner: ");
  }

  @Test
  void dataThatBreakNameNodeAndRoundAndKeepTheHistory() {
    List<ListDataSetIterator<DataSet>> nodes = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      boolean breaks = i == 5;
      nodes.add(
          new ListDataSetIterator<>(List.of(Examples.flat(4, 1)), 4) {
            private int asked;

            @Override
            public DataSet next() {
              if (breaks && asked++ == 2) {
                throw new IllegalStateException("the disk is gone");
              }
              return super.next();
            }
          });
    }
    AbortedRunException aborted =
        catchThrowableOfType(
            AbortedRunException.class,
            () -> nine(1).rule(new Krum(1)).rounds(5).build().fit(Networks.SGD.create(), nodes));
    assertThat(aborted).hasMessage("round 2: node 5: the disk is gone");
    assertThat(aborted.result().history().rounds()).hasSize(2);
  }

  @Test
  void labelsThatCannotBeEvaluatedSayWhyAndKeepTheHistory() {
    DataSet regression =
        new DataSet(Nd4j.rand(5, 36), Nd4j.createFromArray(new float[5][3]).addi(-13));
    AbortedRunException aborted =
        catchThrowableOfType(
            AbortedRunException.class,
            () ->
                nine(1)
                    .rule(new Krum(1))
                    .evaluateEvery(2, new ListDataSetIterator<>(List.of(regression), 1))
                    .rounds(5)
                    .build()
                    .fit(Networks.SGD.create(), EXAMPLES));
    assertThat(aborted)
        .hasMessageContaining("evaluateEvery: evaluation: need labels of classes")
        .hasMessageContaining("[-13.0, -13.0]");
    assertThat(aborted.result().history().rounds()).hasSize(2);
    assertThatThrownBy(
            () ->
                nine(1)
                    .rule(new Krum(1))
                    .rounds(5)
                    .build()
                    .fit(Networks.SGD.create(), new DataSet(Nd4j.rand(90, 36), null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("examples: need features and labels");
  }
}
