package io.github.brsgd.training.server;

import io.github.brsgd.checks.Check;
import java.util.Objects;

/**
 * A node whose rows the server no longer takes.
 *
 * @param node its id
 * @param round k of the last round that could take them
 * @param reason in words
 * @since 0.2
 */
public record Exclusion(int node, int round, String reason) {

  /** Checks that id and round are at least 0. */
  public Exclusion {
    Check.atLeast(0, "node", node);
    Check.atLeast(0, "round", round);
    Objects.requireNonNull(reason, "reason");
  }
}
