package io.github.brsgd.catalog;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.aggregation.MeanAroundMedian;
import io.github.brsgd.aggregation.Phocas;
import io.github.brsgd.aggregation.TrimmedMean;
import java.util.List;

/** The rules that look at one coordinate at a time. */
final class CoordinateRules {

  private CoordinateRules() {}

  static List<Offer<Aggregator>> all() {
    return List.of(mean(), median(), meanAroundMedian(), trimmedMean(), phocas());
  }

  private static Offer<Aggregator> mean() {
    return Offer.of(
        new CatalogEntry(
            "mean",
            List.of(),
            "m >= 1",
            "O(d m)",
            "none: one row suffices",
            "",
            "average of all rows; the baseline"),
        Mean.class,
        arguments -> new Mean(),
        rule -> Arguments.NONE);
  }

  private static Offer<Aggregator> median() {
    return Offer.of(
        new CatalogEntry(
            "median",
            List.of(),
            "m >= 1",
            "O(d m log^2 m)",
            "q < m/2",
            "Xie et al. 2018",
            "median of each coordinate"),
        CoordinateWiseMedian.class,
        arguments -> new CoordinateWiseMedian(),
        rule -> Arguments.NONE);
  }

  private static Offer<Aggregator> meanAroundMedian() {
    return ByzantineRows.offer(
        new CatalogEntry(
            "mean-around-median",
            List.of(ByzantineRows.Q),
            "m >= 2q+1",
            "O(d m log^2 m)",
            "q < m/2",
            "Xie et al. 2018",
            "per coordinate, mean of the m-q values nearest the median"),
        MeanAroundMedian.class,
        MeanAroundMedian::new,
        MeanAroundMedian::q);
  }

  private static Offer<Aggregator> trimmedMean() {
    return ByzantineRows.offer(
        new CatalogEntry(
            "trimmed-mean",
            List.of(ByzantineRows.Q),
            "m >= 2q+1",
            "O(d m log^2 m)",
            "q < m/2",
            "Yin et al., ICML 2018",
            "per coordinate, mean without the q smallest and q largest values"),
        TrimmedMean.class,
        TrimmedMean::new,
        TrimmedMean::q);
  }

  private static Offer<Aggregator> phocas() {
    return ByzantineRows.offer(
        new CatalogEntry(
            "phocas",
            List.of(ByzantineRows.Q),
            "m >= 2q+1",
            "O(d m log^2 m)",
            "q < m/2",
            "Xie et al. 2018b",
            "per coordinate, mean of the m-q values nearest the trimmed mean"),
        Phocas.class,
        Phocas::new,
        Phocas::q);
  }
}
