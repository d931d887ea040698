package io.github.brsgd.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@SuppressWarnings("try") // bounds are only lifted
class KernelThreadsTest {

  private static Set<Thread> threadsOf(int tasks) {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    KernelThreads.forEach(
        tasks,
        i -> {
          threads.add(Thread.currentThread());
          KernelThreads.forEach(3, j -> threads.add(Thread.currentThread()));
          long end = System.nanoTime() + 1_000_000;
          while (System.nanoTime() < end) {
            Thread.onSpinWait();
          }
        });
    return threads;
  }

  @Test
  void oneThreadIsTheCallers() {
    try (KernelThreads bound = KernelThreads.atMost(1)) {
      assertThat(threadsOf(20)).containsExactly(Thread.currentThread());
    }
  }

  @Test
  void someThreadsAreThoseOfAPoolOfThatSizeNestedWorkIncluded() {
    Thread common = Thread.currentThread();
    try (KernelThreads bound = KernelThreads.atMost(3, 64)) {
      Set<Thread> threads = threadsOf(40);
      assertThat(threads).hasSizeBetween(1, 3).doesNotContain(common);
    }
  }

  @Test
  void aTeamsThreadsAreTheCallersAndItsOwnNestedWorkIncluded() {
    Set<Thread> members = ConcurrentHashMap.newKeySet();
    try (Team team = new Team(2, "kernels", () -> {});
        KernelThreads bound = KernelThreads.of(team, 2)) {
      team.run(2, member -> members.add(Thread.currentThread()));
      assertThat(members).containsAll(threadsOf(40));
    }
    assertThat(members).hasSize(2).contains(Thread.currentThread());
  }

  @Test
  void boundsNestAndAreLifted() {
    try (KernelThreads outer = KernelThreads.atMost(3, 64)) {
      try (KernelThreads inner = KernelThreads.atMost(1)) {
        assertThat(threadsOf(20)).containsExactly(Thread.currentThread());
      }
      assertThat(threadsOf(20)).doesNotContain(Thread.currentThread());
    }
    assertThat(threadsOf(40))
        .allMatch(
            thread -> thread == Thread.currentThread() || thread.getName().contains("commonPool"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 64})
  void theFirstFailureIsThrownWhenAllIsDone(int threads) {
    try (KernelThreads bound = KernelThreads.atMost(threads, 64)) {
      assertFailsWhenAllIsDone();
    }
  }

  private static void assertFailsWhenAllIsDone() {
    AtomicInteger done = new AtomicInteger();
    assertThatThrownBy(
            () ->
                KernelThreads.forEach(
                    10,
                    i -> {
                      done.incrementAndGet();
                      if (i == 3 || i == 7) {
                        throw new ArithmeticException("task " + i);
                      }
                    }))
        .isExactlyInstanceOf(ArithmeticException.class)
        .hasMessage("task 3");
    assertThat(done).hasValue(10);
  }

  @Test
  void sumsHaveTheSameBits() {
    INDArray matrix = Nd4j.randn(7, 100_000);
    double[] expected = Rows.of(matrix).squaredNorms();
    for (int threads = 1; threads <= 4; threads++) {
      try (KernelThreads bound = KernelThreads.atMost(threads, 64)) {
        assertThat(Rows.of(matrix).squaredNorms()).containsExactly(expected);
      }
    }
  }

  @Test
  void aTeamFailsAsOthersDo() {
    try (Team team = new Team(2, "kernels", () -> {});
        KernelThreads bound = KernelThreads.of(team, 2)) {
      assertFailsWhenAllIsDone();
    }
  }

  @Test
  void noThreadsAreRefused() {
    assertThatThrownBy(() -> KernelThreads.atMost(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads: need >= 1, got 0");
  }
}
