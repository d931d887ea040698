package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A write that fails in the middle, as on a full disk: the system lets no file of the process grow
 * beyond a limit.
 */
@EnabledOnOs(OS.LINUX)
class FullDiskTest {

  private static final int KIBIBYTE = 1024;

  @TempDir private Path folder;

  private Path checkpoints;
  private String expected;
  private long limit;

  /** The checkpoint after the ninth round fits, the next one does not. */
  @BeforeEach
  void aRunWithoutALimit() throws IOException {
    assumeTrue(Files.isExecutable(ChildProcess.SHELL), "needs " + ChildProcess.SHELL);
    checkpoints = Files.createDirectory(folder.resolve("limited"));
    Path all = Files.createDirectory(folder.resolve("all"));
    BrsgdTrainingMaster whole =
        FullDiskRun.builder()
            .checkpoints(Checkpoints.everyRounds(all, FullDiskRun.EVERY).keeping(100))
            .build();
    expected = KilledRun.digest(whole);
    long nine = Files.size(all.resolve("checkpoint-00000009.brsgd"));
    long twelve = Files.size(all.resolve("checkpoint-00000012.brsgd"));
    limit = nine / KIBIBYTE + 1;
    assertThat(limit * KIBIBYTE).isBetween(nine, twelve - 1);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(checkpoints)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private List<String> run(Checkpoints.IfUnwritable answer) throws Exception {
    List<String> lines =
        ChildProcess.limited(limit, FullDiskRun.class, checkpoints.toString(), answer.name());
    assertThat(files()).containsExactly("checkpoint-00000006.brsgd", "checkpoint-00000009.brsgd");
    return lines;
  }

  @Test
  void theRunGoesOnAndTheLastGoodCheckpointStays() throws Exception {
    assertThat(run(Checkpoints.IfUnwritable.GO_ON)).contains("digest " + expected.hashCode());
    assertThat(
            KilledRun.digest(
                FullDiskRun.master(checkpoints, Checkpoints.IfUnwritable.GO_ON)
                    .resume(checkpoints)))
        .isEqualTo(expected);
  }

  @Test
  void theRunEndsWhereThatIsSetAndGoesOnWhenThereIsRoom() throws Exception {
    List<String> lines = run(Checkpoints.IfUnwritable.END);
    assertThat(lines).contains("rounds 12");
    assertThat(lines)
        .filteredOn(line -> line.startsWith("ended "))
        .singleElement()
        .asString()
        .contains("after round 11: checkpoints: none could be written into " + checkpoints);
    assertThat(
            KilledRun.digest(
                FullDiskRun.master(checkpoints, Checkpoints.IfUnwritable.END).resume(checkpoints)))
        .isEqualTo(expected);
    assertThat(files()).containsExactly("checkpoint-00000018.brsgd", "checkpoint-00000020.brsgd");
  }
}
