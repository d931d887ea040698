package io.github.brsgd.linalg;

import io.github.brsgd.checks.Check;
import io.github.brsgd.marker.Internal;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Threads that work along with the one that calls them. A round is a dozen short pieces of work one
 * after the other, and to wake a thread that sleeps takes as long as some of them: members look out
 * for more work for a moment before they sleep, unless there are more of them than processors.
 *
 * @since 0.2
 */
@Internal
public final class Team implements AutoCloseable {

  /** Longer than what a server does alone between two pieces of work of a small network's round. */
  private static final long LOOKOUT_NANOS = 1_000_000;

  private final List<Helper> helpers;
  private final long lookout;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicInteger working = new AtomicInteger();
  private volatile Thread caller;
  private volatile boolean isClosed;

  /**
   * Starts the threads.
   *
   * @param members how many there are with the caller, at least 1
   * @param name what their names begin with
   * @param atEnd run by each of them, not by a caller, before it ends
   */
  public Team(int members, String name, Runnable atEnd) {
    Check.atLeast(1, "members", members);
    this.lookout = members <= Runtime.getRuntime().availableProcessors() ? LOOKOUT_NANOS : 0;
    this.helpers =
        IntStream.range(1, members).mapToObj(i -> new Helper(name + "-" + i, atEnd)).toList();
    try {
      helpers.forEach(helper -> helper.thread.start());
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /**
   * How many there are with the caller.
   *
   * @return at least 1
   */
  public int members() {
    return helpers.size() + 1;
  }

  /**
   * Runs a task once for each member, and returns or throws when all are done. Where the team is at
   * work already, as in a task of its own, the caller's part is all: tasks share out work that any
   * of them can do alone.
   *
   * @param members how many are needed, at most as many as there are
   * @param task called with 0 by this thread, with 1..members-1 by the others
   * @throws IllegalStateException if the team is closed
   * @throws RuntimeException that of the first member that failed, an {@link Error} before others
   */
  public void run(int members, IntConsumer task) {
    if (isClosed) {
      throw new IllegalStateException("team: its threads have ended");
    }
    int needed = Math.min(members, members()) - 1;
    if (needed <= 0) {
      task.accept(0);
      return;
    }
    // Nothing is made once the first has begun: where that failed, nobody would wait for it.
    Throwable[] failures = new Throwable[needed + 1];
    IntConsumer guarded =
        member -> {
          try {
            task.accept(member);
          } catch (Throwable e) { // whatever it is, the others have to be waited for
            failures[member] = e;
          }
        };
    List<Runnable> parts =
        IntStream.rangeClosed(1, needed)
            .<Runnable>mapToObj(member -> () -> guarded.accept(member))
            .toList();
    if (!busy.compareAndSet(false, true)) {
      task.accept(0);
      return;
    }
    try {
      caller = Thread.currentThread();
      working.set(needed);
      for (int i = 0; i < needed; i++) {
        helpers.get(i).give(parts.get(i));
      }
      guarded.accept(0);
      await();
    } finally {
      caller = null;
      busy.set(false);
    }
    throwFirst(failures);
  }

  /** They still write where the caller reads: no interrupt ends this. */
  private void await() {
    boolean interrupted = false;
    long since = System.nanoTime();
    while (working.get() > 0) {
      interrupted |= Thread.interrupted();
      pause(since);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets others have the processor for a moment, or until there is something to do. */
  @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it but the speed of others
  private void pause(long since) {
    if (System.nanoTime() - since < lookout) {
      Thread.yield();
    } else {
      LockSupport.park(this);
    }
  }

  private static void throwFirst(Throwable[] failures) {
    Throwable first = null;
    for (Throwable failure : failures) {
      if (failure instanceof Error e) {
        throw e;
      }
      first = first == null ? failure : first;
    }
    if (first instanceof RuntimeException e) {
      throw e;
    }
    if (first != null) { // not declared
      throw new IllegalStateException(first.toString(), first);
    }
  }

  /** Ends the threads, and returns when they have ended. */
  @Override
  public void close() {
    isClosed = true;
    helpers.forEach(helper -> LockSupport.unpark(helper.thread));
    boolean interrupted = false;
    for (Helper helper : helpers) {
      while (helper.thread.isAlive()) {
        try {
          helper.thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** A thread, and what it is to do next. */
  private final class Helper {

    private final Thread thread;
    private volatile Runnable next;

    Helper(String name, Runnable atEnd) {
      thread = new Thread(() -> work(atEnd), name);
      thread.setDaemon(true);
    }

    void give(Runnable work) {
      next = work;
      LockSupport.unpark(thread);
    }

    private void work(Runnable atEnd) {
      try {
        while (hasNext()) {
          Runnable work = next;
          next = null;
          Thread.interrupted(); // what a task before did to its thread
          work.run();
          Thread waiting = caller;
          if (working.decrementAndGet() == 0) {
            LockSupport.unpark(waiting);
          }
        }
      } finally {
        atEnd.run();
      }
    }

    /** Waits for work; false when the team is closed. */
    private boolean hasNext() {
      long since = System.nanoTime();
      while (next == null && !isClosed) {
        Thread.interrupted(); // nobody's business here, and it would keep the thread awake
        pause(since);
      }
      return next != null;
    }
  }
}
