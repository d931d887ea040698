package io.github.brsgd.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.brsgd.data.DatasetLocator;
import io.github.brsgd.robustness.SuspicionStudy.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Measures the table of docs/suspicion.md, writes it to target/suspicion.md and checks it. */
@Tag("slow")
class SuspicionStudyTest {

  private static final int SEEDS = 100;
  private static final int FEWER = 20;
  private static final int HONEST = 30;
  private static final int ATTACKED = 10;

  /** Of 100 runs with a chance of 0.05 each, 11 or more alarm with a chance of 0.01. */
  private static final double ALARMS = 0.1;

  @Test
  void attackersAreFoundAndHonestNodesAreNot() throws IOException, InterruptedException {
    String folder = System.getenv(DatasetLocator.VARIABLE);
    assumeThat(folder).as("BRSGD_DATA is set").isNotNull();
    Path table = Path.of("target/suspicion.md");
    Files.writeString(table, SuspicionStudy.head() + "\n");
    for (Line line :
        SuspicionStudy.ofMnist(Path.of(folder)).all(SEEDS, FEWER, done -> append(table, done))) {
      if (SuspicionStudy.promised().anyMatch(line.setting()::equals)) {
        assertThat(line.falseAlarms()).as(line.toString()).isLessThanOrEqualTo(ALARMS);
        if (line.setting().attackers() > 0) {
          assertThat(line.recall()).as(line.toString()).isGreaterThanOrEqualTo(0.95);
          assertThat(line.falseAlarms()).as(line.toString()).isLessThanOrEqualTo(0.05);
        }
      }
    }
  }

  /** Half an hour on two cores. */
  @Test
  void momentaAreJudgedByTheirIncrements() throws IOException, InterruptedException {
    String folder = System.getenv(DatasetLocator.VARIABLE);
    assumeThat(folder).as("BRSGD_DATA is set").isNotNull();
    Path table = Path.of("target/suspicion-momentum.md");
    Files.writeString(table, SuspicionStudy.head() + "\n");
    SuspicionStudy study = SuspicionStudy.ofMnist(Path.of(folder));
    for (SuspicionStudy.Setting setting : SuspicionStudy.increments().toList()) {
      Line line = study.line(setting, 1, setting.attackers() == 0 ? HONEST : ATTACKED);
      append(table, line);
      assertThat(line.falseAlarms()).as(line.toString()).isLessThanOrEqualTo(ALARMS);
      if (SuspicionStudy.PLAIN.contains(setting.attack())) {
        assertThat(line.recall()).as(line.toString()).isGreaterThanOrEqualTo(0.95);
      }
    }
  }

  private static void append(Path table, Line line) {
    try {
      Files.writeString(table, line.markdown() + "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
