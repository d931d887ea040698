package io.github.brsgd.training;

import java.util.Objects;

/**
 * What a call of {@code fit} did; the network was trained in place.
 *
 * @param history every round
 * @param stopped whether the run was asked to stop before its last round
 * @since 0.1
 */
public record TrainingResult(TrainingHistory history, boolean stopped) {

  /** Checks that the history is there. */
  public TrainingResult {
    Objects.requireNonNull(history, "history");
  }
}
