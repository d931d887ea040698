package io.github.brsgd.training;

import io.github.brsgd.training.server.SampledIterate;
import java.util.Objects;
import java.util.Optional;

/**
 * What a call of {@code fit} did; the network was trained in place.
 *
 * @param history every round
 * @param stopped whether the run was asked to stop before its last round
 * @param sampled the iterate drawn by the law of Lemma 3.5, where that was asked for and a round
 *     was done
 * @since 0.1
 */
public record TrainingResult(
    TrainingHistory history, boolean stopped, Optional<SampledIterate> sampled) {

  /** Checks that the parts are there. */
  public TrainingResult {
    Objects.requireNonNull(history, "history");
    Objects.requireNonNull(sampled, "sampled");
  }
}
