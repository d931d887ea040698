package io.github.brsgd.cli;

import io.github.brsgd.cli.experiment.CheckpointChoice;
import io.github.brsgd.cli.experiment.RunRecord;
import io.github.brsgd.training.Checkpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The checkpoints of a run, in a folder of its results beside the record of what is run.
 *
 * @param folder of the checkpoints
 * @param choice when they are written, and whether the run goes on after one
 */
record RunCheckpoints(Path folder, CheckpointChoice choice) {

  static final String FOLDER = "checkpoints";

  /** Of a run that goes on and does not say when. */
  private static final int MINUTES = 10;

  /** What the options say. */
  static RunCheckpoints of(
      BaseCommand command, Path out, Integer rounds, Integer minutes, boolean resume) {
    Optional<Integer> everyRounds = command.positive("--checkpoint-every", rounds);
    Optional<Integer> everyMinutes = command.positive("--checkpoint-minutes", minutes);
    Path folder = out.resolve(FOLDER);
    if (everyRounds.isEmpty() && everyMinutes.isEmpty()) {
      if (!resume) {
        return new RunCheckpoints(folder, CheckpointChoice.NONE);
      }
      everyMinutes = Optional.of(MINUTES);
    }
    Checkpoints checkpoints =
        new Checkpoints(
            folder,
            everyRounds.map(OptionalInt::of).orElse(OptionalInt.empty()),
            everyMinutes.map(Duration::ofMinutes),
            Checkpoints.KEPT,
            Checkpoints.IfUnwritable.GO_ON,
            Optional.empty());
    return new RunCheckpoints(
        folder,
        new CheckpointChoice(
            Optional.of(checkpoints), resume ? Optional.of(folder) : Optional.empty()));
  }

  /**
   * The choice with a record beside the checkpoints: a run that goes on replaces it if it is
   * another one now, as with a new length.
   */
  CheckpointChoice with(RunRecord record) {
    return new CheckpointChoice(
        choice.checkpoints().map(checkpoints -> checkpoints.opening(at -> keep(record, at))),
        choice.resume());
  }

  /** Whether the run goes on where another ended. */
  boolean isResumed() {
    return choice.resume().isPresent();
  }

  private void keep(RunRecord record, Path at) throws IOException {
    boolean same =
        choice.resume().isPresent()
            && RunRecord.read(at.resolve(RunRecord.FILE))
                .configuration()
                .equals(record.configuration());
    if (!same) {
      record.write(at);
    }
  }
}
