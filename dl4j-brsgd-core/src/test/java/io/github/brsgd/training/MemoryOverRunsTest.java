package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A thousand runs in one process take no more memory than one. */
class MemoryOverRunsTest {

  private static final long MORE_KILOBYTES = 32 * 1024;

  @Test
  @EnabledOnOs(OS.LINUX)
  void twoHundredRunsHoldWhatFiftyHeld() throws IOException, InterruptedException {
    List<Long> resident =
        ChildProcess.numbers(
            "resident ", List.of("-XX:+UseSerialGC", "-Xmx256m"), ManyShortRuns.class);
    assertThat(resident).hasSize(2);
    assertThat(resident.get(1)).isLessThanOrEqualTo(resident.get(0) + MORE_KILOBYTES);
  }
}
