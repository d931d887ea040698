package io.github.brsgd.spark.node;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

/**
 * The replicas of an executor: as many as tasks have run side by side, of the run that was at work
 * last. Nobody tells executors that a run is over, so replicas that have not been used for a while
 * are closed, and with them their hold on the data of nodes; a run that goes on makes new ones.
 */
final class Replicas {

  /** A round that takes longer costs new replicas, which are cheap beside it. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Replicas ALL = new Replicas(PATIENCE);

  private final Duration patience;
  private final Deque<Idle> idle = new ArrayDeque<>();
  private String run = "";
  private boolean watched;

  /** A replica that nobody uses, the last one used in front. */
  private record Idle(Replica replica, long since) {}

  /**
   * No replicas yet.
   *
   * @param patience how long a replica may wait for its next use
   */
  Replicas(Duration patience) {
    this.patience = patience;
  }

  /** Lends a replica for the time of a call. */
  static <T> T with(RunTerms terms, Function<Replica, T> use) {
    return ALL.lend(terms, use);
  }

  /** A run is over, as far as this process knows. */
  static void forget(String run) {
    ALL.end(run);
  }

  <T> T lend(RunTerms terms, Function<Replica, T> use) {
    Replica replica = take(terms);
    boolean whole = false;
    try {
      T result = use.apply(replica);
      whole = true;
      return result;
    } finally {
      if (whole) {
        give(terms, replica);
      } else {
        replica.close();
      }
    }
  }

  private Replica take(RunTerms terms) {
    synchronized (this) {
      if (!run.equals(terms.run())) {
        close();
        run = terms.run();
      }
      if (!idle.isEmpty()) {
        return idle.pop().replica();
      }
    }
    return new Replica(terms);
  }

  private synchronized void give(RunTerms terms, Replica replica) {
    if (!run.equals(terms.run())) {
      replica.close();
      return;
    }
    idle.push(new Idle(replica, System.nanoTime()));
    if (!watched) {
      Thread watch = new Thread(this::watch, "idle-replicas");
      watch.setDaemon(true);
      watch.start();
      watched = true;
    }
  }

  synchronized void end(String ended) {
    if (run.equals(ended)) {
      close();
      run = "";
    }
  }

  /** How many wait for their next use. */
  synchronized int idle() {
    return idle.size();
  }

  private void close() {
    idle.forEach(each -> each.replica().close());
    idle.clear();
    notifyAll();
  }

  /** Ends when there is nothing to watch. */
  private synchronized void watch() {
    try {
      while (!idle.isEmpty()) {
        long left = patience.toNanos() - (System.nanoTime() - idle.getLast().since());
        if (left > 0) {
          wait(Math.max(1, left / 1_000_000));
        } else {
          idle.removeLast().replica().close();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      watched = false;
    }
  }
}
