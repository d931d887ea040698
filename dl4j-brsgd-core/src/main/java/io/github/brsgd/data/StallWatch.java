package io.github.brsgd.data;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads a stream that may stall: one that sends nothing for long fails, and so does one whose
 * reader is interrupted. The stream is read by a thread of its own, since that of an HTTP response
 * does not listen to interrupts.
 */
final class StallWatch implements AutoCloseable {

  private final InputStream in;
  private final Duration patience;
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "download");
            thread.setDaemon(true);
            return thread;
          });

  StallWatch(InputStream in, Duration patience) {
    this.in = in;
    this.patience = patience;
  }

  /** As the stream's own read; after a failure the buffer may still be written to. */
  int read(byte[] buffer) throws IOException, InterruptedException {
    Future<Integer> read = reader.submit(() -> in.read(buffer));
    try {
      return read.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("sent nothing for " + patience.toMillis() / 1000.0 + " s", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
  }

  /** Closes the stream, which ends a read that is under way. */
  @Override
  public void close() throws IOException {
    reader.shutdownNow();
    in.close();
  }
}
