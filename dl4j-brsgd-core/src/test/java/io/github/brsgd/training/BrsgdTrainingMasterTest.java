package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.Bulyan;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.aggregation.MultiKrum;
import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.AttackContext;
import io.github.brsgd.attack.ChangingAttackers;
import io.github.brsgd.attack.DataPoisoning;
import io.github.brsgd.attack.DistributedBackdoor;
import io.github.brsgd.attack.GaussianNoise;
import io.github.brsgd.attack.InnerProductManipulation;
import io.github.brsgd.attack.LabelFlip;
import io.github.brsgd.linalg.Bits;
import io.github.brsgd.schedule.BrsgdSchedule;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** What a user of the training master relies on. */
class BrsgdTrainingMasterTest {

  private static BrsgdTrainingMasterBuilder seven() {
    return BrsgdTrainingMaster.builder()
        .nodes(7)
        .byzantine(2)
        .rule(new Krum(2))
        .batchSize(8)
        .seed(3);
  }

  private static ListDataSetIterator<DataSet> iterator(DataSet examples) {
    return new ListDataSetIterator<>(List.of(examples), 1);
  }

  @ParameterizedTest
  @EnumSource(names = {"SGD", "DROPOUT", "CONVOLUTION_BATCH_NORM", "GRAPH_BATCH_NORM"})
  void oneSeedGivesTheSameBitsForAnyNumberOfWorkers(Networks kind) {
    DataSet examples = Examples.flat(200, 1);
    List<Long> first = null;
    String history = null;
    for (int workers : new int[] {1, 2, 4}) {
      Model network = kind.create();
      TrainingResult result =
          seven()
              .attack(new GaussianNoise(200))
              .attackers(2)
              .attackerSelection(new ChangingAttackers(5))
              .evaluateEvery(4, iterator(examples))
              .workers(workers)
              .rounds(12)
              .build()
              .fit(network, iterator(examples));
      if (first == null) {
        first = Bits.of(network.params());
        history = result.history().toCsv();
      }
      assertThat(Bits.of(network.params())).isEqualTo(first);
      assertThat(result.history().toCsv()).isEqualTo(history);
    }
  }

  @Test
  void anotherSeedGivesAnotherRun() {
    DataSet examples = Examples.flat(200, 1);
    Model one = Networks.SGD.create();
    Model other = Networks.SGD.create();
    seven().rounds(3).build().fit(one, iterator(examples));
    seven().seed(4).rounds(3).build().fit(other, iterator(examples));
    assertThat(other.params()).isNotEqualTo(one.params());
  }

  @Test
  void theRuleProtectsWhereTheMeanDoesNot() {
    DataSet examples = Examples.flat(600, 1);
    double[] accuracy = new double[2];
    for (int i = 0; i < 2; i++) {
      accuracy[i] =
          BrsgdTrainingMaster.builder()
              .nodes(9)
              .byzantine(i == 0 ? 0 : 3)
              .rule(i == 0 ? new Mean() : new MultiKrum(3))
              .attack(new InnerProductManipulation(10))
              .attackers(3)
              .schedule(new BrsgdSchedule(1, 0.6))
              .batchSize(16)
              .seed(1)
              .evaluateEvery(200, iterator(examples))
              .rounds(120)
              .build()
              .fit(Networks.SGD.create(), iterator(examples))
              .history()
              .lastAccuracy()
              .orElseThrow();
    }
    assertThat(accuracy[1]).isGreaterThan(0.8).isGreaterThan(accuracy[0] + 0.3);
  }

  @Test
  void theScheduleMakesTheStepExactlyAlphaTimesTheAggregate() {
    Model network = Networks.ADAM.create();
    INDArray before = network.params().dup();
    List<INDArray> aggregates = new ArrayList<>();
    network.setListeners(
        new BaseTrainingListener() {
          @Override
          public void onGradientCalculation(Model model) {
            aggregates.add(model.gradient().gradient().dup());
          }
        });
    TrainingResult result =
        seven()
            .schedule(new BrsgdSchedule(0.5, 0.6))
            .rounds(2)
            .build()
            .fit(network, iterator(Examples.flat(100, 1)));
    INDArray expected = before.reshape(before.length());
    for (int k = 0; k < 2; k++) {
      double alpha = new BrsgdSchedule(0.5, 0.6).valueAt(k, 0);
      assertThat(result.history().rounds().get(k).learningRate()).isEqualTo(alpha);
      expected = expected.sub(aggregates.get(k).reshape(before.length()).mul(alpha));
    }
    assertThat(network.params().reshape(before.length()).distance2(expected)).isLessThan(1e-6);
  }

