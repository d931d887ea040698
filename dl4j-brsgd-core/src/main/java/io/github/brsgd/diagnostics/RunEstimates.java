package io.github.brsgd.diagnostics;

import io.github.brsgd.theory.ByzantineResilience;
import io.github.brsgd.theory.ConvergenceConstants;
import io.github.brsgd.theory.ExpectedSmoothness;
import io.github.brsgd.theory.VarianceCondition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The constants of Theorem 3.4 as a run showed them, and what they would allow.
 *
 * <p>L is the largest seen along the path (or given by {@link Curvature}, if larger); A, B, C are
 * those of {@link ExpectedSmoothnessFit}; 1 - sin alpha is the least margin of a round and E the
 * largest expansion: single draws stand for expectations, so these two err on the careful side. All
 * are estimates on one path: they can refute an assumption, never prove it. Margins and expansions
 * that are NaN, where the gradient was exactly 0, say nothing and are left out.
 *
 * @param observations those it is made from, rounds ascending
 * @param smoothness L
 * @param noise A, B, C
 * @param gap {@code F(w_0) - F_low} at the first observation
 * @param leastMargin least {@code <A_k, grad F> / ||grad F||^2}; NaN if there is none
 * @param meanMargin {@code sum <A_k, grad F> / sum ||grad F||^2} over the run; NaN if there is none
 * @param expansion E, the largest {@code ||A_k||^2 / mean ||g_i||^2}
 * @since 0.1
 */
public record RunEstimates(
    List<Observation> observations,
    double smoothness,
    ExpectedSmoothness noise,
    double gap,
    double leastMargin,
    double meanMargin,
    double expansion) {

  /** Copies the list. */
  public RunEstimates {
    observations = List.copyOf(observations);
  }

  /**
   * Estimates from a run.
   *
   * @param observations at least two, in different points
   * @param lowest F_low; 0 for losses that cannot be negative
   * @return the estimates
   * @throws IllegalArgumentException if there are too few observations
   */
  public static RunEstimates of(List<Observation> observations, double lowest) {
    double smoothness =
        observations.stream()
            .flatMapToDouble(o -> o.smoothness().stream())
            .filter(value -> !Double.isNaN(value))
            .max()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "observations: need at least two in different points, got "
                            + observations.size()));
    double inner = 0;
    double squares = 0;
    double least = Double.NaN;
    double expansion = 0;
    for (Observation o : observations) {
      if (!Double.isNaN(o.margin())) {
        double squared = o.gradientNorm() * o.gradientNorm();
        inner += o.margin() * squared;
        squares += squared;
        least = least <= o.margin() ? least : o.margin();
      }
      expansion = o.expansion() > expansion ? o.expansion() : expansion;
    }
    return new RunEstimates(
        observations,
        smoothness,
        ExpectedSmoothnessFit.of(observations, lowest),
        observations.get(0).loss() - lowest,
        least,
        inner / squares,
        expansion);
  }

  /**
   * The same with a larger L, where curvature elsewhere has shown one.
   *
   * @param curvature of {@link Curvature}; NaN changes nothing
   * @return estimates whose L is the larger of both
   */
  public RunEstimates withCurvature(double curvature) {
    return new RunEstimates(
        observations,
        curvature > smoothness ? curvature : smoothness,
        noise,
        gap,
        leastMargin,
        meanMargin,
        expansion);
  }

  /**
   * The constants for the theorem.
   *
   * @return empty where a round had a margin of 0 or less, as Assumption 2.2 was not seen to hold
   *     then, and where L or E is not positive and finite
   */
  public Optional<ConvergenceConstants> constants() {
    if (!(leastMargin > 0) || !hasSizes()) {
      return Optional.empty();
    }
    return Optional.of(
        new ConvergenceConstants(
            smoothness, gap, noise, new ByzantineResilience(Math.min(1, leastMargin), expansion)));
  }

  /** Gradients that never turn have no L, aggregates that are always 0 no E. */
  private boolean hasSizes() {
    return smoothness > 0
        && expansion > 0
        && smoothness < Double.POSITIVE_INFINITY
        && expansion < Double.POSITIVE_INFINITY;
  }

  /**
   * The estimates in words, with the first step that they allow.
   *
   * @return lines, each ended by a line feed
   */
  public String report() {
    String step =
        constants()
            .map(c -> line("alpha_0 by (4.1): %.3g", c.largestFirstStep()))
            .orElse(
                hasSizes()
                    ? "alpha_0 by (4.1): none, Assumption 2.2 did not hold in every round"
                        + " observed\n"
                    : line(
                        "alpha_0 by (4.1): none, L and E must be positive and finite, are %.3g and"
                            + " %.3g",
                        smoothness, expansion));
    return line("L: %.3g", smoothness)
        + line("A, B, C: %.3g, %.3g, %.3g", noise.a(), noise.b(), noise.c())
        + line("E: %.3g, B': %.3g", expansion, noise.b() * expansion)
        + line("1 - sin(alpha): least %.3g, over the run %.3g", leastMargin, meanMargin)
        + step;
  }

  /**
   * The same, and whether (2.10) held at start and end.
   *
   * @param condition eta for the m and q of the run
   * @param batchSize examples per node and round
   * @return lines, each ended by a line feed
   */
  public String report(VarianceCondition condition, int batchSize) {
    Observation first = observations.get(0);
    Observation last = observations.get(observations.size() - 1);
    return report()
        + variance("start", first, condition, batchSize)
        + variance("end", last, condition, batchSize)
        + (condition.holds(first.deviation(), first.gradientNorm())
                && condition.holds(last.deviation(), last.gradientNorm())
            ? ""
            : "(2.10) did not hold: no alpha_0 is certified for Krum\n");
  }

  private static String variance(
      String when, Observation o, VarianceCondition condition, int batchSize) {
    double sine = condition.sine(o.deviation(), o.gradientNorm());
    return line(
        "(2.10) at the %s (round %d): eta s / ||grad F|| = %.3g, %s",
        when,
        o.round(),
        sine,
        sine < 1
            ? "holds"
            : line(
                    "does not hold; it would from batch size %.0f on",
                    condition.batchSize(batchSize, o.deviation(), o.gradientNorm()))
                .strip());
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + "\n";
  }
}
