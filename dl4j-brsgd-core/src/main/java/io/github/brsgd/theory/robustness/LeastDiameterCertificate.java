package io.github.brsgd.theory.robustness;

import java.util.OptionalDouble;

/**
 * Minimum-diameter averaging, the mean of the m-q rows N of least diameter: {@code kappa = 8
 * q^2/(m-q)}.
 *
 * <p>Derivation. N and S share a row p, as m &gt; 2q. With a = |N \ S| = |S \ N| &lt;= q,
 *
 * <pre>
 * (m-q) (A - xbar) = sum_{N \ S} (x_j - p) - sum_{S \ N} (x_j - p)
 * (m-q) ||A - xbar||  &lt;=  a diam(N) + a diam(S)  &lt;=  2 q diam(S)
 * </pre>
 *
 * <p>and {@code diam(S)^2 <= 2 (||x_i - xbar||^2 + ||x_j - xbar||^2) <= 2 (m-q) spread}. It grows
 * with q^2/m: good for few Byzantine rows only.
 *
 * @since 0.2
 */
public record LeastDiameterCertificate() implements Certificate {

  @Override
  public OptionalDouble kappa(Minority minority) {
    double q = minority.byzantine();
    return OptionalDouble.of(8 * q * q / minority.honest());
  }
}
