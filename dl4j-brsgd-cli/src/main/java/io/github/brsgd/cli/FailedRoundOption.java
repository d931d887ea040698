package io.github.brsgd.cli;

import io.github.brsgd.cli.compare.CellResult;
import io.github.brsgd.training.server.FailedRound;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
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

  /**
   * What a table has to say of it: a sentence with a space before it, where rounds are skipped.
   *
   * @param rounds of each run
   * @param results of the runs
   */
  static String legend(FailedRound chosen, int rounds, Stream<CellResult> results) {
    if (chosen == FailedRound.THROW) {
      return "";
    }
    List<CellResult> whole = results.filter(run -> run.state() == CellResult.State.DONE).toList();
    long all = (long) whole.size() * rounds;
    return String.format(
        Locale.ROOT,
        " Rounds that fail are skipped: %,d of %,d were.",
        all - whole.stream().mapToLong(CellResult::rounds).sum(),
        all);
  }
}
