package io.github.brsgd.catalog;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.DivideAndConquer;
import io.github.brsgd.aggregation.IterativeFilter;
import io.github.brsgd.aggregation.Smea;
import java.util.List;

/** The rules that look for the direction in which rows vary most. */
final class SpectralRules {

  private SpectralRules() {}

  static List<Offer<Aggregator>> all() {
    return List.of(smea(), iterativeFilter(), divideAndConquer());
  }

  private static Offer<Aggregator> smea() {
    return ByzantineRows.offer(
        new CatalogEntry(
            "smea",
            List.of(ByzantineRows.Q),
            "m >= 2q+1",
            "O(d m^2) and C(m, q) subsets",
            "q < m/2",
            "Allouah et al., ICML 2023",
            "mean of the m-q rows that vary least in their worst direction"),
        Smea.class,
        Smea::new,
        Smea::q);
  }

  private static Offer<Aggregator> iterativeFilter() {
    return ByzantineRows.offer(
        new CatalogEntry(
                "iterative-filter",
                List.of(ByzantineRows.Q),
                "m >= 2q+1",
                "O(d m^2 + m^4)",
                "q < m/2; proofs ask for far less",
                "Su and Xu 2018, Steinhardt et al. 2018, Allouah et al., ICML 2025",
                "takes weight off the rows that stand out where rows vary most")
            .alsoKnownAs("caf"),
        IterativeFilter.class,
        IterativeFilter::new,
        IterativeFilter::q);
  }

  private static Offer<Aggregator> divideAndConquer() {
    return Offer.of(
        new CatalogEntry(
            "dnc",
            List.of(
                ByzantineRows.Q,
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
