package io.github.brsgd.training;

import io.github.brsgd.files.AtomicFile;
import io.github.brsgd.training.server.Exclusion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The rounds of a run, in order, and whom the server excluded.
 *
 * @param rounds one record per round
 * @param exclusions nodes whose rows were no longer taken, in the order of their exclusion; empty
 *     without a quarantine
 * @since 0.1
 */
public record TrainingHistory(List<RoundRecord> rounds, List<Exclusion> exclusions) {

  private static final String HEADER =
      "round,learning_rate,loss,aggregate_norm,honest_norm,cosine,attacker_share,answered,screened,"
          + "skipped,accuracy,attack_success";

  /** Copies the lists. */
  public TrainingHistory {
    rounds = List.copyOf(rounds);
    exclusions = List.copyOf(exclusions);
  }

  /**
   * The history of a run in which nobody was excluded.
   *
   * @param rounds one record per round
   */
  public TrainingHistory(List<RoundRecord> rounds) {
    this(rounds, List.of());
  }

  /**
   * The accuracy of the last evaluation.
   *
   * @return in [0, 1]; empty if there was none
   */
  public OptionalDouble lastAccuracy() {
    for (int i = rounds.size() - 1; i >= 0; i--) {
      if (rounds.get(i).accuracy().isPresent()) {
        return rounds.get(i).accuracy();
      }
    }
    return OptionalDouble.empty();
  }

  /**
   * The history as comma-separated values: a header, then a line per round; what is not known is an
   * empty field, screened nodes are separated by blanks.
   *
   * @return text with a line feed after each line
   */
  public String toCsv() {
    return rounds.stream()
        .map(TrainingHistory::line)
        .collect(Collectors.joining("\n", HEADER + "\n", rounds.isEmpty() ? "" : "\n"));
  }

  private static String line(RoundRecord r) {
    return String.join(
        ",",
        String.valueOf(r.round()),
        number(r.learningRate()),
        number(r.loss()),
        number(r.aggregateNorm()),
        number(r.honestNorm()),
        number(r.cosine()),
        number(r.attackerShare().orElse(Double.NaN)),
        String.valueOf(r.answered()),
        r.screened().stream().map(String::valueOf).collect(Collectors.joining(" ")),
        String.valueOf(r.skipped()),
        number(r.accuracy().orElse(Double.NaN)),
        number(r.attackSuccess().orElse(Double.NaN)));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.9g", value);
  }

  /**
   * Writes {@link #toCsv} to a file, which holds either all of it or what it held before.
   *
   * @param file where to; its folder must exist
   * @throws UncheckedIOException if the file cannot be written
   */
  public void writeCsv(Path file) {
    try {
      AtomicFile.write(file, toCsv());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
