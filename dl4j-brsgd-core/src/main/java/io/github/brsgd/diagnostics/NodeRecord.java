package io.github.brsgd.diagnostics;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * One node in one round, as the server saw it.
 *
 * @param round k
 * @param node its id
 * @param screened whether its row held NaN or infinite values; nothing else is known of it then
 * @param weight of its row in the aggregate; empty where the rule has no weights or took no step
 * @param used how much of its row is in the aggregate: 1 or 0 by the weight, or the share of
 *     coordinates in which it was kept; empty where the rule tells neither
 * @param norm of its row; NaN if not known
 * @param distance to the aggregate; NaN if not known
 * @param cosine of the angle to the aggregate; NaN if not known
 * @param score robust z-score of the distance among the nodes of the round; NaN if not known
 * @param logEvidence natural logarithm of its e-value after the round
 * @param suspected whether it is suspected after the round
 * @since 0.2
 */
public record NodeRecord(
    int round,
    int node,
    boolean screened,
    OptionalDouble weight,
    OptionalDouble used,
    double norm,
    double distance,
    double cosine,
    double score,
    double logEvidence,
    boolean suspected) {

  /** Checks that all parts are there. */
  public NodeRecord {
    Objects.requireNonNull(weight, "weight");
    Objects.requireNonNull(used, "used");
  }
}
