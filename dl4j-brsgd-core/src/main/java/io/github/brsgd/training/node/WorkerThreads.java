package io.github.brsgd.training.node;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.nd4j.linalg.api.memory.MemoryWorkspaceManager;
import org.nd4j.linalg.factory.Nd4j;

/** Threads for work on networks, which free what layers keep per thread when they end. */
final class WorkerThreads implements AutoCloseable {

  private final ExecutorService threads;
  private final BlasThreads.Bound products;

  WorkerThreads(int count) {
    LateDeallocation.install();
    OpenBlasKernels.check();
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            count,
            task -> {
              Thread thread =
                  new Thread(() -> runAndFree(task), "brsgd-worker-" + number.getAndIncrement());
              thread.setDaemon(true);
              return thread;
            });
    this.products = BlasThreads.ofProcess().toOne();
  }

  /**
   * What layers keep per thread, off the heap, would outlive the thread. ND4J's own method for this
   * also collects garbage, once for each thread.
   */
  private static void runAndFree(Runnable task) {
    try {
      task.run();
    } finally {
      MemoryWorkspaceManager manager = Nd4j.getWorkspaceManager();
      manager.getAllWorkspacesForCurrentThread().forEach(manager::destroyWorkspace);
    }
  }

  /** Runs a task on one of the threads, and returns or throws when it is done. */
  void run(Runnable task) {
    run(List.of(task));
  }

  /** Runs tasks, and returns or throws when all are done. */
  void run(List<? extends Runnable> tasks) {
    List<Future<?>> running = new ArrayList<>();
    try {
      for (Runnable task : tasks) {
        running.add(threads.submit(task));
      }
    } finally {
      await(running);
    }
  }

  /**
   * Waits for all, whatever happens to one of them: the others still write into the matrix. Throws
   * the first failure, an error before an exception.
   */
  private static void await(List<Future<?>> running) {
    RuntimeException failure = null;
    Error error = null;
    boolean interrupted = false;
    for (Future<?> task : running) {
      boolean done = false;
      while (!done) {
        try {
          task.get();
          done = true;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          done = true;
          if (e.getCause() instanceof Error thrown) {
            error = error == null ? thrown : error;
          } else if (failure == null) {
            failure =
                e.getCause() instanceof RuntimeException thrown
                    ? thrown
                    : new IllegalStateException(e.getCause().toString(), e.getCause());
          }
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (error != null) {
      throw error;
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    boolean interrupted = false;
    boolean done = false;
    while (!done) {
      try {
        done = threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    products.close();
    // What runs leave off the heap would pile up unseen by the collector.
    Nd4j.getMemoryManager().invokeGc();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
