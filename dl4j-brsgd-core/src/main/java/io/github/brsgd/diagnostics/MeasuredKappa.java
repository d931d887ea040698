package io.github.brsgd.diagnostics;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.theory.robustness.Minority;
import java.util.List;

/**
 * The worst error over spread that was found for a rule: a lower bound of its least kappa, to be
 * set beside {@link Minority#floor}, which it reaches, and beside what is proven, below which it
 * stays.
 *
 * <p>{@link WorstForgery} against m-q honest rows of three layouts: {@link HonestRows#camps}, where
 * the floor is met, {@link HonestRows#alike} and {@link HonestRows#skewed}.
 *
 * @param kappa {@code ||A - mu||^2} over the mean squared distance of the honest rows to mu
 * @param layout of the honest rows
 * @param family what the search started from
 * @since 0.2
 */
public record MeasuredKappa(double kappa, String layout, String family) {

  private record Layout(String name, HonestRows rows) {}

  /**
   * Searches. Some 12,000 calls of the rule.
   *
   * @param rule to be carried away, which can serve m rows
   * @param minority m and q, q at least 1
   * @param d entries of a row, at least 1
   * @param seed of rows and search
   * @return the worst found
   * @throws IllegalArgumentException if q is 0, or the rule cannot serve m nodes of which q are
   *     Byzantine
   */
  public static MeasuredKappa of(Aggregator rule, Minority minority, int d, long seed) {
    int q = minority.byzantine();
    int h = minority.honest();
    rule.checkNodes(minority.nodes());
    rule.check(minority.nodes(), q);
    MeasuredKappa worst = new MeasuredKappa(-1, "", "");
    for (Layout layout :
        List.of(
            new Layout("camps", HonestRows.camps(h, d, q)),
            new Layout("alike", HonestRows.alike(h, d, seed)),
            new Layout("skewed", HonestRows.skewed(h, d, seed)))) {
      WorstForgery.Found found = new WorstForgery(rule, layout.rows(), q, seed).search();
      if (found.kappa() > worst.kappa()) {
        worst = new MeasuredKappa(found.kappa(), layout.name(), found.family());
      }
    }
    return worst;
  }
}
