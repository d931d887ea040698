package io.github.brsgd.training;

import io.github.brsgd.checks.Reason;
import io.github.brsgd.state.Resumable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a checkpoint whenever one is due. */
final class Checkpointing {

  private static final Logger LOG = LoggerFactory.getLogger(Checkpointing.class);

  private final Checkpoints settings;
  private final CheckpointFolder folder;
  private final Supplier<RunState> state;
  private final List<Resumable> observers;
  private final LongSupplier nanos;
  private long last;

  Checkpointing(
      Checkpoints settings,
      Supplier<RunState> state,
      List<Resumable> observers,
      LongSupplier nanos) {
    this.settings = settings;
    this.folder = new CheckpointFolder(settings.folder());
    this.state = state;
    this.observers = observers;
    this.nanos = nanos;
    this.last = nanos.getAsLong();
  }

  /**
   * A round is over.
   *
   * @param rounds done so far
   * @param isLast whether no other follows; then one is due in any case
   * @throws UncheckedIOException if one is due and cannot be written, and the run is to end then
   */
  void after(int rounds, boolean isLast) {
    if (isLast || isDue(rounds)) {
      last = nanos.getAsLong();
      try {
        folder.write(state.get(), observers, settings.keep());
      } catch (IOException e) {
        String what =
            "checkpoints: none could be written into " + settings.folder() + ": " + Reason.of(e);
        if (settings.ifUnwritable() == Checkpoints.IfUnwritable.END) {
          throw new UncheckedIOException(what, e);
        }
        LOG.warn("{}; the run goes on, older ones stay", what);
      }
    }
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