  @Test
  void aSavedNetworkGoesOnWhereItEnded(@TempDir Path folder) throws Exception {
    DataSet examples = Examples.flat(100, 1);
    MultiLayerNetwork whole = Networks.mlp(Networks.base(new Adam(0.01)));
    seven().rounds(20).build().fit(whole, iterator(examples));

    MultiLayerNetwork half = Networks.mlp(Networks.base(new Adam(0.01)));
    seven().rounds(9).build().fit(half, iterator(examples));
    File file = folder.resolve("half.zip").toFile();
    half.save(file, true);
    MultiLayerNetwork rest = MultiLayerNetwork.load(file, true);
    TrainingResult result = seven().rounds(11).build().fit(rest, iterator(examples));

    assertThat(Bits.of(rest.params())).isEqualTo(Bits.of(whole.params()));
    assertThat(Bits.of(rest.updaterState())).isEqualTo(Bits.of(whole.updaterState()));
    assertThat(result.history().rounds().get(0).round()).isEqualTo(9);
  }

  @Test
  void listenersHearWhatTheyHearFromFit() {
    List<String> heard = new ArrayList<>();
    BaseTrainingListener own =
        new BaseTrainingListener() {
          @Override
          public void iterationDone(Model model, int iteration, int epoch) {
            heard.add("iteration " + iteration + " epoch " + epoch);
            assertThat(model.score()).isPositive();
          }

          @Override
          public void onEpochStart(Model model) {
            heard.add("start");
          }

          @Override
          public void onEpochEnd(Model model) {
            heard.add("end");
          }
        };
    Model network = Networks.SGD.create();
    network.setListeners(own);
    AtomicInteger added = new AtomicInteger();
    AtomicInteger rounds = new AtomicInteger();
    List<ListDataSetIterator<DataSet>> nodes =
        IntStream.range(0, 7)
            .mapToObj(
                i ->
                    new ListDataSetIterator<>(List.of(Examples.flat(4, i), Examples.flat(4, 9)), 1))
            .toList();
    seven()
        .listeners(
            new BaseTrainingListener() {
              @Override
              public void iterationDone(Model model, int iteration, int epoch) {
                added.incrementAndGet();
              }
            })
        .roundListeners((record, model) -> rounds.addAndGet(record.round()))
        .rounds(3)
        .build()
        .fit(network, nodes);
    assertThat(heard)
        .containsExactly(
            "start",
            "iteration 0 epoch 0",
            "iteration 1 epoch 0",
            "end",
            "start",
            "iteration 2 epoch 1");
    assertThat(added).hasValue(3);
    assertThat(rounds).hasValue(3);
    assertThat(((MultiLayerNetwork) network).getListeners()).containsExactly(own);
  }

  @Test
  void historyMeasuresTheAggregate() {
    DataSet examples = Examples.flat(200, 1);
    BrsgdTrainingMasterBuilder mean = seven().byzantine(0).rule(new Mean());
    RoundRecord clean =
        mean.rounds(1)
            .build()
            .fit(Networks.SGD.create(), iterator(examples))
            .history()
            .rounds()
            .get(0);
    assertThat(clean.cosine()).isEqualTo(1, Offset.offset(1e-6));
    assertThat(clean.aggregateNorm()).isEqualTo(clean.honestNorm(), Offset.offset(1e-6));
    assertThat(clean.attackerShare()).hasValue(0);
    assertThat(clean.loss()).isBetween(0.5, 3.0);

    RoundRecord attacked =
        mean.attack(new InnerProductManipulation(10))
            .attackers(2)
            .rounds(1)
            .build()
            .fit(Networks.SGD.create(), iterator(examples))
            .history()
            .rounds()
            .get(0);
    // (5 mu - 20 mu) / 7
    assertThat(attacked.cosine()).isEqualTo(-1, Offset.offset(1e-6));
    assertThat(attacked.aggregateNorm() / attacked.honestNorm())
        .isEqualTo(15.0 / 7, Offset.offset(1e-5));
    assertThat(attacked.attackerShare().orElseThrow()).isEqualTo(2.0 / 7, Offset.offset(1e-12));

    RoundRecord median =
        seven()
            .rule(new CoordinateWiseMedian())
            .rounds(1)
            .build()
            .fit(Networks.SGD.create(), iterator(examples))
            .history()
            .rounds()
            .get(0);
    assertThat(median.attackerShare()).isEmpty();
  }

