package io.github.brsgd.spark;

import io.github.brsgd.training.BrsgdTrainingMaster;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Builds a {@link SparkBrsgdTrainingMaster}.
 *
 * @since 0.2
 */
public final class SparkBrsgdTrainingMasterBuilder {

  private final BrsgdTrainingMaster training;
  private SparkSettings settings = SparkSettings.DEFAULT;

  SparkBrsgdTrainingMasterBuilder(BrsgdTrainingMaster training) {
    this.training = Objects.requireNonNull(training, "training");
  }

  /**
   * How many tasks compute a round; those of one partition come one after the other. As many as
   * Spark runs side by side, but no more than nodes, unless set.
   *
   * @param count partitions of the nodes' data, at least 1
   * @return this
   * @throws IllegalArgumentException if the count is not positive
   */
  public SparkBrsgdTrainingMasterBuilder partitions(int count) {
    settings = new SparkSettings(OptionalInt.of(count), settings.deadline(), settings.transport());
    return this;
  }

  /**
   * How long a round waits for its nodes; those of partitions that are later count as missing, and
   * the rule has to serve the others. A round waits as long as it takes unless set. With a deadline
   * the result depends on the clock.
   *
   * @param time of a round, positive
   * @return this
   * @throws IllegalArgumentException if the time is not positive
   */
  public SparkBrsgdTrainingMasterBuilder deadline(Duration time) {
    Optional<Duration> each = Optional.of(Objects.requireNonNull(time, "time"));
    settings = new SparkSettings(settings.partitions(), each, settings.transport());
    return this;
  }

  /**
   * How rows come together: {@link Transport#COLLECT} unless set.
   *
   * @param choice the transport
   * @return this
   */
  public SparkBrsgdTrainingMasterBuilder transport(Transport choice) {
    settings = new SparkSettings(settings.partitions(), settings.deadline(), choice);
    return this;
  }

  /**
   * A training master for Spark.
   *
   * @return a new one
   */
  public SparkBrsgdTrainingMaster build() {
    return new SparkBrsgdTrainingMaster(training, settings);
  }
}
