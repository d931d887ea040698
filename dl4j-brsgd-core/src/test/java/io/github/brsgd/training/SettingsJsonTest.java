package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.CenteredTrimmedMetaAggregator;
import io.github.brsgd.aggregation.GroupwiseAggregation;
import io.github.brsgd.aggregation.HuberMean;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.MultiKrum;
import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.aggregation.pre.Clipping;
import io.github.brsgd.aggregation.pre.NearestNeighborMixing;
import io.github.brsgd.aggregation.pre.Normalization;
import io.github.brsgd.aggregation.pre.PreAggregated;
import io.github.brsgd.attack.ALittleIsEnough;
import io.github.brsgd.attack.ChangingAttackers;
import io.github.brsgd.attack.Knowledge;
import io.github.brsgd.attack.LabelFlip;
import io.github.brsgd.data.DirichletPartitioner;
import io.github.brsgd.data.SimilarityPartitioner;
import io.github.brsgd.linalg.Bits;
import io.github.brsgd.schedule.BrsgdSchedule;
import io.github.brsgd.theory.IterateWeights;
import io.github.brsgd.training.server.FailedRound;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** A training master written as JSON and read back. */
class SettingsJsonTest {

  private static BrsgdTrainingMasterBuilder seven() {
    return BrsgdTrainingMaster.builder()
        .nodes(7)
        .byzantine(1)
        .rule(new Krum(1))
        .seed(-3)
        .rounds(4)
        .batchSize(4);
  }

  static Stream<BrsgdTrainingMaster> masters() {
    return Stream.of(
        seven().build(),
        seven()
            .rule(
                new PreAggregated(
                    List.of(new Clipping(2), new NearestNeighborMixing(1)), new TrimmedMean(1)))
            .attack(new ALittleIsEnough(1.5, Knowledge.PARTIAL))
            .attackers(2)
            .attackerSelection(new ChangingAttackers(Long.MIN_VALUE))
            .schedule(new BrsgdSchedule(0.1 + 0.2, 0.55))
            .shuffle(false)
            .workers(1)
            .fastLayers()
            .statisticsRule(new TrimmedMean(1))
            .onFailedRound(FailedRound.SKIP)
            .sampleIterate(new IterateWeights(0.3))
            .build(),
        seven()
            .rule(
                new PreAggregated(
                    new Normalization(),
                    new GroupwiseAggregation(
                        1, 3, new CenteredTrimmedMetaAggregator(1, new MultiKrum(1, 2)))))
            .attack(new ALittleIsEnough())
            .attackers(1)
            .build(),
        seven().rule(new HuberMean(0.5)).build(),
        seven()
            .poisoning(new LabelFlip())
            .attackers(1)
            .partitioner(new DirichletPartitioner(0.3, DirichletPartitioner.Over.NODES, 5))
            .schedule(new MapSchedule(ScheduleType.ITERATION, Map.of(0, 0.5, 2, 0.1)))
            .build());
  }

  @ParameterizedTest
  @MethodSource("masters")
  void trainsTheSame(BrsgdTrainingMaster master) {
    BrsgdTrainingMaster read = BrsgdTrainingMaster.fromJson(master.toJson());
    assertThat(read.toJson()).isEqualTo(master.toJson());
    assertThat(read).hasToString(master.toString());
    Model expected = Networks.CONVOLUTION_BATCH_NORM.create();
    Model actual = Networks.CONVOLUTION_BATCH_NORM.create();
    TrainingResult first = master.fit(expected, Examples.flat(90, 1));
    TrainingResult second = read.fit(actual, Examples.flat(90, 1));
    assertThat(Bits.of(actual.params())).isEqualTo(Bits.of(expected.params()));
    assertThat(second.history().toCsv()).isEqualTo(first.history().toCsv());
    assertThat(second.sampled().isPresent()).isEqualTo(first.sampled().isPresent());
  }

  @Test
  void holdsWhatIsSetAndNoMore() {
    assertThat(seven().workers(Runtime.getRuntime().availableProcessors()).build().toJson())
        .isEqualToIgnoringWhitespace(
            """
            {"nodes": 7, "byzantine": 1, "rule": "krum:q=1", "statisticsRule": "median",
             "rounds": 4, "batchSize": 4, "seed": -3}\
            """);
    assertThat(
            BrsgdTrainingMaster.builder()
                .nodes(7)
                .byzantine(1)
                .rule(new Krum(1))
                .seed(1)
                .streaming()
                .fastLayers()
                .epochs(2)
                .build()
                .toJson())
        .contains("\"streaming\" : true", "\"fastLayers\" : true", "\"epochs\" : 2")
        .doesNotContain("batchSize", "rounds");
  }

