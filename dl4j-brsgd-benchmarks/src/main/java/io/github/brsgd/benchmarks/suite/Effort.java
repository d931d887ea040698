package io.github.brsgd.benchmarks.suite;

import io.github.brsgd.checks.Check;
import java.util.OptionalInt;

/**
 * How long to measure.
 *
 * @param processes one after the other for each case; 0 measures in this process
 * @param iterations measured in each
 * @param millis an iteration takes, and the warm-up; empty for what the benchmark says
 */
record Effort(int processes, int iterations, OptionalInt millis) {

  /** A few seconds a case. */
  static final Effort BRIEF = new Effort(1, 1, OptionalInt.empty());

  /** Three times that. */
  static final Effort FULL = new Effort(1, 3, OptionalInt.empty());

  Effort {
    Check.atLeast(0, "processes", processes);
    Check.atLeast(1, "iterations", iterations);
  }
}
