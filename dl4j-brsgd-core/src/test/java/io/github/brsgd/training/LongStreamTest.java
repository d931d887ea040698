package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * A long stream takes no more memory than a short one. The heap's young generation is kept small,
 * for it is its collections that free the small objects that ND4J's operations leave off the heap.
 */
class LongStreamTest {

  private static final long MORE_KILOBYTES = 64 * 1024;

  @Test
  @Tag("slow")
  @EnabledOnOs(OS.LINUX)
  void aGigabyteTakesWhatTenMegabytesTake() throws IOException, InterruptedException {
    assertThat(peak(1000)).isLessThanOrEqualTo(peak(10) + MORE_KILOBYTES);
  }

  private static long peak(int megabytes) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseParallelGC",
            "-Xmx256m",
            "-Xmn24m",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            LongStream.class.getName(),
            String.valueOf(megabytes));
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.redirectErrorStream(true);
    Process process = builder.start();
    String output;
    try (var in = process.getInputStream()) {
      output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(process.waitFor()).as(output).isZero();
    return output
        .lines()
        .filter(line -> line.startsWith("peak "))
        .mapToLong(line -> Long.parseLong(line.substring("peak ".length())))
        .findFirst()
        .orElseThrow();
  }
}
