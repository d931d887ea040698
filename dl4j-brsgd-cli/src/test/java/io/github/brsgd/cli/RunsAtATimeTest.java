package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.training.MemoryEstimate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunsAtATimeTest {

  private static final int PLENTY = 1000;

  private static RunsAtATime of(Integer runs, Integer workers, int all, int fitting) {
    return RunsAtATime.of(Optional.ofNullable(runs), Optional.ofNullable(workers), all, fitting, 8);
  }

  @Test
  void aThreadPerProcessorUnlessMoreIsAskedFor() {
    assertThat(of(null, null, 48, PLENTY)).isEqualTo(new RunsAtATime(8, 1));
    assertThat(of(null, 2, 48, PLENTY)).isEqualTo(new RunsAtATime(4, 2));
    assertThat(of(null, 3, 48, PLENTY)).isEqualTo(new RunsAtATime(2, 3));
    assertThat(of(null, 9, 48, PLENTY)).isEqualTo(new RunsAtATime(1, 9));
    assertThat(of(1, null, 48, PLENTY)).isEqualTo(new RunsAtATime(1, 8));
    assertThat(of(3, null, 48, PLENTY)).isEqualTo(new RunsAtATime(3, 2));
    assertThat(of(20, null, 48, PLENTY)).isEqualTo(new RunsAtATime(20, 1));
    assertThat(of(20, 3, 48, PLENTY)).isEqualTo(new RunsAtATime(20, 3));
  }

  @Test
  void fewRunsHaveMoreThreads() {
    assertThat(of(null, null, 1, PLENTY)).isEqualTo(new RunsAtATime(1, 8));
    assertThat(of(null, null, 3, PLENTY)).isEqualTo(new RunsAtATime(3, 2));
    assertThat(of(4, null, 2, PLENTY)).isEqualTo(new RunsAtATime(2, 4));
  }

  @Test
  void noMoreAtATimeThanFitIntoMemoryUnlessAskedFor() {
    assertThat(of(null, null, 48, 2)).isEqualTo(new RunsAtATime(2, 4));
    assertThat(of(null, null, 48, 0)).isEqualTo(new RunsAtATime(1, 8));
    assertThat(of(4, null, 48, 2)).isEqualTo(new RunsAtATime(4, 2));
  }

  @Test
  void theGreaterTheNetworkTheFewerFit() {
    int small = fitting(20, 100_000);
    assertThat(small).isGreaterThan(fitting(20, 100_000_000)).isPositive();
    assertThat(fitting(1000, 10_000_000_000L)).isZero();
  }

  private static int fitting(int nodes, long parameters) {
    return RunsAtATime.fitting(new MemoryEstimate(nodes, parameters, 1, 4, 0));
  }
}
