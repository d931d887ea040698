package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The collector may come between any two instructions, on a machine that is busy. */
class ManyCollectionsTest {

  /** Hundreds of collections; a minute and more on demand. */
  private static final String SECONDS = System.getProperty("brsgd.seconds", "4");

  @Test
  void arraysThatNativeCodeReadsAreThere() throws IOException, InterruptedException {
    List<String> flags =
        List.of("-XX:+UseParallelGC", "-Xmx256m", "-Xmn2m", "-XX:ErrorFile=target/hs_err_%p.log");
    assertThat(ChildProcess.numbers("rounds ", flags, ManyCollections.class, SECONDS)).hasSize(1);
  }
}
