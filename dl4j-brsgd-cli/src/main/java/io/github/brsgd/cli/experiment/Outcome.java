package io.github.brsgd.cli.experiment;

import io.github.brsgd.training.TrainingHistory;
import io.github.brsgd.training.server.SampledIterate;
import java.util.Objects;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param history every round that took place
 * @param stopped whether it was asked to stop before its last round
 * @param aborted why it ended against its will; empty if it did not
 * @param broken what broke, where the run was aborted for another reason than a round that could
 *     not be trusted
 * @param sampled the iterate that was drawn; empty if none was asked for
 * @param observed what was observed of the theorem's constants; empty if nothing was asked for
 * @param seconds wall time
 * @since 0.1
 */
public record Outcome(
    TrainingHistory history,
    boolean stopped,
    Optional<String> aborted,
    Optional<Throwable> broken,
    Optional<SampledIterate> sampled,
    Optional<EstimatedRun> observed,
    double seconds) {

  /** Checks that nothing is missing. */
  public Outcome {
    Objects.requireNonNull(history, "history");
    Objects.requireNonNull(aborted, "aborted");
    Objects.requireNonNull(broken, "broken");
    Objects.requireNonNull(sampled, "sampled");
    Objects.requireNonNull(observed, "observed");
  }

  /**
   * Refuses a run that broke, which says nothing of its rule and attack.
   *
   * @return this outcome, if the run ended or failed closed
   * @throws RuntimeException what broke it, if anything did
   */
  public Outcome orThrow() {
    if (broken.isPresent() && broken.get() instanceof Error e) {
      throw e;
    }
    if (broken.isPresent() && broken.get() instanceof RuntimeException e) {
      throw e;
    }
    return this;
  }
}
