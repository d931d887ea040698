package io.github.brsgd.catalog;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.Bulyan;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.GeometricMedian;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.aggregation.MeanAroundMedian;
import io.github.brsgd.aggregation.MultiKrum;
import io.github.brsgd.aggregation.SmoothedGeometricMedian;
import io.github.brsgd.aggregation.TrimmedMean;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/** The rules that the BRSGD paper names, and the trimmed mean. */
final class StandardRules {

  private static final int SMOOTHED_STEPS = 3;
  private static final double SMOOTHED_NU = SmoothedGeometricMedian.DEFAULT_NU;

  static final Parameter Q = Parameter.integer("q", "Byzantine rows tolerated");

  private static final Parameter NEIGHBOURS =
      Parameter.integer("neighbours", "nearest rows that count in a score").otherwise("m-q-2");

  private StandardRules() {}

  static List<Offer<Aggregator>> all() {
    return List.of(
        mean(),
        krum(),
        multiKrum(),
        median(),
        meanAroundMedian(),
        geometricMedian(),
        bulyan(),
        trimmedMean());
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

  private static Offer<Aggregator> krum() {
    return Offer.of(
        new CatalogEntry(
            "krum",
            List.of(Q, NEIGHBOURS),
            "m >= 2q+3",
            "O(d m^2)",
            "q < (m-2)/2",
            "Blanchard et al., NeurIPS 2017",
            "the row closest to its nearest neighbours"),
        Krum.class,
        arguments -> new Krum(arguments.integer("q"), arguments.optionalInteger("neighbours")),
        rule -> Arguments.NONE.with("q", rule.q()).with("neighbours", rule.neighbours(), null));
  }

  private static Offer<Aggregator> multiKrum() {
    return Offer.of(
        new CatalogEntry(
            "multi-krum",
            List.of(Q, Parameter.integer("k", "rows averaged").otherwise("m-q-2"), NEIGHBOURS),
            "m >= 2q+3, k <= m-q",
            "O(d m^2)",
            "q < (m-2)/2",
            "Blanchard et al., NeurIPS 2017",
            "mean of the k rows closest to their nearest neighbours"),
        MultiKrum.class,
        arguments ->
            new MultiKrum(
                arguments.integer("q"),
                arguments.optionalInteger("k"),
                arguments.optionalInteger("neighbours")),
        rule ->
            Arguments.NONE
                .with("q", rule.q())
                .with("k", rule.k(), null)
                .with("neighbours", rule.neighbours(), null));
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
    return withQ(
        new CatalogEntry(
            "mean-around-median",
            List.of(Q),
            "m >= 2q+1",
            "O(d m log^2 m)",
            "q < m/2",
            "Xie et al. 2018",
            "per coordinate, mean of the m-q values nearest the median"),
        MeanAroundMedian.class,
        MeanAroundMedian::new,
        MeanAroundMedian::q);
  }

  private static Offer<Aggregator> geometricMedian() {
    return new Offer<>(
        new CatalogEntry(
            "geometric-median",
            List.of(
                Parameter.number("tolerance", "relative error allowed")
                    .otherwise(Double.toString(GeometricMedian.DEFAULT_TOLERANCE)),
                Parameter.integer("steps", "smoothed variant: Weiszfeld steps from 0")
                    .otherwise("exact; with nu: " + SMOOTHED_STEPS),
                Parameter.number("nu", "smoothed variant: distances below it count as nu")
                    .otherwise("exact; with steps: " + SMOOTHED_NU)),
            "m >= 1",
            "O(d m^2)",
            "q < m/2",
            "Xie et al. 2018; smoothed: Pillutla et al. 2019",
            "the point of least total distance to the rows"),
        StandardRules::makeGeometricMedian,
        StandardRules::tellGeometricMedian);
  }

  private static Aggregator makeGeometricMedian(Arguments arguments) {
    if (!arguments.has("steps") && !arguments.has("nu")) {
      return new GeometricMedian(arguments.number("tolerance", GeometricMedian.DEFAULT_TOLERANCE));
    }
    if (arguments.has("tolerance")) {
      throw new IllegalArgumentException(
          "geometric-median: tolerance is for the exact variant, steps and nu for the smoothed one");
    }
    return new SmoothedGeometricMedian(
        arguments.integer("steps", SMOOTHED_STEPS), arguments.number("nu", SMOOTHED_NU));
  }

  private static Optional<Arguments> tellGeometricMedian(Aggregator rule) {
    if (rule instanceof GeometricMedian exact) {
      return Optional.of(
          Arguments.NONE.with("tolerance", exact.tolerance(), GeometricMedian.DEFAULT_TOLERANCE));
    }
    if (rule instanceof SmoothedGeometricMedian smoothed) {
      return Optional.of(
          Arguments.NONE.with("steps", smoothed.steps()).with("nu", smoothed.nu(), SMOOTHED_NU));
    }
    return Optional.empty();
  }

  private static Offer<Aggregator> bulyan() {
    return Offer.of(
        new CatalogEntry(
            "bulyan",
            List.of(
                Q,
                Parameter.choice("base", Bulyan.Base.class, "how rows are selected")
                    .otherwise("krum")),
            "m >= 4q+3",
            "O(d m^2) and selection",
            "q <= (m-3)/4",
            "El Mhamdi et al., ICML 2018",
            "selects m-2q rows one by one, then averages per coordinate around their median"),
        Bulyan.class,
        arguments -> new Bulyan(arguments.integer("q"), arguments.choice("base", Bulyan.Base.KRUM)),
        rule -> Arguments.NONE.with("q", rule.q()).with("base", rule.base(), Bulyan.Base.KRUM));
  }

  private static Offer<Aggregator> trimmedMean() {
    return withQ(
        new CatalogEntry(
            "trimmed-mean",
            List.of(Q),
            "m >= 2q+1",
            "O(d m log^2 m)",
            "q < m/2",
            "Yin et al., ICML 2018",
            "per coordinate, mean without the q smallest and q largest values"),
        TrimmedMean.class,
        TrimmedMean::new,
        TrimmedMean::q);
  }

  /** A rule whose only parameter is q. */
  static <R extends Aggregator> Offer<Aggregator> withQ(
      CatalogEntry entry, Class<R> type, IntFunction<R> make, ToIntFunction<R> q) {
    return Offer.of(
        entry,
        type,
        arguments -> make.apply(arguments.integer("q")),
        rule -> Arguments.NONE.with("q", q.applyAsInt(rule)));
  }
}
