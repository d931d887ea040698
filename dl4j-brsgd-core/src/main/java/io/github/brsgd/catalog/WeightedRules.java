package io.github.brsgd.catalog;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.weighted.NodeWeights;
import io.github.brsgd.aggregation.weighted.WeightedAggregator;
import io.github.brsgd.aggregation.weighted.WeightedCenteredTrimmedMetaAggregator;
import io.github.brsgd.aggregation.weighted.WeightedGeometricMedian;
import io.github.brsgd.aggregation.weighted.WeightedHuberMean;
import io.github.brsgd.aggregation.weighted.WeightedMean;
import io.github.brsgd.aggregation.weighted.WeightedMedian;
import io.github.brsgd.aggregation.weighted.WeightedTrimmedMean;
import java.util.List;
import java.util.function.BiFunction;

/** The rules that count rows by the weights of their nodes. */
final class WeightedRules {

  private static final Parameter WEIGHTS =
      Parameter.text(
          "weights", "W/W/...", "how much node 0, 1, ... counts, positive; set by the server");

  private static final Parameter SHARE =
      Parameter.number("share", "the share of the weight that may be Byzantine, below 1/2");

  private static final String REQUIREMENT = "a weight per node";
  private static final String BREAKDOWN = "weight of q nodes <= share < 1/2";
  private static final String PAPER = "Dahan and Levy, NeurIPS 2024";

  private WeightedRules() {}

  static List<Offer<Aggregator>> all() {
    return List.of(mean(), median(), trimmedMean(), geometricMedian(), huber(), ctma());
  }

  private static NodeWeights weights(Arguments arguments) {
    return NodeWeights.parse(arguments.text("weights"));
  }

  private static Arguments told(WeightedAggregator rule) {
    return Arguments.NONE.with("weights", rule.weights()).with("share", rule.share());
  }

  /** A rule whose only parameters are weights and share. */
  private static <R extends WeightedAggregator> Offer<Aggregator> offer(
      CatalogEntry entry, Class<R> type, BiFunction<NodeWeights, Double, R> make) {
    return Offer.of(
        entry,
        type,
        arguments -> make.apply(weights(arguments), arguments.number("share")),
        WeightedRules::told);
  }

  private static Offer<Aggregator> mean() {
    return Offer.of(
        new CatalogEntry(
            "weighted-mean",
            List.of(WEIGHTS),
            REQUIREMENT,
            "O(d m)",
            "none: one row suffices",
            "McMahan et al., AISTATS 2017",
            "weighted average of all rows"),
        WeightedMean.class,
        arguments -> new WeightedMean(weights(arguments)),
        rule -> Arguments.NONE.with("weights", rule.weights()));
  }

  private static Offer<Aggregator> median() {
    return offer(
        new CatalogEntry(
            "weighted-median",
            List.of(WEIGHTS, SHARE),
            REQUIREMENT,
            "O(d m log^2 m)",
            BREAKDOWN,
            PAPER,
            "weighted median of each coordinate"),
        WeightedMedian.class,
        WeightedMedian::new);
  }

  private static Offer<Aggregator> trimmedMean() {
    return offer(
        new CatalogEntry(
            "weighted-trimmed-mean",
            List.of(WEIGHTS, SHARE),
            REQUIREMENT,
            "O(d m log^2 m)",
            BREAKDOWN,
            "Yin et al., ICML 2018",
            "per coordinate, weighted mean without the smallest and largest values up to the share"),
        WeightedTrimmedMean.class,
        WeightedTrimmedMean::new);
  }

  private static Offer<Aggregator> geometricMedian() {
    return offer(
        new CatalogEntry(
            "weighted-geometric-median",
            List.of(WEIGHTS, SHARE),
            REQUIREMENT,
            "O(d m^2)",
            BREAKDOWN,
            PAPER,
            "the point with the least weighted sum of distances to the rows"),
        WeightedGeometricMedian.class,
        WeightedGeometricMedian::new);
  }

  private static Offer<Aggregator> huber() {
    return Offer.of(
        new CatalogEntry(
            "weighted-huber",
            List.of(
                WEIGHTS,
                SHARE,
                Parameter.number("t", "length beyond which a row's pull no longer grows")),
            "a weight per node, t > 0",
            "O(d m^2)",
            BREAKDOWN + ", with the right t",
            "Zhao et al., AAAI 2024",
            "the point of least weighted Huber loss"),
        WeightedHuberMean.class,
        arguments ->
            new WeightedHuberMean(
                weights(arguments), arguments.number("share"), arguments.number("t")),
        rule -> told(rule).with("t", rule.t()));
  }

  private static Offer<Aggregator> ctma() {
    return Offer.of(
        new CatalogEntry(
            "weighted-ctma",
            List.of(
                WEIGHTS,
                SHARE,
                Parameter.choice(
                    "base",
                    WeightedCenteredTrimmedMetaAggregator.Base.class,
                    "what rows are to be near, with the same weights")),
            REQUIREMENT,
            "the base's and O(d m)",
            BREAKDOWN,
            PAPER,
            "weighted mean of the rows nearest a weighted median, without the share of the weight"
                + " that is farthest"),
        WeightedCenteredTrimmedMetaAggregator.class,
        arguments ->
            new WeightedCenteredTrimmedMetaAggregator(
                weights(arguments),
                arguments.number("share"),
                arguments.choice("base", WeightedCenteredTrimmedMetaAggregator.Base.MEDIAN)),
        rule -> told(rule).with("base", rule.base()));
  }
}
