package io.github.brsgd.catalog;

import io.github.brsgd.theory.robustness.Certificate;
import io.github.brsgd.theory.robustness.Minority;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether a rule, or a chain that ends in one, is proven to be (q, kappa)-robust, and the formula
 * or what is in the way.
 *
 * @param certificate the proof; empty where there is none
 * @param text kappa as a formula in m, q and {@code r = q/(m-2q)}; without a proof the reason,
 *     which begins with the member that has none
 * @since 0.2
 */
public record Certification(Optional<Certificate> certificate, String text) {

  /** Checks that both are there. */
  public Certification {
    Objects.requireNonNull(certificate, "certificate");
    Objects.requireNonNull(text, "text");
  }

  /** A proof. */
  static Certification proven(Certificate certificate, String formula) {
    return new Certification(Optional.of(certificate), formula);
  }

  /** None. */
  static Certification none(Object member, String reason) {
    return new Certification(Optional.empty(), member + ": " + reason);
  }

  /**
   * The constant.
   *
   * @param minority m and q
   * @return kappa; empty without a proof, and where the proof does not reach
   */
  public OptionalDouble kappa(Minority minority) {
    return certificate.map(proof -> proof.kappa(minority)).orElse(OptionalDouble.empty());
  }
}
