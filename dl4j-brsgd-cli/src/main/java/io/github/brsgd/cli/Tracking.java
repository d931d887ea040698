package io.github.brsgd.cli;

import io.github.brsgd.cli.report.tensorboard.RoundEvents;
import io.github.brsgd.training.RoundListener;
import io.github.brsgd.training.RoundRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;

/**
 * Hands rounds on to TensorBoard where that was asked for; what fails there costs the run nothing.
 */
final class Tracking implements RoundListener, Closeable {

  private final Screen screen;
  private final Optional<RoundEvents> events;
  private boolean failed;

  private Tracking(Screen screen, Optional<RoundEvents> events) {
    this.screen = screen;
    this.events = events;
  }

  /**
   * Before the first round.
   *
   * @throws IOException if the folder of the events cannot be made
   */
  static Tracking of(Screen screen, Path out, boolean isForTensorBoard) throws IOException {
    return new Tracking(
        screen,
        isForTensorBoard
            ? Optional.of(RoundEvents.begin(out, Clock.systemUTC()))
            : Optional.empty());
  }

  @Override
  public void roundDone(RoundRecord round, Model network) {
    if (events.isEmpty() || failed) {
      return;
    }
    try {
      events.get().roundDone(round, network);
    } catch (UncheckedIOException e) {
      failed = true;
      screen.note("%s; TensorBoard is told no more, the run goes on", Failures.message(e));
    }
  }

  @Override
  public void close() {
    try {
      if (events.isPresent()) {
        events.get().close();
      }
    } catch (IOException e) {
      screen.note("tensorboard: %s", Failures.message(e));
    }
  }
}
