package io.github.brsgd.training.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.linalg.KernelThreads;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class WorkerThreadsTest {

  private static final WorkspaceConfiguration SETTINGS =
      WorkspaceConfiguration.builder().initialSize(1 << 16).build();

  @AfterEach
  void free() {
    Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
  }

  private static Set<String> workspaces() {
    return Nd4j.getWorkspaceManager().getAllWorkspacesForCurrentThread().stream()
        .map(MemoryWorkspace::getId)
        .collect(Collectors.toSet());
  }

  private static MemoryWorkspace open(String name) {
    return Nd4j.getWorkspaceManager().getAndActivateWorkspace(SETTINGS, name);
  }

  @Test
  void theCallersGeneratorGoesOnAsIfNothingHadBeen() {
    Nd4j.getRandom().setSeed(5);
    Nd4j.getRandom().nextInt();
    Nd4j.rand(3);
    long root = Nd4j.getRandom().rootState();
    long node = Nd4j.getRandom().nodeState();
    try (WorkerThreads threads = new WorkerThreads(2, true)) {
      threads.run(() -> Nd4j.getRandom().setSeed(7));
      threads.run(
          member -> {
            Nd4j.getRandom().setSeed(member);
            Nd4j.rand(3);
          });
    }
    assertThat(Nd4j.getRandom().getSeed()).isEqualTo(5);
    INDArray after = Nd4j.rand(4);
    Nd4j.getRandom().setSeed(5);
    Nd4j.getRandom().setStates(root, node);
    assertThat(after).isEqualTo(Nd4j.rand(4));
  }

  @Test
  void whatWorkOpensIsFreedAndNothingElse() {
    open("own").close();
    try (WorkerThreads threads = new WorkerThreads(2, true)) {
      threads.run(
          member -> {
            open("own").close();
            open("layers").close();
          });
      open("later").close();
      assertThat(workspaces()).containsExactlyInAnyOrder("own", "layers", "later");
    }
    assertThat(workspaces()).containsExactlyInAnyOrder("own", "later");
  }

  @Test
  void arraysDoNotLieInAWorkspaceThatTheCallerHasOpen() {
    Map<Integer, INDArray> made = new ConcurrentHashMap<>();
    try (WorkerThreads threads = new WorkerThreads(2, true);
        MemoryWorkspace open = open("own")) {
      threads.run(member -> made.put(member, Nd4j.ones(DataType.FLOAT, 3)));
      threads.run(() -> made.put(2, Nd4j.ones(DataType.FLOAT, 3)));
      assertThat(open.isScopeActive()).isTrue();
      assertThat(Nd4j.ones(DataType.FLOAT, 3).isAttached()).isTrue();
    }
    assertThat(made)
        .hasSize(3)
        .allSatisfy((member, array) -> assertThat(array.isAttached()).isFalse());
  }

  private static Set<Thread> threads(WorkerThreads workers) {
    Map<Integer, Thread> all = new ConcurrentHashMap<>();
    workers.run(worker -> assertThat(all.put(worker, Thread.currentThread())).isNull());
    workers.run(() -> assertThat(all.get(0)).isSameAs(Thread.currentThread()));
    assertThat(all.keySet()).containsExactlyInAnyOrder(0, 1);
    return Set.copyOf(all.values());
  }

  @Test
  void theCallerIsOneOfThemOnlyWhereThatIsWantedAndItHasNoWorkspaceOpen() {
    Thread caller = Thread.currentThread();
    try (WorkerThreads threads = new WorkerThreads(2, true)) {
      assertThat(threads(threads)).hasSize(2).contains(caller);
    }
    try (WorkerThreads threads = new WorkerThreads(2, false)) {
      assertThat(threads(threads)).hasSize(2).doesNotContain(caller);
    }
    try (MemoryWorkspace open = open("own");
        WorkerThreads threads = new WorkerThreads(2, true)) {
      assertThat(open.isScopeActive()).isTrue();
      assertThat(threads(threads)).hasSize(2).doesNotContain(caller);
    }
  }

  @Test
  void anInterruptWaitsForTheEndOfTheWork() {
    try (WorkerThreads threads = new WorkerThreads(1, true)) {
      Thread.currentThread().interrupt();
      threads.run(worker -> assertThat(Thread.currentThread().isInterrupted()).isFalse());
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void workOnRowsIsDoneByAsManyAsWork(boolean withCaller) {
    try (WorkerThreads threads = new WorkerThreads(1, withCaller);
        KernelThreads kernels = threads.kernels()) {
      Set<Thread> those = ConcurrentHashMap.newKeySet();
      KernelThreads.forEach(8, i -> those.add(Thread.currentThread()));
      assertThat(those).containsExactly(Thread.currentThread());
    }
  }

  @Test
  void workWithinWorkOfOthersIsRefused() {
    try (WorkerThreads threads = new WorkerThreads(1, false)) {
      assertThatThrownBy(() -> threads.run(worker -> threads.run(() -> {})))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("workers: they are at work already");
    }
  }

  @Test
  void workOnRowsIsTheCallersWhileAllCompute() {
    try (WorkerThreads threads = new WorkerThreads(2, true);
        KernelThreads kernels = threads.kernels()) {
      threads.run(
          member -> {
            Set<Thread> those = ConcurrentHashMap.newKeySet();
            KernelThreads.forEach(8, i -> those.add(Thread.currentThread()));
            assertThat(those).containsExactly(Thread.currentThread());
          });
    }
  }
}
