package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideBySideTest {

  private static SideBySide on(int threads) {
    return new SideBySide(threads, () -> false);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void resultsAreInTheOrderOfTheJobsWhicheverIsDoneFirst() {
    CountDownLatch last = new CountDownLatch(1);
    List<SideBySide.Job<String>> jobs =
        List.of(
            interrupted -> {
              await(last);
              return Optional.of("first");
            },
            interrupted -> Optional.of("second"),
            interrupted -> Optional.empty(),
            interrupted -> {
              last.countDown();
              return Optional.of("last");
            });
    assertThat(on(2).run(jobs).results()).containsExactly("first", "second", "last");
  }

  @Test
  void asManyAreAtHandAsThereAreThreadsAndNoMore() {
    AtomicInteger atHand = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch three = new CountDownLatch(3);
    SideBySide.Job<Integer> job =
        interrupted -> {
          most.accumulateAndGet(atHand.incrementAndGet(), Math::max);
          three.countDown();
          await(three);
          atHand.decrementAndGet();
          return Optional.of(1);
        };
    assertThat(on(3).run(List.of(job, job, job, job, job, job, job)).results()).hasSize(7);
    assertThat(most).hasValue(3);
  }

  @Test
  void afterAFailureThoseAtHandAreFinishedAndNoneIsBegun() {
    CountDownLatch failing = new CountDownLatch(1);
    AtomicBoolean begun = new AtomicBoolean();
    List<SideBySide.Job<String>> jobs =
        List.of(
            interrupted -> {
              await(failing);
              Thread.yield();
              return Optional.of("at hand");
            },
            interrupted -> {
              failing.countDown();
              throw new IOException("a disk");
            },
            interrupted -> {
              begun.set(true);
              return Optional.of("never");
            });
    SideBySide serial = on(1);
    assertThat(serial.run(jobs.subList(1, 3)).results()).isEmpty();
    assertThat(begun).isFalse();
    SideBySide.Done<String> done = on(2).run(jobs.subList(0, 2));
    assertThat(done.results()).containsExactly("at hand");
    assertThatThrownBy(done::orThrow).isInstanceOf(IOException.class).hasMessage("a disk");
  }

  @Test
  void ofSeveralFailuresThatOfTheFirstJobIsTold() {
    CountDownLatch second = new CountDownLatch(1);
    List<SideBySide.Job<String>> jobs =
        List.of(
            interrupted -> {
              await(second);
              throw new AssertionError("first");
            },
            interrupted -> {
              second.countDown();
              throw new IllegalStateException("second");
            });
    SideBySide.Done<String> done = on(2).run(jobs);
    assertThatThrownBy(done::orThrow).isInstanceOf(AssertionError.class).hasMessage("first");
  }

  @Test
  void noneIsBegunOnceTheEndIsAskedFor() {
    AtomicBoolean end = new AtomicBoolean();
    List<SideBySide.Job<Integer>> jobs =
        IntStream.range(0, 10)
            .<SideBySide.Job<Integer>>mapToObj(
                i ->
                    interrupted -> {
                      end.set(i == 2);
                      return Optional.of(i);
                    })
            .toList();
    assertThat(new SideBySide(1, end::get).run(jobs).results()).containsExactly(0, 1, 2);
  }

  @Test
  void anInterruptOfTheCallerEndsTheJobsAtHand() {
    Thread caller = Thread.currentThread();
    SideBySide.Job<Integer> first =
        interrupted -> {
          caller.interrupt();
          return Optional.of(1);
        };
    SideBySide.Job<Integer> waits =
        interrupted -> {
          while (!interrupted.getAsBoolean()) {
            Thread.onSpinWait();
          }
          return Optional.empty();
        };
    assertThat(on(2).run(List.of(first, waits, waits, waits)).results()).containsExactly(1);
    assertThat(Thread.interrupted()).isTrue();
  }
}
