package io.github.brsgd.theory.robustness;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A rule behind adaptive robust clipping: {@code kappa' = kappa + 2 r}, with kappa of the rule
 * behind.
 *
 * <p>Derivation. Clipping to the (k+1)-th largest norm, {@code k <= 2q(m-q)/m}, is the projection
 * on a ball and alters at most k rows: of S a share {@code 1-w <= 2q/m} at most, so {@code (1-w)/w
 * <= 2q/(m-2q) = 2r}. Write x_i = y_i + e_i. Projections are firmly non-expansive, {@code ||y_i -
 * y_j||^2 + ||e_i - e_j||^2 <= ||x_i - x_j||^2}, so over S the spreads u of the y_i and v of the
 * e_i add up to at most that of the x_i. As e_i = 0 on a share w of S, {@code ||ebar||^2 <= (1-w)/w
 * v <= 2r v} (as in {@link LeastEigenvalueCertificate}), and
 *
 * <pre>
 * ||A - xbar||^2 = ||A - ybar - ebar||^2 &lt;= (sqrt(kappa u) + sqrt(2r v))^2 &lt;= (kappa + 2r)(u + v).
 * </pre>
 *
 * <p>The rule behind may itself be a chain, such as mixing before a trimmed mean. Clipping to a
 * fixed length has none: equal rows that are longer do not come out as they are, an error without
 * any spread.
 *
 * @param behind of the rule that combines the clipped rows
 * @see <a href="https://arxiv.org/abs/2405.14432">Allouah et al., "Adaptive gradient clipping for
 *     robust federated learning", ICLR 2025</a>
 * @since 0.2
 */
public record AdaptiveClippingCertificate(Certificate behind) implements Certificate {

  /** Checks that there is a certificate. */
  public AdaptiveClippingCertificate {
    Objects.requireNonNull(behind, "behind");
  }

  @Override
  public OptionalDouble kappa(Minority minority) {
    OptionalDouble kappa = behind.kappa(minority);
    return kappa.isPresent()
        ? OptionalDouble.of(kappa.getAsDouble() + 2 * minority.ratio())
        : kappa;
  }
}
