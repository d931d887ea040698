package io.github.brsgd.training;

import io.github.brsgd.checks.Check;
import java.util.Locale;

/**
 * How long a run is.
 *
 * @param count of its unit, at least 1
 * @param unit rounds or epochs
 */
record RunLength(int count, Unit unit) {

  /** What is counted. */
  enum Unit {
    /** Steps of the server. */
    ROUNDS,
    /** Passes of the node with the most data over its data. */
    EPOCHS
  }

  RunLength {
    Check.atLeast(1, unit.name().toLowerCase(Locale.ROOT), count);
  }

  static RunLength rounds(int count) {
    return new RunLength(count, Unit.ROUNDS);
  }

  static RunLength epochs(int count) {
    return new RunLength(count, Unit.EPOCHS);
  }

  @Override
  public String toString() {
    return unit.name().toLowerCase(Locale.ROOT) + "=" + count;
  }

  /** Whether a run that has done so much is over. */
  boolean reached(int rounds, int epochs) {
    return count
        <= switch (unit) {
          case ROUNDS -> rounds;
          case EPOCHS -> epochs;
        };
  }
}
