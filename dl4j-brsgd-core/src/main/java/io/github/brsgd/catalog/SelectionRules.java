package io.github.brsgd.catalog;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.Bulyan;
import io.github.brsgd.aggregation.CenteredTrimmedMetaAggregator;
import io.github.brsgd.aggregation.ComparativeGradientElimination;
import io.github.brsgd.aggregation.FlTrust;
import io.github.brsgd.aggregation.GroupwiseAggregation;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.MinimumDiameterAveraging;
import io.github.brsgd.aggregation.Monna;
import io.github.brsgd.aggregation.MultiKrum;
import java.util.List;

/**
 * The rules that select whole rows by distances or norms and average them; Bulyan ends with a
 * statistic per coordinate.
 */
final class SelectionRules {

  private static final Parameter NEIGHBOURS =
      Parameter.integer("neighbours", "nearest rows that count in a score").otherwise("m-q-2");

  private SelectionRules() {}

  static List<Offer<Aggregator>> all() {
    return List.of(
        krum(),
        multiKrum(),
        bulyan(),
        minimumDiameterAveraging(),
        monna(),
        trust(),
        cge(),
        ctma(),
        groupwise());
  }

  private static Offer<Aggregator> krum() {
    return Offer.of(
        new CatalogEntry(
            "krum",
            List.of(ByzantineRows.Q, NEIGHBOURS),
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
            List.of(
                ByzantineRows.Q,
                Parameter.integer("k", "rows averaged").otherwise("m-q-2"),
                NEIGHBOURS),
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

  private static Offer<Aggregator> bulyan() {
    return Offer.of(
        new CatalogEntry(
            "bulyan",
            List.of(
                ByzantineRows.Q,
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

  private static Offer<Aggregator> minimumDiameterAveraging() {
    return ByzantineRows.offer(
        new CatalogEntry(
            "minimum-diameter-averaging",
            List.of(ByzantineRows.Q),
            "m >= 2q+1",
            "O(d m^2) and C(m, q) subsets",
            "q < m/2",
            "El-Mhamdi et al., PODC 2020",
            "mean of the m-q rows that lie closest together"),
        MinimumDiameterAveraging.class,
        MinimumDiameterAveraging::new,
        MinimumDiameterAveraging::q);
  }

  private static Offer<Aggregator> monna() {
    return Offer.of(
        new CatalogEntry(
            "monna",
            List.of(ByzantineRows.Q, Parameter.integer("pivot", "id of the trusted node")),
            "m >= 2q+1, honest pivot",
            "O(d m)",
            "q < m/2",
            "Farhadkhani et al., ICML 2023",
            "mean of the m-q rows nearest the row of a trusted node"),
        Monna.class,
        arguments -> new Monna(arguments.integer("q"), arguments.integer("pivot")),
        rule -> Arguments.NONE.with("q", rule.q()).with("pivot", rule.pivot()));
  }

  private static Offer<Aggregator> trust() {
    return Offer.of(
        new CatalogEntry(
            "trust",
            List.of(),
            "m >= q+1, a row of the server's own",
            "O(d m)",
            "q < m, with clean data at the server",
            "Cao et al., NDSS 2021",
            "mean of the rows at the length of the server's own, by how far they point its way"),
        FlTrust.class,
        arguments -> new FlTrust(),
        rule -> Arguments.NONE);
  }

  private static Offer<Aggregator> cge() {
    return ByzantineRows.offer(
        new CatalogEntry(
            "cge",
            List.of(ByzantineRows.Q),
            "m >= 2q+1",
            "O(d m)",
            "q < m/2",
            "Gupta et al. 2020",
            "comparative gradient elimination: mean of the m-q shortest rows"),
        ComparativeGradientElimination.class,
        ComparativeGradientElimination::new,
        ComparativeGradientElimination::q);
  }

  private static Offer<Aggregator> ctma() {
    return Offer.of(
        new CatalogEntry(
            "ctma",
            List.of(
                ByzantineRows.Q,
                Parameter.rule("base", "the rule whose result rows are to be near")),
            "m >= 2q+1 and the base's",
            "the base's and O(d m)",
            "the base's",
            "Dahan and Levy, ICML 2024",
            "centred trimmed meta-aggregator: mean of the m-q rows nearest another rule's result"),
        CenteredTrimmedMetaAggregator.class,
        arguments ->
            new CenteredTrimmedMetaAggregator(arguments.integer("q"), arguments.rule("base")),
        rule -> Arguments.NONE.with("q", rule.q()).withRule("base", rule.base()));
  }

  private static Offer<Aggregator> groupwise() {
    return Offer.of(
        new CatalogEntry(
            "gas",
            List.of(
                ByzantineRows.Q,
                Parameter.integer("p", "random groups of coordinates"),
                Parameter.rule("base", "the rule whose results rows are to be near")),
            "m >= 2q+1 and the base's, p <= d",
            "p times the base's on d/p coordinates and O(d m)",
            "the base's",
            "Liu et al., ICML 2023",
            "groupwise: mean of the m-q rows nearest another rule's results in groups of"
                + " coordinates"),
        GroupwiseAggregation.class,
        arguments ->
            new GroupwiseAggregation(
                arguments.integer("q"), arguments.integer("p"), arguments.rule("base")),
        rule ->
            Arguments.NONE.with("q", rule.q()).with("p", rule.p()).withRule("base", rule.base()));
  }
}
