package io.github.brsgd.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C (and a polite kill) into a request to stop after the round at hand. The process
 * lives on until {@link #release}, so that what is done gets written and errors get told.
 */
final class StopSignal implements AutoCloseable {

  private static final long LONGEST_MINUTES = 2;
  private static final CountDownLatch DONE = new CountDownLatch(1);

  private final Thread hook;
  private final Screen screen;
  private volatile boolean requested;

  StopSignal(Screen screen) {
    this.screen = screen;
    this.hook = new Thread(this::waitForFiles, "stop signal");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Whether someone wants the work to end. */
  boolean isRequested() {
    return requested;
  }

  /** Called once everything is written and told: lets a process end that was asked to. */
  static void release() {
    DONE.countDown();
  }

  private void waitForFiles() {
    requested = true;
    screen.note("%nstopping: the round at hand is finished, then what is done is written ...");
    try {
      if (!DONE.await(LONGEST_MINUTES, TimeUnit.MINUTES)) {
        screen.note("gave up waiting; files may be missing");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        screen.note("stopping");
      }
    }
  }
}
