package io.github.brsgd.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TeamTest {

  private static Team team(int members) {
    return new Team(members, "team-test", () -> {});
  }

  private static Map<Integer, Thread> threads(Team team, int members) {
    Map<Integer, Thread> threads = new ConcurrentHashMap<>();
    team.run(members, member -> assertThat(threads.put(member, Thread.currentThread())).isNull());
    return threads;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 40})
  void eachMemberIsAlwaysTheSameThreadAndTheFirstTheCaller(int members) {
    try (Team team = team(members)) {
      Map<Integer, Thread> first = threads(team, members);
      assertThat(first.keySet()).hasSize(members);
      assertThat(first.get(0)).isSameAs(Thread.currentThread());
      assertThat(Set.copyOf(first.values())).hasSize(members);
      for (int round = 0; round < 200; round++) {
        assertThat(threads(team, members)).isEqualTo(first);
      }
      assertThat(threads(team, members + 5)).isEqualTo(first);
      assertThat(threads(team, 1).keySet()).containsExactly(0);
    }
  }

  @Test
  void noMoreAreCalledThanAreNeeded() {
    try (Team team = team(4)) {
      assertThat(threads(team, 2).keySet()).containsExactlyInAnyOrder(0, 1);
    }
  }

  @Test
  void whereTheTeamIsAtWorkTheCallersPartIsAll() throws InterruptedException {
    try (Team team = team(2)) {
      AtomicInteger inner = new AtomicInteger();
      team.run(2, member -> team.run(2, part -> inner.addAndGet(1 + 10 * part)));
      assertThat(inner).hasValue(2);
      Set<Integer> elsewhere = ConcurrentHashMap.newKeySet();
      Thread other = new Thread(() -> team.run(2, elsewhere::add));
      CountDownLatch started = new CountDownLatch(1);
      team.run(
          2,
          member -> {
            if (member == 0) {
              other.start();
              join(other);
              started.countDown();
            }
          });
      assertThat(started.getCount()).isZero();
      assertThat(elsewhere).containsExactly(0);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void anErrorIsThrownBeforeOthersWhenAllAreDone() {
    AtomicInteger done = new AtomicInteger();
    try (Team team = team(3)) {
      assertThatThrownBy(
              () ->
                  team.run(
                      3,
                      member -> {
                        if (member == 0) {
                          throw new ArithmeticException("member 0");
                        }
                        pause(50);
                        done.incrementAndGet();
                        if (member == 2) {
                          throw new StackOverflowError("member 2");
                        }
                      }))
          .isExactlyInstanceOf(StackOverflowError.class);
      assertThat(done).hasValue(2);
      assertThatThrownBy(
              () ->
                  team.run(
                      3,
                      member -> {
                        throw new ArithmeticException("member " + member);
                      }))
          .isExactlyInstanceOf(ArithmeticException.class)
          .hasMessage("member 0");
      assertThat(threads(team, 3)).hasSize(3);
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anInterruptIsKeptForAfterwards() {
    AtomicInteger done = new AtomicInteger();
    Thread caller = Thread.currentThread();
    try (Team team = team(2)) {
      team.run(
          2,
          member -> {
            if (member == 1) {
              caller.interrupt();
              pause(50);
              done.incrementAndGet();
            }
          });
      assertThat(done).hasValue(1);
      assertThat(Thread.interrupted()).isTrue();
      caller.interrupt();
    }
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whatATaskDoesToItsThreadIsOverWithIt() {
    try (Team team = team(2)) {
      for (int round = 0; round < 200; round++) {
        team.run(
            2,
            member -> {
              if (member == 1) {
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
                Thread.currentThread().interrupt();
              }
            });
      }
    }
  }

  @Test
  void membersSleepWhenNothingComesAndWakeWhenItDoes() throws InterruptedException {
    try (Team team = team(2)) {
      Thread helper = threads(team, 2).get(1);
      while (helper.getState() != Thread.State.WAITING) {
        Thread.sleep(1);
      }
      helper.interrupt();
      assertThat(threads(team, 2).get(1)).isSameAs(helper);
    }
  }

  @Test
  void allButTheCallerEndWithTheTeam() {
    Set<Thread> ended = ConcurrentHashMap.newKeySet();
    Team team = new Team(3, "team-test", () -> ended.add(Thread.currentThread()));
    Map<Integer, Thread> threads = threads(team, 3);
    team.close();
    assertThat(ended).containsExactlyInAnyOrder(threads.get(1), threads.get(2));
    assertThat(threads.get(1).isAlive()).isFalse();
    assertThat(threads.get(1).getName()).isEqualTo("team-test-1");
    team.close();
    assertThatThrownBy(() -> team.run(1, member -> {})).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void noMembersAreRefused() {
    assertThatThrownBy(() -> team(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("members: need >= 1, got 0");
  }
}
