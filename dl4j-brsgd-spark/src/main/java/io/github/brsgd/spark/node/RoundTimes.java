package io.github.brsgd.spark.node;

import io.github.brsgd.spark.stats.BrsgdTrainingStats;
import io.github.brsgd.spark.stats.RoundPart;
import java.util.Optional;

/** Takes the time of one part of a round after the other. */
final class RoundTimes {

  private final Optional<BrsgdTrainingStats> stats;
  private Optional<RoundPart> current = Optional.empty();
  private long nanos;
  private long millis;

  RoundTimes(Optional<BrsgdTrainingStats> stats) {
    this.stats = stats;
  }

  /** A part begins, and the one before ends. */
  void begin(RoundPart part) {
    end();
    current = Optional.of(part);
    nanos = System.nanoTime();
    millis = System.currentTimeMillis();
  }

  /** The part that began last ends; nothing is taken down if none did. */
  void end() {
    long duration = (System.nanoTime() - nanos) / 1_000_000;
    current.ifPresent(part -> stats.ifPresent(all -> all.add(part, millis, duration)));
    current = Optional.empty();
  }
}
