package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.cli.experiment.RunRecord;
import io.github.brsgd.cli.experiment.SavedNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own shows: signals, start-up, a platform without natives. */
class ProcessTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private Path out;
  private Path err;
  private Process process;

  @BeforeEach
  void files() {
    out = folder.resolve("out.txt");
    err = folder.resolve("err.txt");
  }

  @AfterEach
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private void start(List<String> flags, Object... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Processes of seconds, most of which would go into optimizing what is about to end.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Brsgd.class.getName()));
    Stream.of(args).map(Object::toString).forEach(command::add);
    process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
  }

  private void await(Path file) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!Files.exists(file)) {
      assertThat(process.isAlive()).as("waiting for %s: %s", file, told()).isTrue();
      assertThat(Instant.now()).as("waiting for %s: %s", file, told()).isBefore(end);
      Thread.sleep(5);
    }
  }

  /** Flags with which an attack of the tests tells how far the process has come. */
  private List<String> signalling(Path file) {
    return List.of("-D" + SignallingAttack.FILE + "=" + file);
  }

  private String told() throws IOException {
    return Files.readString(out) + Files.readString(err);
  }

  private int exitCode() throws IOException, InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(told()).isTrue();
    return process.exitValue();
  }

  /** Sends Ctrl-C; or a polite kill, should this process have been started with it ignored. */
  private void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
    Instant end = Instant.now().plusSeconds(3);
    while (process.isAlive() && !told().contains("stopping: ") && Instant.now().isBefore(end)) {
      Thread.sleep(20);
    }
    if (process.isAlive() && !told().contains("stopping: ")) {
      process.destroy();
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aSweepThatWasKilledEndsAsOneThatWasNot() throws IOException, InterruptedException {
    Path whole = folder.resolve("whole");
    Path killed = folder.resolve("killed");
    Cli uninterrupted = Cli.run(sweep(whole));
    assertThat(uninterrupted.code()).as(uninterrupted.err()).isZero();
    start(List.of(), sweep(killed));
    await(killed.resolve("candidates/candidate-0003.json"));
    process.destroyForcibly();
    assertThat(exitCode()).isEqualTo(137);
    assertThat(killed.resolve("leaderboard.csv")).doesNotExist();

    start(List.of(), "sweep", "--resume", killed);

    assertThat(exitCode()).as(told()).isZero();
    assertThat(killed.resolve("leaderboard.csv"))
        .hasSameTextualContentAs(whole.resolve("leaderboard.csv"));
  }

  private static Object[] sweep(Path out) {
    return new Object[] {
      "sweep",
      "--dataset",
      "synthetic",
      "--examples",
      300,
      "--nodes",
      7,
      "--attackers",
      2,
      "--byzantine",
      1,
      "--batch",
      8,
      "--rounds",
      4,
      "--candidates",
      12,
      "--out",
      out
    };
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void controlCLeavesCompleteFilesOfWhatWasDone() throws IOException, InterruptedException {
    Path run = folder.resolve("run");
    Path signal = folder.resolve("signal");
    start(
        signalling(signal),
        "train",
        "--dataset",
        "synthetic",
        "--examples",
        400,
        "--nodes",
        5,
        "--attackers",
        1,
        "--attack",
        "signalling:after=12",
        "--batch",
        8,
        "--rounds",
        1_000_000,
        "--evaluate-every",
        10,
        "--rule",
        "median",
        "--byzantine",
        1,
        "--out",
        run);
    await(signal);
    interrupt();
    assertThat(exitCode()).isIn(130, 143);
    assertThat(Files.readString(err)).contains("stopping: ").doesNotContain("\tat ");
    assertThat(Files.readString(out))
        .containsPattern("stopped after [0-9]+ of 1000000 rounds; the files .* are complete");
    RunRecord record = RunRecord.read(run.resolve("run.json"));
    assertThat(record.result().stopped()).isTrue();
    assertThat(record.result().rounds()).isPositive();
    assertThat(Files.readAllLines(run.resolve("rounds.csv"))).hasSize(record.result().rounds() + 1);
    assertThat(SavedNetwork.read(run.resolve("model.zip")).numParams()).isEqualTo(79_510);
    try (Stream<Path> files = Files.list(run)) {
      assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".part"));
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void controlCShowsTheCellsThatAreDone() throws IOException, InterruptedException {
    Path run = folder.resolve("run");
    Path signal = folder.resolve("signal");
    start(
        signalling(signal),
        "compare",
        "--dataset",
        "synthetic",
        "--examples",
        400,
        "--nodes",
        5,
        "--attackers",
        1,
        "--batch",
        8,
        "--rounds",
        5,
        "--seeds",
        100_000,
        "--rules",
        "mean",
        "median",
        "--attacks",
        // Five times in each run: when the fourth run begins, no more than two are at hand.
        "signalling:after=16",
        "none",
        "--parallel",
        2,
        "--out",
        run);
    await(signal);
    interrupt();
    assertThat(exitCode()).isIn(130, 143);
    assertThat(told())
        .contains("stopping: ")
        .containsPattern("stopped after [0-9]+ of 400000 runs");
    assertThat(Files.readAllLines(run.resolve("compare.csv"))).hasSizeGreaterThan(1);
    assertThat(run.resolve("compare.png")).isNotEmptyFile();
  }

  @Test
  void aPlatformWithoutNativesIsToldSo() throws IOException, InterruptedException {
    start(
        List.of("-Dorg.bytedeco.javacpp.platform=linux-nowhere"),
        "train",
        "--dataset",
        "synthetic",
        "--examples",
        100,
        "--nodes",
        1,
        "--rounds",
        1,
        "--rule",
        "mean",
        "--out",
        folder);
    assertThat(exitCode()).isEqualTo(1);
    assertThat(Files.readString(err))
        .contains("ND4J has no native library for this platform")
        .doesNotContain("\tat ");
  }

  @Test
  void helpNeedsNoNativesAndNoSecond() throws IOException, InterruptedException {
    start(List.of("-Dorg.bytedeco.javacpp.platform=linux-nowhere", "-verbose:class"), "--help");
    assertThat(exitCode()).isZero();
    assertThat(Files.readString(out)).contains("Usage: brsgd").doesNotContain("org.nd4j");
    start(List.of("-verbose:class"), "compare", "--help");
    assertThat(exitCode()).isZero();
    assertThat(Files.readString(out)).contains("Usage: brsgd").doesNotContain("org.nd4j");
  }

  /** As in containers and cron jobs; elsewhere file names do not depend on the locale. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void inThePosixLocaleAPathThatCannotBeNamedIsSaidToBeOne()
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            "sh",
            "-c",
            "exec \"$0\" -XX:TieredStopAtLevel=1 -cp \"$1\" \"$2\" train --rule mean --out \"d$(printf"
                + " '\\303\\274')r\"",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            System.getProperty("java.class.path"),
            Brsgd.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "POSIX");
    process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(exitCode()).isEqualTo(2);
    assertThat(Files.readString(err))
        .contains("--out", "' is no path: file names are in ", "LC_ALL=C.UTF-8")
        .doesNotContain("Exception");
  }
}
