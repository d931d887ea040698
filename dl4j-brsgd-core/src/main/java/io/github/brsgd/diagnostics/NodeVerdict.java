package io.github.brsgd.diagnostics;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a {@link Suspicion} has found of one node.
 *
 * @param node its id
 * @param rounds in which it answered
 * @param screened of these, in which its row held NaN or infinite values
 * @param used mean over the rounds of how much of its row was in the aggregate; empty where the
 *     rule tells nothing
 * @param score mean robust z-score of its distance to the aggregate; empty if it was never measured
 * @param logEvidence natural logarithm of its e-value: 0 says nothing, {@code log(m / alpha)}
 *     convicts; infinite where a row was set aside, which is proof
 * @param since the round in which it was first suspected; empty if it is not
 * @since 0.2
 */
public record NodeVerdict(
    int node,
    int rounds,
    int screened,
    OptionalDouble used,
    OptionalDouble score,
    double logEvidence,
    OptionalInt since) {

  /** Checks that all parts are there. */
  public NodeVerdict {
    Objects.requireNonNull(used, "used");
    Objects.requireNonNull(score, "score");
    Objects.requireNonNull(since, "since");
  }

  /**
   * Whether the node is suspected.
   *
   * @return true from its first conviction on
   */
  public boolean suspected() {
    return since.isPresent();
  }
}
