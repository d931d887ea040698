package io.github.brsgd.cli;

import io.github.brsgd.training.MemoryEstimate;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;

/**
 * How many runs go side by side, and on how many threads each. Together they take the processors:
 * many short rounds are faster on a thread each than one after another on all of them.
 *
 * @param runs at least 1
 * @param workers threads of each, at least 1
 */
record RunsAtATime(int runs, int workers) {

  /** What a run needs beyond what is estimated: activations, what the rule allocates. */
  private static final double MARGIN = 2;

  private static final double SHARE_OF_FREE_MEMORY = 0.5;

  /**
   * What was asked for, the rest so that there is a thread per processor. Runs that were not asked
   * for are no more than fit into memory.
   *
   * @param runs at a time, if that was given
   * @param workers threads of each, if that was given
   * @param all how many runs there are
   * @param fitting as {@link #fitting} tells
   * @param processors to be taken
   */
  static RunsAtATime of(
      Optional<Integer> runs, Optional<Integer> workers, int all, int fitting, int processors) {
    int most = runs.orElseGet(() -> Math.min(processors / workers.orElse(1), fitting));
    int atATime = Math.max(1, Math.min(most, all));
    return new RunsAtATime(atATime, workers.orElse(Math.max(1, processors / atATime)));
  }

  /** How many runs that need so much each fit into half of the memory that is free. */
  static int fitting(MemoryEstimate run) {
    double each = MARGIN * run.totalBytes();
    return (int) (SHARE_OF_FREE_MEMORY * Pointer.availablePhysicalBytes() / each);
  }

  /** Threads of all runs. */
  int threads() {
    return runs * workers;
  }
}
