package io.github.brsgd.spark;

import io.github.brsgd.checks.Check;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What only Spark has.
 *
 * @param partitions of the nodes' data; empty for as many as Spark runs tasks side by side
 * @param deadline how long a round waits for its nodes; empty for as long as it takes
 * @param transport how rows come together
 */
record SparkSettings(OptionalInt partitions, Optional<Duration> deadline, Transport transport) {

  /** As many partitions as tasks run side by side, and no deadline. */
  static final SparkSettings DEFAULT =
      new SparkSettings(OptionalInt.empty(), Optional.empty(), Transport.COLLECT);

  SparkSettings {
    Objects.requireNonNull(partitions, "partitions");
    Objects.requireNonNull(deadline, "deadline");
    Objects.requireNonNull(transport, "transport");
    if (transport == Transport.SHARDED && deadline.isPresent()) {
      throw new IllegalArgumentException(
          "deadline: rows that are sharded are exchanged by all executors, who wait for each other;"
              + " use Transport.COLLECT");
    }
    partitions.ifPresent(count -> Check.atLeast(1, "partitions", count));
    deadline.ifPresent(
        time -> {
          if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("deadline: need a time > 0, got " + time);
          }
        });
  }
}
