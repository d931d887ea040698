package io.github.brsgd.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Does jobs on so many threads at once. They are begun in their order, and what came out is in that
 * order whichever is done first.
 *
 * <p>After a job that throws, and once the end is asked for, none is begun any more; those at hand
 * are waited for. An interrupt of the caller asks for the end too, and of jobs at hand.
 */
final class SideBySide {

  private final int threads;
  private final BooleanSupplier end;
  private volatile boolean interrupted;

  /** Something to do. */
  interface Job<R> {

    /**
     * Does it; gives nothing where it did not come to its end.
     *
     * @param interrupted whether it is to stop as soon as it can
     */
    Optional<R> run(BooleanSupplier interrupted) throws IOException;
  }

  /**
   * What came out.
   *
   * @param results of the jobs that came to their end, in the order of the jobs
   * @param failure what the first of the jobs that failed threw; empty if none did
   */
  record Done<R>(List<R> results, Optional<Throwable> failure) {

    /** The results, unless a job failed. */
    List<R> orThrow() throws IOException {
      if (failure.isEmpty()) {
        return results;
      }
      if (failure.get() instanceof IOException e) {
        throw e;
      }
      if (failure.get() instanceof RuntimeException e) {
        throw e;
      }
      if (failure.get() instanceof Error e) {
        throw e;
      }
      throw new IllegalStateException(failure.get().toString(), failure.get());
    }
  }

  /**
   * Threads to do jobs on.
   *
   * @param threads at least 1
   * @param end asked before each job
   */
  SideBySide(int threads, BooleanSupplier end) {
    this.threads = threads;
    this.end = end;
  }

  /** Does jobs, and returns when none is at hand any more. */
  <R> Done<R> run(List<Job<R>> jobs) {
    Map<Integer, R> results = new ConcurrentSkipListMap<>();
    Map<Integer, Throwable> failures = new ConcurrentSkipListMap<>();
    AtomicInteger next = new AtomicInteger();
    Runnable work =
        () -> {
          try {
            while (!end.getAsBoolean() && !interrupted && failures.isEmpty()) {
              int job = next.getAndIncrement();
              if (job >= jobs.size()) {
                return;
              }
              try {
                jobs.get(job).run(() -> interrupted).ifPresent(r -> results.put(job, r));
              } catch (Throwable e) { // declared or not
                failures.put(job, e);
              }
            }
          } finally {
            // What layers keep per thread, off the heap, would outlive the thread.
            Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
          }
        };
    await(start(work, Math.min(threads, jobs.size()), failures));
    return new Done<>(List.copyOf(results.values()), failures.values().stream().findFirst());
  }

  private static List<Thread> start(Runnable work, int count, Map<Integer, Throwable> failures) {
    List<Thread> started = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        Thread thread = new Thread(work, "brsgd-run-" + i);
        thread.setDaemon(true);
        thread.start();
        started.add(thread);
      }
    } catch (OutOfMemoryError e) {
      // No memory for another thread: those that are there finish what they have begun.
      failures.put(Integer.MAX_VALUE, e);
    }
    return started;
  }

  private void await(List<Thread> started) {
    for (Thread thread : started) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
