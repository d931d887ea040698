package io.github.brsgd.cli.compare;

import io.github.brsgd.checks.Check;
import java.util.Objects;

/**
 * A place of a grid: how many nodes attack, and how the examples are split.
 *
 * @param byzantine the Byzantine nodes, all of which attack, at least 1
 * @param partition text of a partitioner
 * @since 0.2
 */
public record GridPlace(int byzantine, String partition) {

  /** Checks that somebody attacks. */
  public GridPlace {
    Check.atLeast(1, "byzantine", byzantine);
    Objects.requireNonNull(partition, "partition");
  }
}
