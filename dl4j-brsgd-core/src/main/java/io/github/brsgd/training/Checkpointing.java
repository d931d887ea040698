package io.github.brsgd.training;

import io.github.brsgd.checks.Reason;
import io.github.brsgd.state.Resumable;
import io.github.brsgd.training.model.OutputEvaluation;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
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
  private Optional<Checkpoints.Opening> opening;
  private boolean tried;
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
    this.opening = settings.opening();
    this.state = state;
    this.observers = observers;
    this.wanted = wanted;
    this.nanos = nanos;
    this.last = nanos.getAsLong();
  }

  /**
   * Refuses what no checkpoint could hold, and a folder that cannot be one.
   *
   * @throws IllegalArgumentException that names the part or the folder
   */
  @Override
  public void begin() {
    new CheckpointTrial(state, observers, wanted).run();
    try {
      if (opening.isPresent()) {
        Files.createDirectories(settings.folder());
        if (!Files.isWritable(settings.folder())) {
          throw new AccessDeniedException(settings.folder().toString());
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "checkpoints: cannot take over the folder " + settings.folder() + ": " + Reason.of(e), e);
    }
  }

  /** Takes the folder over: the first round has shown that the run is none that is refused. */
  private void open() throws IOException {
    if (opening.isPresent()) {
      Files.createDirectories(settings.folder());
      opening.get().open(settings.folder());
      if (!recovery.goesOnInPlace()) {
        folder.clear();
      }
      opening = Optional.empty();
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
    boolean due = isLast || isDue(rounds);
    if (!due && tried) {
      return;
    }
    tried = true;
    try {
      open();
      if (due) {
        last = nanos.getAsLong();
        try (RunState now = state.get()) {
          folder.write(now, observers, settings.keep());
        }
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) { // no room for the copies
      unwritable(e);
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
