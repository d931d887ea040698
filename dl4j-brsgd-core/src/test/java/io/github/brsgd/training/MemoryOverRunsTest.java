package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            ManyShortRuns.class.getName());
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.redirectErrorStream(true);
    Process process = builder.start();
    String output;
    try (var in = process.getInputStream()) {
      output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(process.waitFor()).as(output).isZero();
    List<Long> resident =
        output
            .lines()
            .filter(line -> line.startsWith("resident "))
            .map(line -> Long.parseLong(line.substring("resident ".length())))
            .toList();
    assertThat(resident).hasSize(2);
    assertThat(resident.get(1)).isLessThanOrEqualTo(resident.get(0) + MORE_KILOBYTES);
  }
}
