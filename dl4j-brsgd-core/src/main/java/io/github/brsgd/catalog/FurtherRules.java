package io.github.brsgd.catalog;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.CenteredClipping;
import io.github.brsgd.aggregation.ComparativeGradientElimination;
import io.github.brsgd.aggregation.DivideAndConquer;
import io.github.brsgd.aggregation.IterativeFilter;
import io.github.brsgd.aggregation.MinimumDiameterAveraging;
import io.github.brsgd.aggregation.Monna;
import io.github.brsgd.aggregation.Phocas;
import io.github.brsgd.aggregation.Smea;
import java.util.List;

/** The rules beyond those that the BRSGD paper names. */
final class FurtherRules {

  private FurtherRules() {}

  static List<Offer<Aggregator>> all() {
    return List.of(
        StandardRules.withQ(
            new CatalogEntry(
                "phocas",
                List.of(StandardRules.Q),
                "m >= 2q+1",
                "O(d m log^2 m)",
                "q < m/2",
                "Xie et al. 2018b",
                "per coordinate, mean of the m-q values nearest the trimmed mean"),
            Phocas.class,
            Phocas::new,
            Phocas::q),
        StandardRules.withQ(
            new CatalogEntry(
                "minimum-diameter-averaging",
                List.of(StandardRules.Q),
                "m >= 2q+1",
                "O(d m^2) and C(m, q) subsets",
                "q < m/2",
                "El-Mhamdi et al., PODC 2020",
                "mean of the m-q rows that lie closest together"),
            MinimumDiameterAveraging.class,
            MinimumDiameterAveraging::new,
            MinimumDiameterAveraging::q),
        centeredClipping(),
        monna(),
        StandardRules.withQ(
            new CatalogEntry(
                "cge",
                List.of(StandardRules.Q),
                "m >= 2q+1",
                "O(d m)",
                "q < m/2",
                "Gupta et al. 2020",
                "comparative gradient elimination: mean of the m-q shortest rows"),
            ComparativeGradientElimination.class,
            ComparativeGradientElimination::new,
            ComparativeGradientElimination::q),
        StandardRules.withQ(
            new CatalogEntry(
                "smea",
                List.of(StandardRules.Q),
                "m >= 2q+1",
                "O(d m^2) and C(m, q) subsets",
                "q < m/2",
                "Allouah et al., ICML 2023",
                "mean of the m-q rows that vary least in their worst direction"),
            Smea.class,
            Smea::new,
            Smea::q),
        StandardRules.withQ(
            new CatalogEntry(
                "iterative-filter",
                List.of(StandardRules.Q),
                "m >= 2q+1",
                "O(d m^2 + m^4)",
                "q < m/2; proofs ask for far less",
                "Su and Xu 2018, Steinhardt et al. 2018",
                "takes weight off the rows that stand out where rows vary most"),
            IterativeFilter.class,
            IterativeFilter::new,
            IterativeFilter::q),
        divideAndConquer());
  }

  private static Offer<Aggregator> centeredClipping() {
    return Offer.of(
        new CatalogEntry(
            "centered-clipping",
            List.of(
                Parameter.number("tau", "length beyond which a row's pull no longer grows"),
                Parameter.integer("steps", "steps taken").otherwise("1")),
            "m >= 1, tau > 0",
            "O(T d m)",
            "q <= m/10 about, with the right tau",
            "Karimireddy et al., ICML 2021",
            "steps from the previous aggregate, each row's pull cut off at tau"),
        CenteredClipping.class,
        arguments -> new CenteredClipping(arguments.number("tau"), arguments.integer("steps", 1)),
        rule -> Arguments.NONE.with("tau", rule.tau()).with("steps", rule.steps(), 1));
  }

  private static Offer<Aggregator> monna() {
    return Offer.of(
        new CatalogEntry(
            "monna",
            List.of(StandardRules.Q, Parameter.integer("pivot", "id of the trusted node")),
            "m >= 2q+1, honest pivot",
            "O(d m)",
            "q < m/2",
            "Farhadkhani et al., ICML 2023",
            "mean of the m-q rows nearest the row of a trusted node"),
        Monna.class,
        arguments -> new Monna(arguments.integer("q"), arguments.integer("pivot")),
        rule -> Arguments.NONE.with("q", rule.q()).with("pivot", rule.pivot()));
  }

  private static Offer<Aggregator> divideAndConquer() {
    return Offer.of(
        new CatalogEntry(
            "dnc",
            List.of(
                StandardRules.Q,
                Parameter.integer("iters", "passes").otherwise("1"),
                Parameter.number("c", "rows dropped per pass over q").otherwise("1"),
                Parameter.integer("dim", "random coordinates looked at")
                    .otherwise(Integer.toString(DivideAndConquer.DEFAULT_DIM))),
            "m >= 2q+1, m > iters ceil(c q)",
            "O(iters (dim m^2 + m^3) + d m)",
            "q < m/2",
            "Shejwalkar and Houmansadr, NDSS 2021",
            "drops rows that stand out in the direction of largest variance"),
        DivideAndConquer.class,
        arguments ->
            new DivideAndConquer(
                arguments.integer("q"),
                arguments.integer("iters", 1),
                arguments.number("c", 1),
                arguments.integer("dim", DivideAndConquer.DEFAULT_DIM)),
        rule ->
            Arguments.NONE
                .with("q", rule.q())
                .with("iters", rule.iterations(), 1)
                .with("c", rule.c(), 1.0)
                .with("dim", rule.dim(), DivideAndConquer.DEFAULT_DIM));
  }
}
