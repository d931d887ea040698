package io.github.brsgd.training.server;

import io.github.brsgd.checks.Check;
import java.util.Objects;

/**
 * A node that a {@link Quarantine} no longer believes.
 *
 * @param node its id
 * @param round k of the round that convicted it
 * @param evidence the more the surer; may be infinite
 * @param reason in words
 * @since 0.2
 */
public record Conviction(int node, int round, double evidence, String reason) {

  /** Checks that id and round are at least 0, and that the evidence is not NaN. */
  public Conviction {
    Check.atLeast(0, "node", node);
    Check.atLeast(0, "round", round);
    if (Double.isNaN(evidence)) {
      throw new IllegalArgumentException("evidence: need a number, got NaN for node " + node);
    }
    Objects.requireNonNull(reason, "reason");
  }
}
