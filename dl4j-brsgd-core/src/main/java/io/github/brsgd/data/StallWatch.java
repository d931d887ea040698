package io.github.brsgd.data;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Reads a stream that may stall: one that sends nothing for long is closed, and the read fails. */
final class StallWatch implements AutoCloseable {

  private final InputStream in;
  private final Duration patience;
  private volatile boolean stalled;

  StallWatch(InputStream in, Duration patience) {
    this.in = in;
    this.patience = patience;
  }

  /** As the stream's own read. */
  int read(byte[] buffer) throws IOException {
    CompletableFuture<Void> alarm = new CompletableFuture<>();
    alarm.completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS);
    // Runs on the timer's thread, and not at all once the alarm is cancelled.
    var unused = alarm.thenRun(this::giveUp);
    try {
      int n = in.read(buffer);
      if (stalled) {
        throw stall(null);
      }
      return n;
    } catch (IOException e) {
      throw stalled ? stall(e) : e;
    } finally {
      alarm.cancel(false);
    }
  }

  private void giveUp() {
    stalled = true;
    try {
      in.close();
    } catch (IOException e) {
      // It is given up anyway.
    }
  }

  private IOException stall(IOException cause) {
    return new IOException("sent nothing for " + patience.toMillis() / 1000.0 + " s", cause);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
