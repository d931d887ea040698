package io.github.brsgd.spark.node;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

/**
 * The replicas of an executor: as many as tasks have run side by side, of the run that was at work
 * last.
 */
final class Replicas {

  private static final Replicas ALL = new Replicas();

  private final Deque<Replica> idle = new ArrayDeque<>();
  private String run = "";

  private Replicas() {}

  /** Lends a replica for the time of a call. */
  static <T> T with(RunTerms terms, Function<Replica, T> use) {
    Replica replica = ALL.take(terms);
    boolean whole = false;
    try {
      T result = use.apply(replica);
      whole = true;
      return result;
    } finally {
      if (whole) {
        ALL.give(terms, replica);
      } else {
        replica.close();
      }
    }
  }

  private Replica take(RunTerms terms) {
    synchronized (this) {
      if (!run.equals(terms.run())) {
        idle.forEach(Replica::close);
        idle.clear();
        run = terms.run();
      }
      if (!idle.isEmpty()) {
        return idle.pop();
      }
    }
    return new Replica(terms);
  }

  private synchronized void give(RunTerms terms, Replica replica) {
    if (run.equals(terms.run())) {
      idle.push(replica);
    } else {
      replica.close();
    }
  }
}
