package io.github.brsgd.cli;

import io.github.brsgd.training.server.FailedRound;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The option that says what becomes of a run in which a round fails. */
final class FailedRoundOption {

  @Option(
      names = "--on-failed-round",
      paramLabel = "WHAT",
      description = "throw: end the run; skip: take no step. Default: throw.")
  private String onFailedRound;

  /** What was asked for, or else as it was. */
  FailedRound choice(FailedRound base, BaseCommand command) {
    if (onFailedRound == null) {
      return base;
    }
    return switch (onFailedRound.toLowerCase(Locale.ROOT)) {
      case "throw" -> FailedRound.THROW;
      case "skip" -> FailedRound.SKIP;
      default -> throw command.usage("--on-failed-round: need throw or skip, got " + onFailedRound);
    };
  }

  /** What a table has to say of it: a sentence with a space before it, where rounds are skipped. */
  static String legend(FailedRound chosen) {
    return chosen == FailedRound.SKIP ? " Rounds that fail are skipped." : "";
  }
}
