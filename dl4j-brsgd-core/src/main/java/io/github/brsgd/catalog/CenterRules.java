package io.github.brsgd.catalog;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.CenteredClipping;
import io.github.brsgd.aggregation.GeometricMedian;
import io.github.brsgd.aggregation.HuberMean;
import io.github.brsgd.aggregation.SmoothedGeometricMedian;
import java.util.List;
import java.util.Optional;

/** The rules that move a centre towards the rows: no row is dropped, far ones pull less. */
final class CenterRules {

  private static final int SMOOTHED_STEPS = 3;
  private static final double SMOOTHED_NU = SmoothedGeometricMedian.DEFAULT_NU;

  private CenterRules() {}

  static List<Offer<Aggregator>> all() {
    return List.of(geometricMedian(), huber(), centeredClipping());
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
            "Vardi and Zhang 2000; Xie et al. 2018; smoothed: Pillutla et al. 2019",
            "the point of least total distance to the rows"),
        CenterRules::makeGeometricMedian,
        CenterRules::tellGeometricMedian);
  }

  private static Aggregator makeGeometricMedian(Arguments arguments) {
    if (!arguments.has("steps") && !arguments.has("nu")) {
      return new GeometricMedian(arguments.number("tolerance", GeometricMedian.DEFAULT_TOLERANCE));
    }
    if (arguments.has("tolerance")) {
      throw new IllegalArgumentException(
          "geometric-median: tolerance is for the exact variant, steps and nu for the smoothed"
              + " one");
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

  private static Offer<Aggregator> huber() {
    return Offer.of(
        new CatalogEntry(
            "huber",
            List.of(Parameter.number("t", "length beyond which a row's pull no longer grows")),
            "m >= 1, t > 0",
            "O(d m^2)",
            "q < m/2, with the right t",
            "Zhao et al., AAAI 2024",
            "the point of least Huber loss: mean of the near rows, geometric median of the far"),
        HuberMean.class,
        arguments -> new HuberMean(arguments.number("t")),
        rule -> Arguments.NONE.with("t", rule.t()));
  }

  private static Offer<Aggregator> centeredClipping() {
    return Offer.of(
        new CatalogEntry(
            "centered-clipping",
            List.of(
                Parameter.number("tau", "length beyond which a row's pull no longer grows"),
                Parameter.integer("steps", "steps taken").otherwise("1")),
            "m >= 1, tau > 0",
            "O(steps d m)",
            "q <= m/10 about, with the right tau",
            "Karimireddy et al., ICML 2021",
            "steps from the previous aggregate, each row's pull cut off at tau"),
        CenteredClipping.class,
        arguments -> new CenteredClipping(arguments.number("tau"), arguments.integer("steps", 1)),
        rule -> Arguments.NONE.with("tau", rule.tau()).with("steps", rule.steps(), 1));
  }
}
