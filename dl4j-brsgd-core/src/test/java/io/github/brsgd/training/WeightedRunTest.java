package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.weighted.NodeWeights;
import io.github.brsgd.aggregation.weighted.WeightedMean;
import io.github.brsgd.aggregation.weighted.WeightedMedian;
import io.github.brsgd.aggregation.weighted.WeightedTrimmedMean;
import io.github.brsgd.attack.ChangingAttackers;
import io.github.brsgd.attack.NonFinite;
import io.github.brsgd.attack.OptimalInnerProductManipulation;
import io.github.brsgd.attack.SignFlipping;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.linalg.Bits;
import java.util.stream.DoubleStream;
import org.deeplearning4j.nn.api.Model;
import org.junit.jupiter.api.Test;

/** Weights of nodes in whole runs: who is absent, set aside or never there. */
class WeightedRunTest {

  private static final int NODES = 11;

  private static final NodeWeights EQUAL =
      NodeWeights.of(DoubleStream.generate(() -> 0.1).limit(NODES).toArray());

  private static final NodeWeights UNEQUAL = NodeWeights.of(2, 1, 0.5, 1, 1, 1.5, 1, 1, 0.7, 1, 1);

  private static BrsgdTrainingMasterBuilder builder(Aggregator rule) {
    return BrsgdTrainingMaster.builder()
        .nodes(NODES)
        .byzantine(2)
        .attackers(2)
        .attack(new SignFlipping())
        .rule(rule)
        .batchSize(5)
        .seed(3)
        .rounds(12);
  }

  private static String train(Networks kind, BrsgdTrainingMasterBuilder builder) {
    Model model = kind.create();
    TrainingResult result = builder.build().fit(model, Examples.flat(110, 1));
    return Bits.of(model.params()) + result.history().toCsv();
  }

  @Test
  void equalWeightsChangeNoBitOfARunWhoeverIsAbsentOrSetAside() {
    Participation absent = Participation.drawn(9, 2).withDropOut(0.1).withLate(0.1);
    Aggregator weighted = new WeightedMedian(EQUAL, 0.45);
    Aggregator plain = new CoordinateWiseMedian();
    assertThat(train(Networks.ADAM, builder(weighted).participation(absent)))
        .isEqualTo(train(Networks.ADAM, builder(plain).participation(absent)));
    assertThat(
            train(
                Networks.ADAM,
                builder(weighted)
                    .attack(new NonFinite(NonFinite.Kind.ONE_NAN))
                    .attackerSelection(new ChangingAttackers(1))))
        .isEqualTo(
            train(
                Networks.ADAM,
                builder(plain)
                    .attack(new NonFinite(NonFinite.Kind.ONE_NAN))
                    .attackerSelection(new ChangingAttackers(1))));
    assertThat(
            train(Networks.ADAM, builder(weighted).attack(new OptimalInnerProductManipulation())))
        .isEqualTo(
            train(Networks.ADAM, builder(plain).attack(new OptimalInnerProductManipulation())));
  }

  @Test
  void weightsAreKnownToTheRuleForStatisticsToo() {
    Participation absent = Participation.drawn(9, 2);
    assertThat(
            train(
                Networks.CONVOLUTION_BATCH_NORM,
                builder(new CoordinateWiseMedian())
                    .statisticsRule(new WeightedMedian(EQUAL, 0.45))
                    .participation(absent)))
        .isEqualTo(
            train(
                Networks.CONVOLUTION_BATCH_NORM,
                builder(new CoordinateWiseMedian()).participation(absent)));
    assertThatThrownBy(
            () ->
                builder(new CoordinateWiseMedian())
                    .statisticsRule(new WeightedMedian(NodeWeights.of(1, 1), 0.45))
                    .build())
        .hasMessageContaining("got 2 weights for 11 nodes");
  }

  @Test
  void asManyRowsAsCanBeAreSetAside() {
    double[] five = {1, 1, 1, 1.2, 0.8};
    Aggregator rule = new WeightedTrimmedMean(NodeWeights.of(five), 0.45);
    assertThat(
            train(
                Networks.ADAM,
                builder(rule)
                    .nodes(5)
                    .byzantine(2)
                    .attack(new NonFinite(NonFinite.Kind.NAN))
                    .attackerSelection(new ChangingAttackers(1))))
        .isNotEmpty();
  }

  @Test
  void whatTheWeightsCannotServeIsRefusedAtSetUp() {
    assertThatThrownBy(() -> builder(new WeightedMedian(NodeWeights.of(1, 1, 1), 0.4)).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("WeightedMedian: need one weight per node, got 3 weights for 11 nodes");
    assertThatThrownBy(() -> builder(new WeightedMedian(UNEQUAL, 0.2)).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("WeightedMedian: q=2 of m=11 rows may hold a share of 0.29914")
        .hasMessageContaining("more than share=0.2 (share=0.2 tolerates at most q=1)");
    builder(new WeightedMedian(UNEQUAL, 0.3)).build();
    // the heaviest may be among few
    assertThatThrownBy(
            () ->
                builder(new WeightedMedian(UNEQUAL, 0.3))
                    .participation(Participation.drawn(9, 2))
                    .build())
        .hasMessageContaining("q=2 of m=9 rows may hold a share of 0.3");
    assertThatThrownBy(() -> builder(new WeightedMean(UNEQUAL)).build())
        .hasMessage("byzantine: declared q=2, but the rule is " + new WeightedMean(UNEQUAL));
  }

  @Test
  void weightsAreWrittenAndReadAgain() {
    for (String text :
        new String[] {
          "weighted-median:weights=" + UNEQUAL + ",share=0.3",
          "clip:c=2+weighted-ctma:weights=" + UNEQUAL + ",share=0.3,base=geometric-median"
        }) {
      BrsgdTrainingMasterBuilder builder = builder(Catalog.standard().rule(text));
      String json = builder.build().toJson();
      assertThat(json).contains(text);
      Model expected = Networks.ADAM.create();
      Model actual = Networks.ADAM.create();
      builder.build().fit(expected, Examples.flat(110, 1));
      BrsgdTrainingMaster.fromJson(json).fit(actual, Examples.flat(110, 1));
      assertThat(Bits.of(actual.params())).isEqualTo(Bits.of(expected.params()));
    }
  }
}
