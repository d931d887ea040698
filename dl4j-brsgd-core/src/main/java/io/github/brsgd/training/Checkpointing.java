package io.github.brsgd.training;

import io.github.brsgd.checks.Reason;
import io.github.brsgd.state.Resumable;
import io.github.brsgd.training.model.OutputEvaluation;
import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a checkpoint whenever one is due. */
final class Checkpointing implements AfterRound {

  private static final Logger LOG = LoggerFactory.getLogger(Checkpointing.class);

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
   * @param state makes copies, which are closed here
   * @param observers whose memory belongs into them
   * @param wanted evaluations that the history is to hold
   */
  Checkpointing(
      Checkpoints settings,
      Supplier<RunState> state,
      List<Resumable> observers,
      List<OutputEvaluation> wanted,
      LongSupplier nanos) {
    this.settings = settings;
    this.folder = new CheckpointFolder(settings.folder());
    this.state = state;
    this.observers = observers;
    this.wanted = wanted;
    this.nanos = nanos;
    this.last = nanos.getAsLong();
  }

  /**
   * Refuses what no checkpoint could hold.
   *
   * @throws IllegalArgumentException that names the part
   */
  @Override
  public void begin() {
    new CheckpointTrial(state, observers, wanted).run();
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