  @Test
  void nodesThatDifferAreWrittenByTheirText() {
    assertThat(seven().partitioner(new SimilarityPartitioner(0.33)).build().toJson())
        .contains("\"partitioner\" : \"similarity:gamma=0.33\"");
  }

  @Test
  void saysWhatItIs() {
    assertThat(
            seven()
                .attack(new ALittleIsEnough())
                .attackers(2)
                .schedule(new BrsgdSchedule(1, 0.55))
                .build())
        .hasToString(
            "BrsgdTrainingMaster[nodes=7, byzantine=1, rule=krum:q=1, attackers=2, attack=alie,"
                + " schedule="
                + new BrsgdSchedule(1, 0.55)
                + ", rounds=4, batchSize=4, seed=-3]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"nodes\": 7, \"byzantine\": 1, \"rule\": \"krum:q=1\"}; seed is not set",
        "{\"node\": 7}; unknown setting 'node', known are nodes",
        "{\"nodes\": \"7\"}; nodes: need a whole number, got \"7\"",
        "{\"nodes\": 7.5}; nodes: need a whole number, got 7.5",
        "{\"nodes\": 99999999999}; nodes: need a whole number",
        "{\"nodes\": null}; nodes: need a whole number, got null",
        "{\"rule\": \"krumm:q=1\"}; krum",
        "{\"rule\": 5}; rule: need a text, got 5",
        "{\"shuffle\": 1}; shuffle: need true or false, got 1",
        "{\"fastLayers\": \"yes\"}; fastLayers: need true or false, got \"yes\"",
        "{\"nodes\": 7, \"nodes\": 8}; Duplicate field 'nodes'",
        "{\"rounds\": 7, \"epochs\": 8}; rounds, epochs: set one of them",
        "{\"onFailedRound\": \"ignore\"}; need throw or skip, got 'ignore'",
        "{\"attackerSelection\": \"any\"}; need fixed or changing:seed=N, got 'any'",
        "{\"schedule\": {\"@class\": \"java.io.File\"}}; schedule",
        "{\"schedule\": null}; schedule: need an object, got null",
        "{\"schedule\": {\"@class\": \"io.github.brsgd.schedule.BrsgdSchedule\", \"alpha0\": 1,"
            + " \"p\": 0.6, \"q\": 3}}; need [@class, alpha0, p], got [@class, alpha0, p, q]",
        "{\"schedule\": {\"@class\": \"org.nd4j.linalg.schedule.StepSchedule\"}}; schedule: ",
        "{\"partitioner\": \"sorted\"}; partition: unknown 'sorted'",
        "{\"nodes\": 7; JSON",
        "[]; need an object with settings",
        "'{} {}'; JSON",
        "''; need an object with settings"
      })
  void whatIsWrongIsSaid(String json, String message) {
    assertThatThrownBy(() -> BrsgdTrainingMaster.fromJson(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  /** A step of one's own. */
  private static final class Halving implements ISchedule {

    private static final long serialVersionUID = 1;

    private final double first;

    Halving(double first) {
      this.first = first;
    }

    @Override
    public double valueAt(int iteration, int epoch) {
      return Math.scalb(first, -iteration);
    }

    @Override
    public ISchedule clone() {
      return this;
    }
  }

  @Test
  void whatHasNoTextIsRefused() {
    assertThatThrownBy(() -> seven().schedule(new Halving(1)).build().toJson())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("schedule: ");
    assertThatThrownBy(
            () -> seven().partitioner((labels, nodes, seed) -> new int[nodes][1]).build().toJson())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                seven()
                    .rule(
                        (updates, context) ->
                            new io.github.brsgd.aggregation.Mean().aggregate(updates, context))
                    .build()
                    .toJson())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                seven()
                    .attack(new ALittleIsEnough())
                    .attackers(1)
                    .attackerSelection((nodes, attackers, round) -> new int[] {0})
                    .build()
                    .toJson())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("attackerSelection");
  }
}
