package io.github.brsgd.cli.compare;

import io.github.brsgd.cli.compare.CellResult.State;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A rule under an attack: what its seeds came to together.
 *
 * @param rule the row
 * @param attack the column
 * @param runs the results of the seeds that were run; empty if none was
 * @since 0.1
 */
public record CellSummary(String rule, String attack, List<CellResult> runs) {

  /** What stands for runs that failed closed in their first round. */
  public static final String ABORTED = "aborted";

  /** What stands for a cell that was not run. */
  public static final String NOT_RUN = "-";

  /** What stands for a cell that cannot be run. */
  public static final String IMPOSSIBLE = "n/a";

  /** Behind the accuracy of what is left of a run that failed closed later on. */
  public static final String MARK = "*";

  private static final double PERCENT = 100;

  /** Copies the list. */
  public CellSummary {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(attack, "attack");
    runs = List.copyOf(runs);
  }

  /**
   * The accuracies of the seeds that could be run.
   *
   * @return in [0, 1]
   */
  public double[] accuracies() {
    return runs.stream()
        .filter(r -> r.state() != State.IMPOSSIBLE)
        .mapToDouble(CellResult::accuracy)
        .toArray();
  }

  /**
   * Mean accuracy over the seeds.
   *
   * @return in [0, 1]; empty if nothing could be run
   */
  public OptionalDouble mean() {
    return Arrays.stream(accuracies()).average();
  }

  /**
   * Standard deviation over the seeds, divisor n-1.
   *
   * @return of the accuracy; 0 for fewer than two seeds
   */
  public double deviation() {
    double[] values = accuracies();
    double mean = mean().orElse(0);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
  }

  /**
   * Whether there is something to judge by.
   *
   * @return false if no seed was run, or none could be
   */
  public boolean isKnown() {
    return runs.stream().anyMatch(r -> r.state() != State.IMPOSSIBLE);
  }

  /**
   * Whether no seed took a single step.
   *
   * @return true if there are seeds and each failed closed in its first round
   */
  public boolean isAbortedAtOnce() {
    return !runs.isEmpty() && runs.stream().allMatch(CellResult::abortedAtOnce);
  }

  /**
   * Whether a seed failed closed.
   *
   * @return true if at least one did, at once or later
   */
  public boolean isAborted() {
    return runs.stream().anyMatch(r -> r.state() == State.ABORTED);
  }

  /**
   * What cells are put in order by. A run that failed closed is worse than any that did not,
   * whatever it had learned until then: it has no network to show.
   *
   * @return the mean; where a seed failed closed something in [-1, -0.5], -1 if it could not take a
   *     single step
   */
  public double value() {
    if (runs.stream().anyMatch(CellResult::abortedAtOnce)) {
      return -1;
    }
    return mean().isEmpty() || !isAborted() ? mean().orElse(-1) : mean().getAsDouble() / 2 - 1;
  }

  /**
   * The cell as people read it.
   *
   * @param spread whether the deviation is told
   * @return percent, {@link #ABORTED}, {@link #NOT_RUN}, or {@link #IMPOSSIBLE}
   */
  public String text(boolean spread) {
    if (runs.isEmpty()) {
      return NOT_RUN;
    }
    if (isAbortedAtOnce()) {
      return ABORTED;
    }
    if (!isKnown()) {
      return IMPOSSIBLE;
    }
    return String.format(Locale.ROOT, "%.1f", PERCENT * mean().orElseThrow())
        + (spread ? String.format(Locale.ROOT, "±%.1f", PERCENT * deviation()) : "")
        + (isAborted() ? MARK : "");
  }
}