  @Test
  void poisonedNodesComputeHonestlyOnAlteredData() {
    DataSet examples = Examples.flat(300, 1);
    BrsgdTrainingMasterBuilder poisoned =
        BrsgdTrainingMaster.builder()
            .nodes(9)
            .byzantine(0)
            .rule(new Mean())
            .poisoning(new LabelFlip())
            .attackers(4)
            .schedule(new BrsgdSchedule(1, 0.6))
            .batchSize(16)
            .seed(1)
            .evaluateEvery(30, iterator(examples));
    TrainingResult result =
        poisoned.rounds(60).build().fit(Networks.SGD.create(), iterator(examples));
    List<RoundRecord> rounds = result.history().rounds();
    RoundRecord last = rounds.get(59);
    assertThat(last.attackSuccess().orElseThrow()).isBetween(0.1, 0.6);
    assertThat(last.accuracy().orElseThrow()).isGreaterThan(last.attackSuccess().orElseThrow());
    assertThat(rounds.get(28).attackSuccess()).isEmpty();
    assertThat(rounds.get(0).cosine()).isLessThan(0.999);
    assertThatThrownBy(() -> poisoned.attack(new GaussianNoise(1)).build())
        .hasMessageContaining("either forge updates or poison data");
  }

  /** Notes which of how many attackers it is asked for. */
  private record Shared(DataPoisoning poisoning, Set<List<Integer>> asked)
      implements DataPoisoning {
    @Override
    public DataSet poison(DataSet batch, SplittableRandom random) {
      throw new IllegalStateException("asked without the attacker");
    }

    @Override
    public DataSet poison(DataSet batch, int attacker, int attackers, SplittableRandom random) {
      asked.add(List.of(attacker, attackers));
      return poisoning.poison(batch, attacker, attackers, random);
    }

    @Override
    public DataSet trial(DataSet test) {
      return poisoning.trial(test);
    }
  }

  /** No attacker stamps the whole square, and the model obeys it. */
  @Test
  void aBackdoorIsSharedOutAmongTheAttackersOfARound() {
    DataSet examples = Examples.flat(300, 1);
    Set<List<Integer>> asked = ConcurrentHashMap.newKeySet();
    TrainingResult result =
        BrsgdTrainingMaster.builder()
            .nodes(9)
            .byzantine(0)
            .rule(new Mean())
            .poisoning(new Shared(new DistributedBackdoor(1, 3, 4, 0.5), asked))
            .attackers(3)
            .attackerSelection(new ChangingAttackers(2))
            .schedule(new BrsgdSchedule(1, 0.6))
            .batchSize(16)
            .seed(1)
            .evaluateEvery(60, iterator(examples))
            .rounds(60)
            .build()
            .fit(Networks.SGD.create(), iterator(examples));
    assertThat(asked).containsExactlyInAnyOrder(List.of(0, 3), List.of(1, 3), List.of(2, 3));
    RoundRecord last = result.history().rounds().get(59);
    assertThat(last.attackSuccess().orElseThrow()).isGreaterThan(0.8);
  }

  /** Fails unless it finds what it noted in the round before. */
  private record Noting() implements Attack {
    @Override
    public void forge(AttackContext context) {
      double expected = context.round() - 1;
      boolean first = context.round() == 0;
      assertThat(context.memory().get("round").map(a -> a.getDouble(0)))
          .isEqualTo(first ? Optional.empty() : Optional.of(expected));
      assertThat(context.previous().isPresent()).isNotEqualTo(first);
      context.memory().put("round", Nd4j.scalar((double) context.round()));
    }
  }

  @Test
  void attacksGetTheMemoryOfTheRunAndTheLastAggregate() {
    TrainingResult result =
        seven()
            .attack(new Noting())
            .attackers(2)
            .rounds(3)
            .build()
            .fit(Networks.SGD.create(), iterator(Examples.flat(200, 1)));
    assertThat(result.history().rounds()).hasSize(3);
  }

  /** Sends 1e9 everywhere, and checks that it meets gradients and statistics apart. */
  private record Huge() implements Attack {
    @Override
    public void forge(AttackContext context) {
      boolean gradients = context.rule() instanceof MultiKrum;
      assertThat(context.parameters().length()).isEqualTo(context.updates().size(1));
      assertThat(context.updates().size(1)).isEqualTo(gradients ? 427 : 16);
      context.sendFromAll(Nd4j.valueArrayOf(new long[] {1, context.updates().size(1)}, 1e9f));
    }
  }

  @Test
  void attackersForgeStatisticsToo() {
    Model network = Networks.GRAPH_BATCH_NORM.create();
    TrainingResult result =
        seven()
            .rule(new MultiKrum(2))
            .attack(new Huge())
            .attackers(2)
            .rounds(3)
            .build()
            .fit(network, iterator(Examples.flat(200, 1)));
    assertThat(result.history().rounds()).allMatch(r -> r.cosine() > 0);
    assertThat(network.params().amaxNumber().doubleValue()).isLessThan(10);
  }

