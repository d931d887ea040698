package io.github.brsgd.benchmarks;

import io.github.brsgd.training.BrsgdTrainingMaster;
import io.github.brsgd.training.BrsgdTrainingMasterBuilder;
import java.util.concurrent.Semaphore;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.dataset.DataSet;

/**
 * A run that goes on by some rounds at a time, so that rounds can be timed and what a run does once
 * is not. It runs in a thread of its own, held where it asks whether to stop.
 */
final class SteppedRun implements AutoCloseable {

  private static final int ENDLESS = 1_000_000_000;

  private final Semaphore wanted = new Semaphore(0);
  private final Semaphore done = new Semaphore(0);
  private final Thread thread;
  private volatile boolean over;
  private int left; // handed over with the semaphores
  private volatile Throwable failure;

  /** A run that has not begun; its length and condition to stop are set here. */
  SteppedRun(BrsgdTrainingMasterBuilder builder, Model network, DataSet examples) {
    BrsgdTrainingMaster master = builder.rounds(ENDLESS).stopWhen(this::held).build();
    thread = new Thread(() -> run(master, network, examples), "stepped-run");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(BrsgdTrainingMaster master, Model network, DataSet examples) {
    try {
      wanted.acquireUninterruptibly();
      if (!over) {
        master.fit(network, examples);
      }
    } catch (RuntimeException | Error e) {
      failure = e;
    } finally {
      done.release();
    }
  }

  private boolean held() {
    if (!over && --left > 0) {
      return false;
    }
    done.release();
    wanted.acquireUninterruptibly();
    return over;
  }

  /**
   * The next rounds.
   *
   * @throws IllegalStateException if the run has failed
   */
  void rounds(int count) {
    left = count;
    wanted.release();
    done.acquireUninterruptibly();
    if (failure != null) {
      throw new IllegalStateException("the run failed: " + failure.getMessage(), failure);
    }
  }

  /** Ends the run and waits for its end. */
  @Override
  public void close() {
    over = true;
    wanted.release();
    if (failure == null) {
      done.acquireUninterruptibly();
    }
  }
}
