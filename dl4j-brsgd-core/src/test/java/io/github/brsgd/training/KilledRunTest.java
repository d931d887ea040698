package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.catalog.Catalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SIGKILL at random moments, again and again, and the bits are those of a run without a break. */
class KilledRunTest {

  /** One, as each is a process of its own; 10 and more on demand. */
  private static final int KILLS = Integer.getInteger("brsgd.kills", 1);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"mimic, 1", "stale:r=2, 2", "poisoned-fl:c=0.6, 3"})
  void aRunKilledAgainAndAgainIsTheRunWithoutABreak(String attack, long seed) throws Exception {
    String expected =
        KilledRun.digest(KilledRun.builder(Catalog.standard().attack(attack)).build());
    Path checkpoints = Files.createDirectory(folder.resolve("checkpoints"));
    Path digest = folder.resolve("digest");
    SplittableRandom random = new SplittableRandom(seed);
    int kills = 0;
    while (kills < KILLS) {
      Process process =
          ChildProcess.start(
              KilledRun.class, attack, checkpoints.toString(), digest.toString(), "150");
      // Not before there is something new to go on after, or the run never gets anywhere.
      long newest = newest(checkpoints);
      while (newest(checkpoints) == newest && process.isAlive()) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      TimeUnit.MILLISECONDS.sleep(random.nextInt(300));
      assertThat(process.isAlive()).as("killed in time").isTrue();
      process.destroyForcibly().waitFor();
      kills++;
    }
    assertThat(newest(checkpoints)).isBetween(1L, KilledRun.ROUNDS - 1L);
    assertThat(digest).doesNotExist();
    // Goes on in this process, which has nothing of the one that was killed either.
    KilledRun.main(new String[] {attack, checkpoints.toString(), digest.toString(), "0"});
    assertThat(Files.readString(digest)).isEqualTo(expected);
  }

  private static long newest(Path checkpoints) throws Exception {
    try (Stream<Path> files = Files.list(checkpoints)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".brsgd"))
          .mapToLong(name -> Long.parseLong(name.replaceAll("\\D", "")))
          .max()
          .orElse(0);
    }
  }
}
