package io.github.brsgd.cli.compare;

import java.util.Objects;

/**
 * What came out of one run of a grid.
 *
 * @param rule text of the rule as it was given
 * @param place where
 * @param run the result; its rule has the q of the place written out
 * @since 0.2
 */
public record GridResult(String rule, GridPlace place, CellResult run) {

  /** Checks that nothing is missing. */
  public GridResult {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(run, "run");
  }
}
