package io.github.brsgd.theory.robustness;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A rule behind nearest-neighbour mixing: {@code kappa' = 8 q/(m-q) (1 + kappa)}, with kappa of the
 * rule behind.
 *
 * <p>Derivation. y_i is the mean of the m-q rows N_i nearest to x_i. For i in S, with a = |N_i \ S|
 * = |S \ N_i| &lt;= q and as rows of N_i are nearer than those outside,
 *
 * <pre>
 * (m-q)^2 ||y_i - xbar||^2 = ||sum_{N_i \ S} (x_j - x_i) - sum_{S \ N_i} (x_j - x_i)||^2
 *                         &lt;=  2a (sum_{N_i \ S} + sum_{S \ N_i}) ||x_j - x_i||^2
 *                         &lt;=  4q sum_{j in S} ||x_j - x_i||^2
 * </pre>
 *
 * <p>and the mean over i in S is {@code (1/|S|) sum ||y_i - xbar||^2 <= 8 q/(m-q) spread}. The left
 * side is u + v with u the spread of the y_i of S and v = ||ybar - xbar||^2. The rule behind has
 * {@code ||A - ybar||^2 <= kappa u}, so {@code ||A - xbar||^2 <= (sqrt(kappa u) + sqrt(v))^2 <=
 * (kappa + 1)(u + v)} by Cauchy-Schwarz.
 *
 * @param behind of the rule that combines the mixed rows
 * @see <a href="https://proceedings.mlr.press/v206/allouah23a.html">Allouah et al., "Fixing by
 *     mixing", AISTATS 2023, theorem 1</a>
 * @since 0.2
 */
public record NeighborMixingCertificate(Certificate behind) implements Certificate {

  /** Checks that there is a certificate. */
  public NeighborMixingCertificate {
    Objects.requireNonNull(behind, "behind");
  }

  @Override
  public OptionalDouble kappa(Minority minority) {
    OptionalDouble kappa = behind.kappa(minority);
    return kappa.isPresent()
        ? OptionalDouble.of(8 * minority.price() * (1 + kappa.getAsDouble()))
        : kappa;
  }
}
