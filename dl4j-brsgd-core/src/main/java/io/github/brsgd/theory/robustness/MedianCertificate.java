package io.github.brsgd.theory.robustness;

import java.util.OptionalDouble;

/**
 * The geometric median, and the coordinate-wise median: {@code kappa = 4 (1 + r)^2}.
 *
 * <p>Derivation. A minimises the sum of distances, so it has no larger one than xbar; with D = ||A
 * - xbar|| the triangle inequality, once for rows of S and once for the others, gives
 *
 * <pre>
 * sum_S (D - ||x_i - xbar||) + sum_others (||x_i - xbar|| - D)  &lt;=  sum_all ||x_i - xbar||
 * (m - 2q) D  &lt;=  2 sum_S ||x_i - xbar||  &lt;=  2 (m-q) sqrt(spread)
 * </pre>
 *
 * <p>and {@code (m-q)/(m-2q) = 1 + r}. In one coordinate the geometric median is the median (any
 * point between the two middle values, for even m), so the same holds coordinate by coordinate.
 * Counting does better there: with xbar = 0 at least m/2 values reach beyond the median, m/2-q of
 * them in S, so {@code (m/2 - q) A^2 <= (m-q) spread} and 2 (1 + r) would do; the paper's constant
 * is used.
 *
 * <p>Of the geometric median that is exact. An iteration that stops earlier adds its own error; the
 * smoothed variant, whose result is drawn to its start, has no certificate.
 *
 * @see <a href="https://proceedings.mlr.press/v206/allouah23a.html">Allouah et al., "Fixing by
 *     mixing", AISTATS 2023, table 1</a>
 * @since 0.2
 */
public record MedianCertificate() implements Certificate {

  @Override
  public OptionalDouble kappa(Minority minority) {
    double reach = 1 + minority.ratio();
    return OptionalDouble.of(4 * reach * reach);
  }
}
