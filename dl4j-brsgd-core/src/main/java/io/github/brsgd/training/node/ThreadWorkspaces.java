package io.github.brsgd.training.node;

import java.util.concurrent.atomic.AtomicInteger;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.MemoryWorkspaceManager;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What layers keep per thread, off the heap, and would outlive the thread.
 *
 * <p>ND4J's own {@code destroyAllWorkspacesForCurrentThread} also orders a full collection each
 * time, which stops every thread of the process: many short runs, side by side above all, waited
 * for one another's. None at all, and what runs leave off the heap piles up unseen by the
 * collector. So one is ordered at the end of every few threads.
 */
final class ThreadWorkspaces {

  private static final int THREADS_PER_COLLECTION = 8;
  private static final AtomicInteger ENDED = new AtomicInteger();

  private ThreadWorkspaces() {}

  /** Frees those of the calling thread, at its end. */
  static void free() {
    MemoryWorkspaceManager manager = Nd4j.getWorkspaceManager();
    for (MemoryWorkspace workspace : manager.getAllWorkspacesForCurrentThread()) {
      manager.destroyWorkspace(workspace);
    }
    if (ENDED.incrementAndGet() % THREADS_PER_COLLECTION == 0) {
      Nd4j.getMemoryManager().invokeGc();
    }
  }
}
