package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A thousand runs in one process take no more memory than one. */
class MemoryOverRunsTest {

  /** As many as it takes for a leak to show; 200 and more on demand. */
  private static final int RUNS = Integer.getInteger("brsgd.runs", 60);

  private static final long MORE_KILOBYTES_PER_RUN = 256;

  @Test
  @EnabledOnOs(OS.LINUX)
  void allRunsHoldWhatHalfOfThemHeld() throws IOException, InterruptedException {
    List<Long> resident =
        ChildProcess.numbers(
            "resident ",
            // What the optimizing compiler keeps grows for a hundred runs.
            List.of("-XX:+UseSerialGC", "-Xmx256m", "-XX:TieredStopAtLevel=1"),
            ManyShortRuns.class,
            String.valueOf(RUNS));
    assertThat(resident).hasSize(2);
    assertThat(resident.get(1))
        .isLessThanOrEqualTo(resident.get(0) + RUNS / 2 * MORE_KILOBYTES_PER_RUN);
  }
}
