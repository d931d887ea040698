package io.github.brsgd.training;

import io.github.brsgd.checks.Reason;
import io.github.brsgd.state.Resumable;
import io.github.brsgd.training.model.OutputEvaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a checkpoint whenever one is due. */
final class Checkpointing implements AfterRound {

  private static final Logger LOG = LoggerFactory.getLogger(Checkpointing.class);

  private final Recovery recovery;
  private final Checkpoints settings;
  private final CheckpointFolder folder;
  private final Supplier<RunState> state;
  private final List<Resumable> observers;
  private final List<OutputEvaluation> wanted;
  private final LongSupplier nanos;
  private long last;

  /**
   * Checkpoints of a run.
   *
   * @param recovery with checkpoints
   * @param state makes copies, which are closed here
   * @param observers whose memory belongs into them
   * @param wanted evaluations that the history is to hold
   */
  Checkpointing(
      Recovery recovery,
      Supplier<RunState> state,
      List<Resumable> observers,
      List<OutputEvaluation> wanted,
      LongSupplier nanos) {
    this.recovery = recovery;
    this.settings = recovery.checkpoints().orElseThrow();
    this.folder = new CheckpointFolder(settings.folder());
    this.state = state;
    this.observers = observers;
    this.wanted = wanted;
    this.nanos = nanos;
    this.last = nanos.getAsLong();
  }

  /**
   * Refuses what no checkpoint could hold, then takes the folder over, where that is set.
   *
   * @throws IllegalArgumentException that names the part, or if the folder cannot be taken over
   */
  @Override
  public void begin() {
    new CheckpointTrial(state, observers, wanted).run();
    settings.opening().ifPresent(this::open);
  }

  private void open(Checkpoints.Opening opening) {
    try {
      Files.createDirectories(settings.folder());
      if (!recovery.goesOnInPlace()) {
        folder.clear();
      }
      opening.open(settings.folder());
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "checkpoints: cannot take over the folder " + settings.folder() + ": " + Reason.of(e), e);
    }
  }

  /**
   * A round is over.
   *
   * @param rounds done so far
   * @param isLast whether no other follows; then one is due in any case
   * @throws IllegalStateException if one is due and cannot be written, and the run is to end then
   */
  @Override
  public void done(int rounds, boolean isLast) {
    if (isLast || isDue(rounds)) {
      last = nanos.getAsLong();
      try (RunState now = state.get()) {
        folder.write(now, observers, settings.keep());
      } catch (IOException | RuntimeException | OutOfMemoryError e) { // no room for the copies
        unwritable(e);
      }
    }
  }

  private void unwritable(Throwable why) {
    String what =
        "checkpoints: none could be written into " + settings.folder() + ": " + Reason.of(why);
    if (settings.ifUnwritable() == Checkpoints.IfUnwritable.END) {
      throw new IllegalStateException(what, why);
    }
    LOG.warn("{}; the run goes on, older ones stay", what);
  }

  private boolean isDue(int rounds) {
    boolean byRounds =
        settings.everyRounds().isPresent() && rounds % settings.everyRounds().getAsInt() == 0;
    return byRounds
        || settings
            .everyTime()
            .filter(time -> nanos.getAsLong() - last >= time.toNanos())
            .isPresent();
  }
}
