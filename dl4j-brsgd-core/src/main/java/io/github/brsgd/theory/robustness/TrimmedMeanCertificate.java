package io.github.brsgd.theory.robustness;

import java.util.OptionalDouble;

/**
 * The coordinate-wise trimmed mean: {@code kappa = 6 r (1 + r)}.
 *
 * <p>Derivation. One coordinate will do, as both sides are sums over them; let xbar = 0. T are the
 * m-2q rows kept, a of them outside S. As S sums to 0,
 *
 * <pre>(m-2q) A = sum_{T \ S} x - sum_{S \ T} x,   |T \ S| = a &lt;= q,   |S \ T| = q + a.</pre>
 *
 * <p>Outside S there are q rows, q-a of them trimmed: so either end was trimmed of at least a rows
 * of S. A value kept is at most as large, in absolute terms, as any value trimmed on the side to
 * which it points; so each of the a rows of T \ S has a row of S \ T of its own that is at least as
 * far from 0, and {@code (m-2q)|A| <= sum of c_i |x_i| over S \ T} with a coefficients 2 and q
 * coefficients 1. By Cauchy-Schwarz {@code (m-2q)^2 A^2 <= (4a + q) sum_S x_i^2 <= 5q (m-q)
 * spread}, that is {@code 5 r (1 + r)}. The paper's constant, which is used here, is 6.
 *
 * @see <a href="https://proceedings.mlr.press/v206/allouah23a.html">Allouah et al., "Fixing by
 *     mixing", AISTATS 2023, table 1</a>
 * @since 0.2
 */
public record TrimmedMeanCertificate() implements Certificate {

  @Override
  public OptionalDouble kappa(Minority minority) {
    double r = minority.ratio();
    return OptionalDouble.of(6 * r * (1 + r));
  }
}
