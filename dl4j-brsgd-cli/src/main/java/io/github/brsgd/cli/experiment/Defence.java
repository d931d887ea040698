package io.github.brsgd.cli.experiment;

import io.github.brsgd.training.server.FailedRound;
import java.util.Objects;

/**
 * What the server does.
 *
 * @param rule text of a rule
 * @param byzantine q, the Byzantine nodes that it is set to withstand
 * @param onFailedRound what happens to a round that cannot be trusted
 * @since 0.1
 */
public record Defence(String rule, int byzantine, FailedRound onFailedRound) {

  /** Checks that nothing is missing. */
  public Defence {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(onFailedRound, "onFailedRound");
  }

  /**
   * What a record says of rounds that fail.
   *
   * @param said what it says; null if it says nothing
   * @return the choice it means
   */
  public static FailedRound orThrow(FailedRound said) {
    return said == null ? FailedRound.THROW : said;
  }
}
