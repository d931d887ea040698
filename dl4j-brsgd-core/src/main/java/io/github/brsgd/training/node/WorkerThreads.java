package io.github.brsgd.training.node;

import io.github.brsgd.linalg.KernelThreads;
import io.github.brsgd.linalg.Team;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.MemoryWorkspaceManager;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Threads for work on networks, of which the caller is one: it finds ND4J's generator as it was,
 * and what layers keep per thread is freed in the end.
 */
final class WorkerThreads implements AutoCloseable {

  private final Team team;
  private final BlasThreads.Bound products;

  /** Ids of workspaces that were first opened by work on networks, for each thread that called. */
  private final ThreadLocal<Set<String>> opened = ThreadLocal.withInitial(HashSet::new);

  WorkerThreads(int count) {
    LateDeallocation.install();
    OpenBlasKernels.check();
    this.team = new Team(count, "brsgd-worker", () -> free(workspace -> true));
    this.products = BlasThreads.ofProcess().toOne();
  }

  /**
   * What layers keep per thread, off the heap, would outlive the work. ND4J's own method for this
   * also collects garbage, once for each thread.
   */
  private static void free(Predicate<MemoryWorkspace> which) {
    MemoryWorkspaceManager manager = Nd4j.getWorkspaceManager();
    manager.getAllWorkspacesForCurrentThread().stream()
        .filter(which)
        .forEach(manager::destroyWorkspace);
  }

  /** Work on rows by the same threads, for what this thread starts. */
  KernelThreads kernels() {
    return KernelThreads.of(team);
  }

  /** Runs a task by this thread. */
  void run(Runnable task) {
    asCaller(task);
  }

  /** Runs a task once for each thread, by its number, and returns or throws when all are done. */
  @SuppressWarnings("try") // a bound is only lifted
  void run(IntConsumer task) {
    IntConsumer alone =
        member -> {
          try (KernelThreads one = KernelThreads.atMost(1)) {
            task.accept(member);
          }
        };
    team.run(
        team.members(),
        member -> {
          if (member == 0) {
            asCaller(() -> alone.accept(0));
          } else {
            alone.accept(member);
          }
        });
  }

  /** The caller may have workspaces open, in which nothing of the run's may lie. */
  @SuppressWarnings("try") // a scope is only left
  private void asCaller(Runnable task) {
    Set<String> before = workspaces();
    Random generator = Nd4j.getRandom();
    long seed = generator.getSeed();
    long root = generator.rootState();
    long node = generator.nodeState();
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      task.run();
    } finally {
      generator.setSeed(seed);
      generator.setStates(root, node);
      Set<String> added = workspaces();
      added.removeAll(before);
      opened.get().addAll(added);
    }
  }

  private static Set<String> workspaces() {
    Set<String> ids = new HashSet<>();
    List<MemoryWorkspace> all = Nd4j.getWorkspaceManager().getAllWorkspacesForCurrentThread();
    all.forEach(workspace -> ids.add(workspace.getId()));
    return ids;
  }

  @Override
  public void close() {
    team.close();
    Set<String> own = opened.get();
    free(workspace -> own.contains(workspace.getId()));
    opened.remove();
    products.close();
    // What runs leave off the heap would pile up unseen by the collector.
    Nd4j.getMemoryManager().invokeGc();
  }
}
