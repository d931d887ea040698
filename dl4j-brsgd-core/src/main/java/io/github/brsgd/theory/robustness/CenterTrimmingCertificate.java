package io.github.brsgd.theory.robustness;

import io.github.brsgd.checks.Check;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The mean of the m-q rows N nearest to the result c of another rule: {@code kappa' = 4 q/(m-q) (1
 * + kappa)}, with kappa of that rule; with the distances added up over p groups of coordinates, in
 * each of which the rule is applied by itself, {@code 2 (1 + p) q/(m-q) (1 + kappa)}.
 *
 * <p>Derivation. With a = |N \ S| = |S \ N| &lt;= q, and as rows of N are nearer to c than others,
 *
 * <pre>
 * (m-q)^2 ||A - xbar||^2 = ||sum_{N \ S} (x_j - c) - sum_{S \ N} (x_j - c)||^2
 *                       &lt;=  2a (sum_{N \ S} + sum_{S \ N}) ||x_j - c||^2
 *                       &lt;=  4q sum_S ||x_j - c||^2  =  4q (m-q) (spread + ||c - xbar||^2)
 *                       &lt;=  4q (m-q) (1 + kappa) spread.
 * </pre>
 *
 * <p>With p groups c is what the rule makes of each, and {@code ||c - xbar||^2 <= kappa spread}
 * adds up over the groups. The scores s_j are sums of p lengths, so {@code ||x_j - c||^2 <= s_j^2
 * <= p ||x_j - c||^2}: rows of N \ S, whose scores are less, have {@code sum_{N \ S} ||x_j - c||^2
 * <= p sum_{S \ N} ||x_j - c||^2}, and the factor 2 of the third line becomes 1 + p. However the
 * coordinates are dealt.
 *
 * @param base of the rule whose result is the centre
 * @param groups p, at least 1; 1 for distances of whole rows
 * @since 0.2
 */
public record CenterTrimmingCertificate(Certificate base, int groups) implements Certificate {

  /** Checks that there is a certificate, and the groups. */
  public CenterTrimmingCertificate {
    Objects.requireNonNull(base, "base");
    Check.atLeast(1, "groups", groups);
  }

  @Override
  public OptionalDouble kappa(Minority minority) {
    OptionalDouble kappa = base.kappa(minority);
    return kappa.isPresent()
        ? OptionalDouble.of(2 * (1.0 + groups) * minority.price() * (1 + kappa.getAsDouble()))
        : kappa;
  }
}
