package io.github.brsgd.linalg;

import io.github.brsgd.checks.Check;
import io.github.brsgd.marker.Internal;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Bounds the threads that work on rows for whatever the thread that opened it does until it is
 * closed. Without it they are those of the common pool, one per processor. Results do not depend on
 * it.
 *
 * <pre>{@code
 * try (KernelThreads bound = KernelThreads.atMost(1)) {
 *   rule.aggregate(updates, context);
 * }
 * }</pre>
 *
 * @since 0.2
 */
public final class KernelThreads implements AutoCloseable {

  private static final ThreadLocal<KernelThreads> CURRENT = new ThreadLocal<>();

  private final KernelThreads outer;
  private final int threads;
  private final ForkJoinPool pool;
  private final Team team;

  private KernelThreads(int threads, ForkJoinPool pool, Team team) {
    this.outer = CURRENT.get();
    this.threads = threads;
    this.pool = pool;
    this.team = team;
    CURRENT.set(this);
  }

  /**
   * Bounds the work that this thread starts.
   *
   * @param threads at least 1; as many as there are processors, or more, is no bound
   * @return to be closed by this thread
   * @throws IllegalArgumentException if threads is not positive
   */
  public static KernelThreads atMost(int threads) {
    return atMost(threads, Runtime.getRuntime().availableProcessors());
  }

  static KernelThreads atMost(int threads, int processors) {
    Check.atLeast(1, "threads", threads);
    boolean own = threads > 1 && threads < processors;
    return new KernelThreads(threads, own ? new ForkJoinPool(threads) : null, null);
  }

  /**
   * Gives the work that this thread starts to threads that others use too, as many of them as there
   * are processors.
   *
   * @param team not closed by this
   * @param threads at most so many of them, at least 1
   * @return to be closed by this thread
   */
  @Internal
  public static KernelThreads of(Team team, int threads) {
    Check.atLeast(1, "threads", threads);
    return new KernelThreads(threads, null, team);
  }

  /**
   * Does some tasks, side by side where that is allowed. If some fail, the failure of the first of
   * them is thrown when all are done: none reads rows that the caller has given up.
   *
   * @param tasks how many
   * @param task called with 0..tasks-1
   */
  public static void forEach(int tasks, IntConsumer task) {
    AtomicReferenceArray<Throwable> failures = new AtomicReferenceArray<>(tasks);
    IntConsumer guarded =
        i -> {
          try {
            task.accept(i);
          } catch (RuntimeException | Error e) {
            failures.set(i, e);
          }
        };
    KernelThreads bound = CURRENT.get();
    if (tasks <= 1 || (bound != null && bound.threads == 1)) {
      IntStream.range(0, tasks).forEach(guarded);
    } else if (bound != null && bound.team != null) {
      AtomicInteger next = new AtomicInteger();
      int members = Math.min(bound.threads, Runtime.getRuntime().availableProcessors());
      bound.team.run(Math.min(tasks, members), member -> drainAlone(next, tasks, guarded));
    } else if (bound != null && bound.pool != null) {
      // A parallel stream that is started in a pool runs in it.
      bound.pool.submit(() -> share(bound.threads, tasks, guarded)).join();
    } else {
      share(ForkJoinPool.getCommonPoolParallelism() + 1, tasks, guarded);
    }
    for (int i = 0; i < tasks; i++) {
      if (failures.get(i) instanceof Error e) {
        throw e;
      }
      if (failures.get(i) instanceof RuntimeException e) {
        throw e;
      }
    }
  }

  private static void share(int workers, int tasks, IntConsumer task) {
    AtomicInteger next = new AtomicInteger();
    IntStream.range(0, Math.min(workers, tasks))
        .parallel()
        .forEach(worker -> drain(next, tasks, task));
  }

  /**
   * Each worker takes the next task when it is done with one, so that none waits for a slow one.
   */
  private static void drain(AtomicInteger next, int tasks, IntConsumer task) {
    for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
      task.accept(i);
    }
  }

  /** The same by a thread whose tasks start no others: all that may work do. */
  @SuppressWarnings("try") // a bound is only lifted
  private static void drainAlone(AtomicInteger next, int tasks, IntConsumer task) {
    try (KernelThreads one = atMost(1)) {
      drain(next, tasks, task);
    }
  }

  /** Lifts the bound. */
  @Override
  public void close() {
    if (outer == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(outer);
    }
    if (pool != null) {
      pool.shutdown();
    }
  }
}
