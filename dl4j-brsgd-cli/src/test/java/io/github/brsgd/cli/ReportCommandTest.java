package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {

  @TempDir Path folder;
  private Path run;

  @BeforeEach
  void train() {
    run = folder.resolve("run");
    Cli cli =
        Cli.run(
            "train",
            "--dataset",
            "synthetic",
            "--examples",
            200,
            "--nodes",
            5,
            "--batch",
            8,
            "--rounds",
            3,
            "--rule",
            "krum:q=1",
            "--attack",
            "zero",
            "--attackers",
            1,
            "--out",
            run);
    assertThat(cli.code()).as(cli.err()).isZero();
  }

  @Test
  void writesOneFileIntoTheFirstFolderOrWhereItIsTold() throws IOException {
    Cli cli = Cli.run("report", run);
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).isEqualTo("report in " + run.resolve("report.html") + "\n");
    assertThat(run.resolve("report.html")).content().contains("Runs on synthetic, mlp", "krum:q=1");
    Path out = folder.resolve("new").resolve("place");
    assertThat(Cli.run("report", run, "--out", out).code()).isZero();
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()).toList())
          .isEqualTo(List.of("report.html"));
    }
    assertThat(out.resolve("report.html")).content().contains("../../run/rounds.csv");
  }

  @Test
  void comparisonsAreReadBackWithTheirUnknownAccuracies() throws IOException {
    Path table = folder.resolve("table");
    Cli cli =
        Cli.run(
            "compare",
            "--dataset",
            "synthetic",
            "--examples",
            200,
            "--nodes",
            7,
            "--attackers",
            2,
            "--batch",
            8,
            "--rounds",
            2,
            "--rules",
            "mean",
            "krum:q=2",
            "--attacks",
            "none",
            "non-finite",
            "--out",
            table);
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(Cli.run("report", table, run).code()).isZero();
    assertThat(table.resolve("report.html"))
        .content()
        .contains("Comparison on synthetic, mlp", "aborted", "Runs on synthetic, mlp");
  }

  @Test
  void whatIsNoResultIsAnErrorAndLeavesTheOldReport() throws IOException {
    Files.writeString(run.resolve("report.html"), "old");
    assertFails("there is no such file or folder", run, folder.resolve("none"));
    assertFails("is not a folder", run, run.resolve("run.json"));
    assertFails("need sweep.json or grid.json or compare.json or run.json", run, folder);
    assertFails("is there twice", run, run.resolve("..").resolve("run"));
    String rounds = Files.readString(run.resolve("rounds.csv"));
    Files.writeString(run.resolve("rounds.csv"), rounds.substring(0, rounds.length() - 5));
    assertFails("rounds.csv: its last line has no end", run);
    Files.writeString(run.resolve("rounds.csv"), rounds.substring(0, rounds.indexOf("\n2,") + 1));
    assertFails("has 2 rounds, but run.json tells of 3", run);
    Files.delete(run.resolve("rounds.csv"));
    assertFails("rounds.csv: there is no such file", run);
    Files.writeString(run.resolve("rounds.csv"), rounds);
    String json = Files.readString(run.resolve("run.json"));
    for (String broken :
        List.of("", "null", "[]", json.substring(0, 200), json.replace("rule", "r"))) {
      Files.writeString(run.resolve("run.json"), broken);
      assertFails("run.json", run);
    }
    assertThat(run.resolve("report.html")).hasContent("old");
  }

  private static void assertFails(String message, Object... folders) {
    Cli cli = Cli.run(Stream.concat(Stream.of("report"), Stream.of(folders)).toArray());
    assertThat(cli.err()).contains(message).startsWith("brsgd report: ").hasLineCount(1);
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.out()).isEmpty();
  }

  @Test
  void noFolderIsWrongUsage() {
    Cli cli = Cli.run("report");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("which DIR?");
  }
}
