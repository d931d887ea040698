package io.github.brsgd.training.node;

import io.github.brsgd.linalg.KernelThreads;
import io.github.brsgd.linalg.Team;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.MemoryWorkspaceManager;
import org.nd4j.linalg.api.rng.DefaultRandom;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Threads for work on networks, which free what layers keep per thread when they end. The caller
 * may be one of them: it finds ND4J's generator as it was, and workspaces that were opened are
 * freed.
 */
final class WorkerThreads implements AutoCloseable {

  private final Team team;

  /** The member that is the first to work: 0, the caller, or the first of the others. */
  private final int first;

  private final BlasThreads.Bound products;

  /** Ids of workspaces that were first opened by work on networks, for each thread that called. */
  private final ThreadLocal<Set<String>> opened = ThreadLocal.withInitial(HashSet::new);

  /**
   * Starts threads.
   *
   * @param count that work, at least 1
   * @param withCaller whether the caller is one, where {@link #canBeCaller} says so of this thread
   */
  WorkerThreads(int count, boolean withCaller) {
    LateDeallocation.install();
    OpenBlasKernels.check();
    this.first = withCaller && canBeCaller() ? 0 : 1;
    this.team = new Team(count + first, "brsgd-worker", () -> free(workspace -> true));
    this.products = BlasThreads.ofProcess().toOne();
  }

  /**
   * Not where a workspace of the user's is open, which layers refuse to work beside, nor with a
   * generator that cannot be put back to where it was.
   */
  private static boolean canBeCaller() {
    return !Nd4j.getWorkspaceManager().anyWorkspaceActiveForCurrentThread()
        && !(Nd4j.getRandom() instanceof DefaultRandom);
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
    return KernelThreads.of(team, team.members() - first);
  }

  /** Runs a task by the first of the threads. */
  void run(Runnable task) {
    runFirst(1, worker -> task.run());
  }

  /** Runs a task once for each thread, by its number, and returns or throws when all are done. */
  @SuppressWarnings("try") // a bound is only lifted
  void run(IntConsumer task) {
    runFirst(
        team.members() - first,
        worker -> {
          try (KernelThreads one = KernelThreads.atMost(1)) {
            task.accept(worker);
          }
        });
  }

  private void runFirst(int count, IntConsumer task) {
    AtomicBoolean isDone = new AtomicBoolean();
    team.run(
        count + first,
        member -> {
          if (member == 0 && first == 0) {
            isDone.set(true);
            asCaller(() -> task.accept(0));
          } else if (member >= first) {
            isDone.set(true);
            task.accept(member - first);
          }
        });
    if (!isDone.get()) {
      throw new IllegalStateException("workers: they are at work already");
    }
  }

  /**
   * The caller may open workspaces later, in which nothing of the run's may lie. An interrupt is
   * for the end of a round, not for whoever reads data meanwhile.
   */
  @SuppressWarnings("try") // a scope is only left
  private void asCaller(Runnable task) {
    Set<String> before = workspaces();
    Random generator = Nd4j.getRandom();
    long seed = generator.getSeed();
    long root = generator.rootState();
    long node = generator.nodeState();
    boolean interrupted = Thread.interrupted();
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      task.run();
    } finally {
      generator.setSeed(seed);
      generator.setStates(root, node);
      Set<String> added = workspaces();
      added.removeAll(before);
      opened.get().addAll(added);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
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
