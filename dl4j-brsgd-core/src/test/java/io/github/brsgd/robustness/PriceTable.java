package io.github.brsgd.robustness;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.theory.robustness.Minority;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The table of docs/theory.md on the price of robustness: how much more a rule's result varies than
 * the mean of all honest rows, by the q that is declared, with nobody attacking and with {@value
 * #ATTACKERS} nodes that do. Rows are normal, m = {@value #M}, d = {@value #D}.
 */
final class PriceTable {

  static final int M = 20;
  static final int D = 50;
  static final int ATTACKERS = 2;
  static final List<Integer> DECLARED = List.of(2, 4, 6, 8);
  static final List<String> RULES =
      List.of(
          "trimmed-mean", "multi-krum", "median", "geometric-median", "nnm+trimmed-mean", "krum");

  private static final int DRAWS = 400;
  private static final Catalog CATALOG = Catalog.standard();

  private PriceTable() {}

  /**
   * One line.
   *
   * @param quiet {@code E ||A - grad F||^2} over that of the mean of all m rows, less 1
   * @param attacked the same with attackers, over that of the mean of the honest rows, less 1
   */
  record Line(String rule, int q, double quiet, double attacked) {}

  static List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (String rule : RULES) {
      for (int q : DECLARED) {
        Aggregator declared = CATALOG.rule(rule, q);
        lines.add(new Line(rule, q, excess(declared, 0), excess(declared, ATTACKERS)));
      }
    }
    return lines;
  }

  /** Around a gradient of 0; attackers stand together, two deviations off in every coordinate. */
  static double excess(Aggregator rule, int attackers) {
    SplittableRandom random = new SplittableRandom(5);
    double sum = 0;
    for (int n = 0; n < DRAWS; n++) {
      double[][] rows = new double[M][D];
      for (int i = 0; i < M; i++) {
        boolean forged = i >= M - attackers;
        Arrays.setAll(rows[i], c -> forged ? 2 : random.nextGaussian());
      }
      double[] result =
          rule.aggregate(Nd4j.createFromArray(rows), AggregationContext.first(n))
              .vector()
              .toDoubleVector();
      sum += ForgedMatrices.squared(result, new double[D]) / DRAWS;
    }
    return sum * (M - attackers) / D - 1;
  }

  static String markdown(List<Line> lines) {
    StringBuilder text =
        new StringBuilder(
            "| rule | declared q | q/(m-q) | nobody attacks | 2 attack |\n"
                + "|---|---:|---:|---:|---:|\n");
    for (Line line : lines) {
      text.append(
          String.format(
              Locale.ROOT,
              "| `%s` | %d | %.2f | %.2f | %.2f |%n",
              line.rule(),
              line.q(),
              new Minority(M, line.q()).price(),
              line.quiet(),
              line.attacked()));
    }
    return text.toString();
  }
}
