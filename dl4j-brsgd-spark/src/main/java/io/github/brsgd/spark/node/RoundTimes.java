package io.github.brsgd.spark.node;

import io.github.brsgd.spark.stats.BrsgdTrainingStats;
import io.github.brsgd.spark.stats.RoundPart;
import java.util.Optional;
import java.util.OptionalLong;

/** Takes the time of one part of a round after the other. */
final class RoundTimes {

  private final Optional<BrsgdTrainingStats> stats;
  private OptionalLong begun = OptionalLong.empty();
  private long millis;

  RoundTimes(Optional<BrsgdTrainingStats> stats) {
    this.stats = stats;
  }

  /** A part begins. */
  void begin() {
    begun = OptionalLong.of(System.nanoTime());
    millis = System.currentTimeMillis();
  }

  /** The part that began last ends; nothing is taken down if none did. */
  void end(RoundPart part) {
    if (begun.isPresent()) {
      long duration = (System.nanoTime() - begun.getAsLong()) / 1_000_000;
      stats.ifPresent(all -> all.add(part, millis, duration));
    }
  }
}
