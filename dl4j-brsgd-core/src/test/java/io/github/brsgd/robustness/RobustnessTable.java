package io.github.brsgd.robustness;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.Bulyan;
import io.github.brsgd.aggregation.CenteredClipping;
import io.github.brsgd.aggregation.CenteredTrimmedMetaAggregator;
import io.github.brsgd.aggregation.ComparativeGradientElimination;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.DivideAndConquer;
import io.github.brsgd.aggregation.GeometricMedian;
import io.github.brsgd.aggregation.GroupwiseAggregation;
import io.github.brsgd.aggregation.HuberMean;
import io.github.brsgd.aggregation.IterativeFilter;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.aggregation.MeanAroundMedian;
import io.github.brsgd.aggregation.MinimumDiameterAveraging;
import io.github.brsgd.aggregation.Monna;
import io.github.brsgd.aggregation.MultiKrum;
import io.github.brsgd.aggregation.Phocas;
import io.github.brsgd.aggregation.Smea;
import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.aggregation.pre.AdaptiveRobustClipping;
import io.github.brsgd.aggregation.pre.NearestNeighborMixing;
import io.github.brsgd.aggregation.pre.PreAggregated;
import io.github.brsgd.aggregation.pre.PreAggregator;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.diagnostics.HonestRows;
import io.github.brsgd.diagnostics.WorstForgery;
import io.github.brsgd.theory.robustness.Minority;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The table of docs/choosing.md: what the search finds against each rule, beside what is proven.
 */
final class RobustnessTable {

  static final int M = 20;
  static final int Q = 4;
  static final int D = 400;
  static final int SEEDS = 2;

  /** A length of the size of the honest rows, for rules that want one. */
  private static final double LENGTH = Math.sqrt(D);

  private RobustnessTable() {}

  /** One rule: measured values are the worst of all seeds, proven ones bound the distance. */
  record Line(
      String id,
      double calm,
      double alike,
      double skewed,
      String family,
      double coordinate,
      OptionalDouble proven) {}

  static Map<String, Aggregator> rules() {
    Map<String, Aggregator> rules = new LinkedHashMap<>();
    rules.put("mean", new Mean());
    rules.put("krum", new Krum(Q));
    rules.put("multi-krum", new MultiKrum(Q));
    rules.put("median", new CoordinateWiseMedian());
    rules.put("mean-around-median", new MeanAroundMedian(Q));
    rules.put("trimmed-mean", new TrimmedMean(Q));
    rules.put("phocas", new Phocas(Q));
    rules.put("geometric-median", new GeometricMedian());
    rules.put("huber", new HuberMean(LENGTH));
    rules.put("bulyan", new Bulyan(Q, Bulyan.Base.KRUM));
    rules.put("minimum-diameter-averaging", new MinimumDiameterAveraging(Q));
    rules.put("smea", new Smea(Q));
    rules.put("monna", new Monna(Q, 0));
    rules.put("cge", new ComparativeGradientElimination(Q));
    rules.put("ctma:base=median", new CenteredTrimmedMetaAggregator(Q, rules.get("median")));
    rules.put("gas:p=10,base=median", new GroupwiseAggregation(Q, 10, rules.get("median")));
    rules.put("centered-clipping", new CenteredClipping(LENGTH, 3));
    rules.put("iterative-filter", new IterativeFilter(Q));
    rules.put("dnc", new DivideAndConquer(Q));
    for (String id : List.of("krum", "trimmed-mean", "median", "geometric-median")) {
      rules.put("nnm+" + id, behind(rules.get(id), new NearestNeighborMixing(Q)));
    }
    rules.put(
        "arc+nnm+trimmed-mean",
        behind(
            rules.get("trimmed-mean"),
            new AdaptiveRobustClipping(Q),
            new NearestNeighborMixing(Q)));
    rules.put("arc+dnc", behind(rules.get("dnc"), new AdaptiveRobustClipping(Q)));
    return rules;
  }

  private static Aggregator behind(Aggregator rule, PreAggregator... steps) {
    return new PreAggregated(List.of(steps), rule);
  }

  /** sqrt(kappa), where one is proven. */
  static OptionalDouble proven(Aggregator rule) {
    OptionalDouble kappa = Catalog.standard().certificate(rule).kappa(new Minority(M, Q));
    return kappa.isPresent() ? OptionalDouble.of(Math.sqrt(kappa.getAsDouble())) : kappa;
  }

  static Stream<Line> lines() {
    return rules().entrySet().stream().map(entry -> line(entry.getKey(), entry.getValue()));
  }

  private static Line line(String id, Aggregator rule) {
    double calm = 0;
    double alike = 0;
    double coordinate = 0;
    WorstForgery.Found skewed = new WorstForgery.Found(-1, "");
    for (int seed = 1; seed <= SEEDS; seed++) {
      WorstForgery one = new WorstForgery(rule, HonestRows.alike(M - Q, D, seed), Q, seed);
      calm = Math.max(calm, one.withoutAttack());
      alike = Math.max(alike, one.search().distance());
      coordinate = Math.max(coordinate, one.worstCoordinate());
      WorstForgery.Found found =
          new WorstForgery(rule, HonestRows.skewed(M - Q, D, seed), Q, seed).search();
      skewed = found.distance() > skewed.distance() ? found : skewed;
    }
    return new Line(id, calm, alike, skewed.distance(), skewed.family(), coordinate, proven(rule));
  }

  /** Prints the table, or the lines of some ids, each as soon as it is measured. */
  public static void main(String... ids) {
    System.out.println(head());
    (ids.length > 0 ? Stream.of(ids) : rules().keySet().stream())
        .map(id -> markdown(line(id, rules().get(id))))
        .forEach(System.out::println);
  }

  static String head() {
    return "| rule | no attack | alike | skewed | found by | one coordinate | proven |\n"
        + "|---|---|---|---|---|---|---|";
  }

  static String markdown(Line line) {
    return String.format(
        Locale.ROOT,
        "| `%s` | %s | %s | %s | %s | %s | %s |",
        line.id,
        number(line.calm),
        number(line.alike),
        number(line.skewed),
        line.family,
        number(line.coordinate),
        line.proven.isPresent() ? number(line.proven.getAsDouble()) : "");
  }

  private static String number(double value) {
    return value > 1000
        ? "carried away"
        : String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
  }
}
