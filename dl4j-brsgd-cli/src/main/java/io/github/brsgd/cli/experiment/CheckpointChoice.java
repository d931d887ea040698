package io.github.brsgd.cli.experiment;

import io.github.brsgd.training.Checkpoints;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether a run writes checkpoints, and whether it goes on after one. Decides no bit of a run.
 *
 * @param checkpoints where and when they are written
 * @param resume the folder with the checkpoint to go on after
 * @since 0.2
 */
public record CheckpointChoice(Optional<Checkpoints> checkpoints, Optional<Path> resume) {

  /** A run from its beginning, without checkpoints. */
  public static final CheckpointChoice NONE =
      new CheckpointChoice(Optional.empty(), Optional.empty());

  /** Checks that both are there. */
  public CheckpointChoice {
    Objects.requireNonNull(checkpoints, "checkpoints");
    Objects.requireNonNull(resume, "resume");
  }
}
