package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
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
    return ChildProcess.numbers(
            "peak ",
            List.of("-XX:+UseParallelGC", "-Xmx256m", "-Xmn24m"),
            LongStream.class,
            String.valueOf(megabytes))
        .get(0);
  }
}
