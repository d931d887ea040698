package io.github.brsgd.catalog;

import io.github.brsgd.aggregation.pre.AdaptiveRobustClipping;
import io.github.brsgd.aggregation.pre.Bucketing;
import io.github.brsgd.aggregation.pre.Clipping;
import io.github.brsgd.aggregation.pre.NearestNeighborMixing;
import io.github.brsgd.aggregation.pre.Normalization;
import io.github.brsgd.aggregation.pre.PreAggregator;
import java.util.List;

/** The pre-aggregations of this library. */
final class StandardPreAggregators {

  private StandardPreAggregators() {}

  static List<Offer<PreAggregator>> all() {
    return List.of(nnm(), bucketing(), clip(), arc(), normalize());
  }

  private static Offer<PreAggregator> nnm() {
    return Offer.of(
        new CatalogEntry(
            "nnm",
            List.of(ByzantineRows.Q),
            "m >= 2q+1",
            "O(d m^2)",
            "q < m/2",
            "Allouah et al., AISTATS 2023",
            "nearest-neighbour mixing: each row becomes the mean of the m-q rows nearest it"),
        NearestNeighborMixing.class,
        arguments -> new NearestNeighborMixing(arguments.integer("q")),
        step -> Arguments.NONE.with("q", step.q()));
  }

  private static Offer<PreAggregator> bucketing() {
    return Offer.of(
        new CatalogEntry(
            "bucketing",
            List.of(Parameter.integer("s", "rows in a bucket")),
            "the rule holds with ceil(m/s) rows and the same q",
            "O(d m)",
            "the rule's, of ceil(m/s) rows",
            "Karimireddy et al., ICLR 2022",
            "means of random buckets of s rows"),
        Bucketing.class,
        arguments -> new Bucketing(arguments.integer("s")),
        step -> Arguments.NONE.with("s", step.s()));
  }

  private static Offer<PreAggregator> clip() {
    return Offer.of(
        new CatalogEntry(
            "clip",
            List.of(Parameter.number("c", "length to which longer rows are cut")),
            "c > 0",
            "O(d m)",
            "the rule's",
            "Allouah et al., ICLR 2025",
            "cuts rows longer than c"),
        Clipping.class,
        arguments -> new Clipping(arguments.number("c")),
        step -> Arguments.NONE.with("c", step.c()));
  }

  private static Offer<PreAggregator> arc() {
    return Offer.of(
        new CatalogEntry(
            "arc",
            List.of(ByzantineRows.Q),
            "m >= 2q+1",
            "O(d m)",
            "the rule's",
            "Allouah et al., ICLR 2025",
            "adaptive robust clipping: cuts the floor(2q(m-q)/m) longest rows"),
        AdaptiveRobustClipping.class,
        arguments -> new AdaptiveRobustClipping(arguments.integer("q")),
        step -> Arguments.NONE.with("q", step.q()));
  }

  private static Offer<PreAggregator> normalize() {
    return Offer.of(
        new CatalogEntry(
            "normalize",
            List.of(),
            "m >= 1",
            "O(d m)",
            "the rule's",
            "",
            "brings rows to length 1"),
        Normalization.class,
        arguments -> new Normalization(),
        step -> Arguments.NONE);
  }
}