  @Test
  void aRunCanBeStopped() {
    AtomicInteger asked = new AtomicInteger();
    TrainingResult result =
        seven()
            .stopWhen(() -> asked.incrementAndGet() == 3)
            .rounds(50)
            .build()
            .fit(Networks.SGD.create(), iterator(Examples.flat(100, 1)));
    assertThat(result.stopped()).isTrue();
    assertThat(result.history().rounds()).hasSize(3);

    Thread.currentThread().interrupt();
    TrainingResult interrupted =
        seven().rounds(50).build().fit(Networks.SGD.create(), iterator(Examples.flat(100, 1)));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(interrupted.stopped()).isTrue();
    assertThat(interrupted.history().rounds()).hasSize(1);
  }

  @Test
  void whatIsRequiredHasNoDefault() {
    assertThatThrownBy(() -> BrsgdTrainingMaster.builder().build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nodes is not set");
    assertThatThrownBy(
            () -> BrsgdTrainingMaster.builder().nodes(3).rule(new Mean()).seed(1).build())
        .hasMessageContaining("byzantine is not set and has no default");
    assertThatThrownBy(() -> BrsgdTrainingMaster.builder().nodes(3).byzantine(0).seed(1).build())
        .hasMessageContaining("rule is not set");
    assertThatThrownBy(
            () -> BrsgdTrainingMaster.builder().nodes(3).byzantine(0).rule(new Mean()).build())
        .hasMessageContaining("seed is not set");
    assertThatThrownBy(
            () ->
                BrsgdTrainingMaster.builder()
                    .nodes(1)
                    .byzantine(0)
                    .rule(new Mean())
                    .seed(1)
                    .rounds(1)
                    .build()
                    .fit(Networks.SGD.create(), iterator(Examples.flat(8, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("batchSize");
  }

  @Test
  void settingsThatDoNotGoTogetherAreRefused() {
    assertThatThrownBy(() -> seven().rule(new Krum(1)).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("declared q=2")
        .hasMessageContaining("krum:q=1");
    assertThatThrownBy(() -> seven().rule(new Mean()).build()).hasMessageContaining("declared q=2");
    assertThatThrownBy(() -> seven().statisticsRule(new TrimmedMean(1)).build())
        .hasMessageContaining("trimmed-mean:q=1");
    assertThatThrownBy(() -> seven().rule(new Bulyan(2, Bulyan.Base.KRUM)).build())
        .hasMessageContaining("Bulyan: need m >= 4q+3, got m=7, q=2");
    assertThatThrownBy(() -> seven().rule(new CoordinateWiseMedian()).byzantine(4).build())
        .hasMessageContaining("m >= 2q+1, got m=7, q=4");
    assertThatThrownBy(() -> seven().attackers(1).build()).hasMessageContaining("need an attack");
    assertThatThrownBy(() -> seven().attack(new GaussianNoise(1)).build())
        .hasMessageContaining("needs attackers(n)");
    assertThatThrownBy(() -> seven().attack(new GaussianNoise(1)).attackers(7).build())
        .hasMessageContaining("at least one honest node");
    assertThatThrownBy(() -> seven().workers(0).build()).hasMessageContaining("workers");
    assertThatThrownBy(() -> seven().nodes(0).build()).hasMessageContaining("nodes");
    assertThatThrownBy(() -> seven().byzantine(-1).build()).hasMessageContaining("byzantine");
    assertThatThrownBy(() -> seven().batchSize(0).build()).hasMessageContaining("batchSize");
    assertThatThrownBy(() -> seven().evaluateEvery(0, iterator(Examples.flat(2, 1))))
        .hasMessageContaining("evaluateEvery");
    assertThatThrownBy(
            () ->
                seven()
                    .rounds(0)
                    .build()
                    .fit(Networks.SGD.create(), iterator(Examples.flat(99, 1))))
        .hasMessageContaining("rounds: need >= 1, got 0");
  }

  @Test
  void memoryIsEstimatedBeforehand() {
    Model network = Networks.SGD.create();
    MemoryEstimate estimate = seven().workers(2).build().memoryEstimate(network);
    assertThat(estimate.matrixBytes()).isEqualTo(7 * 4 * network.numParams());
    assertThat(estimate.totalBytes()).isEqualTo(14 * 4 * network.numParams());
    assertThat(estimate)
        .hasToString("about 0 MB: gradients of 7 nodes x 323 parameters (0 MB), 2 workers");
  }
}
