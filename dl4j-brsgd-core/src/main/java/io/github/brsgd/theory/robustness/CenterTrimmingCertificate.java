package io.github.brsgd.theory.robustness;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The mean of the m-q rows N nearest to the result c of another rule: {@code kappa' = 4 q/(m-q) (1
 * + kappa)}, with kappa of that rule.
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
 * @param base of the rule whose result is the centre
 * @since 0.1
 */
public record CenterTrimmingCertificate(Certificate base) implements Certificate {

  /** Checks that there is a certificate. */
  public CenterTrimmingCertificate {
    Objects.requireNonNull(base, "base");
  }

  @Override
  public OptionalDouble kappa(Minority minority) {
    OptionalDouble kappa = base.kappa(minority);
    return kappa.isPresent()
        ? OptionalDouble.of(4 * minority.price() * (1 + kappa.getAsDouble()))
        : kappa;
  }
}
