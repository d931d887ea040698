package io.github.brsgd.spark;

import io.github.brsgd.checks.Check;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What only Spark has.
 *
 * @param partitions of the nodes' data; empty for as many as Spark runs tasks side by side
 * @param deadline how long a round waits for its nodes; empty for as long as it takes
 */
record SparkSettings(OptionalInt partitions, Optional<Duration> deadline) {

  /** As many partitions as tasks run side by side, and no deadline. */
  static final SparkSettings DEFAULT = new SparkSettings(OptionalInt.empty(), Optional.empty());

  SparkSettings {
    partitions.ifPresent(count -> Check.atLeast(1, "partitions", count));
    deadline.ifPresent(
        time -> {
          if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("deadline: need a time > 0, got " + time);
          }
        });
  }
}
