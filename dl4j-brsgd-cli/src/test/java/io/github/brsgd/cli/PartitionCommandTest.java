package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.brsgd.data.LabelCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sets and partitioners of the catalogue on the command line. */
class PartitionCommandTest {

  @TempDir private Path folder;

  private Cli train(String out, Object... more) {
    Map<String, Object> defaults =
        Map.of(
            "--dataset",
            "synthetic",
            "--examples",
            200,
            "--nodes",
            5,
            "--batch",
            4,
            "--rounds",
            3,
            "--rule",
            "median",
            "--byzantine",
            1,
            "--out",
            folder.resolve(out));
    return Cli.run("train", defaults, more);
  }

  private String rounds(String out) throws IOException {
    return Files.readString(folder.resolve(out).resolve("rounds.csv"));
  }

  @Test
  void theSplitChangesTheRunAndIsRecorded() throws IOException {
    assertThat(train("default").code()).isZero();
    assertThat(train("iid", "--partition", "iid").code()).isZero();
    Cli cli = train("blocks", "--partition", "in-blocks:size=3");
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("synthetic split by in-blocks:size=3: 200 training");
    assertThat(rounds("iid")).isEqualTo(rounds("default"));
    assertThat(rounds("blocks")).isNotEqualTo(rounds("default"));
    Path record = folder.resolve("blocks/run.json");
    assertThat(
            new ObjectMapper()
                .readTree(record.toFile())
                .at("/configuration/data/partition")
                .asText())
        .isEqualTo("in-blocks:size=3");
    assertThat(Cli.run("train", "--config", record, "--out", folder.resolve("again")).code())
        .isZero();
    assertThat(rounds("again")).isEqualTo(rounds("blocks"));
  }

  @Test
  void recordsFromBeforeTheChoiceAreOfIidData() throws IOException {
    assertThat(train("new").code()).isZero();
    Path record = folder.resolve("new/run.json");
    String text = Files.readString(record);
    String older = text.replaceFirst(",\\s*\"partition\" : \"iid\"", "");
    assertThat(older).isNotEqualTo(text).doesNotContain("partition");
    Path old = Files.writeString(folder.resolve("old.json"), older);
    Cli cli = Cli.run("train", "--config", old, "--out", folder.resolve("again"));
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(rounds("again")).isEqualTo(rounds("new"));
    Files.writeString(old, text.replace("\"partition\" : \"iid\"", "\"partition\" : null"));
    assertThat(Cli.run("train", "--config", old, "--out", folder.resolve("null")).code())
        .isEqualTo(2);
  }

  @Test
  void comparisonsAndSweepsTakeItToo() {
    Cli compare =
        Cli.run(
            "compare",
            "--dataset",
            "users-digits",
            "--partition",
            "in-blocks:size=2",
            "--examples",
            200,
            "--nodes",
            5,
            "--attackers",
            1,
            "--batch",
            4,
            "--rounds",
            2,
            "--rules",
            "median",
            "--attacks",
            "zero",
            "--out",
            folder.resolve("compare"));
    assertThat(compare.code()).isZero();
    assertThat(compare.out())
        .contains("users-digits split by in-blocks:size=2, mlp: test accuracy");
    Object[] sweep = {
      "sweep",
      "--dataset",
      "synthetic",
      "--partition",
      "in-blocks:size=2",
      "--examples",
      200,
      "--nodes",
      5,
      "--attackers",
      1,
      "--byzantine",
      1,
      "--batch",
      4,
      "--rounds",
      2,
      "--rules",
      "median",
      "--attacks",
      "zero",
      "--candidates",
      1,
      "--out",
      folder.resolve("sweep")
    };
    Cli first = Cli.run(sweep);
    assertThat(first.err()).isEmpty();
    assertThat(first.code()).isZero();
    assertThat(folder.resolve("sweep/candidates/terms.txt"))
        .content()
        .contains("partition in-blocks:size=2");
    sweep[4] = "iid";
    Cli other = Cli.run(sweep);
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("holds another sweep");
  }

  @Test
  void whoHoldsWhatIsToldAndWritten() throws IOException {
    Cli cli = train("differ", "--partition", "dirichlet:alpha=0.1,over=nodes");
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("labels   5 nodes: ", "node  examples");
    Path csv = folder.resolve("differ/partition.csv");
    LabelCounts counts = LabelCounts.fromCsv(Files.readString(csv));
    assertThat(counts.nodes()).isEqualTo(5);
    assertThat(IntStream.range(0, 5).map(counts::examples).sum()).isEqualTo(200);
    assertThat(folder.resolve("differ/partition.png")).isNotEmptyFile();
    assertThat(
            Cli.run(
                    "train",
                    "--config",
                    folder.resolve("differ/run.json"),
                    "--out",
                    folder.resolve("again"))
                .code())
        .isZero();
    assertThat(rounds("again")).isEqualTo(rounds("differ"));
    assertThat(folder.resolve("again/partition.csv")).hasSameTextualContentAs(csv);
    Cli report = Cli.run("report", folder.resolve("differ"));
    assertThat(report.code()).isZero();
    Cli iid = train("iid");
    assertThat(iid.out()).doesNotContain("labels   ");
    assertThat(folder.resolve("iid/partition.csv")).doesNotExist();
    assertThat(folder.resolve("iid/partition.png")).doesNotExist();
  }

  @Test
  void comparisonsTellAndWriteWhoHoldsWhat() throws IOException {
    Path out = folder.resolve("compare");
    String dirichlet = "dirichlet:alpha=0.1,over=classes";
    Cli one = compare(out, "--partition", dirichlet, "--seed", 4);
    assertThat(one.err()).isEmpty();
    assertThat(one.code()).isZero();
    assertThat(one.out()).contains("labels   5 nodes: 40 examples and ", "node  examples");
    Path csv = out.resolve("partition.csv");
    String four = Files.readString(csv);
    assertThat(out.resolve("partition.png")).isNotEmptyFile();
    assertThat(train("train", "--partition", dirichlet, "--seed", 4).code()).isZero();
    assertThat(folder.resolve("train/partition.csv")).hasContent(four);
    assertThat(Cli.run("report", out).code()).isZero();
    assertThat(out.resolve("report.html")).content().contains("Labels per node", "seed 4.");

    Cli two = compare(out, "--partition", dirichlet, "--seed", 3, "--seeds", 2);
    assertThat(two.code()).isZero();
    assertThat(two.out()).contains("classes each; seed 3");
    assertThat(csv).doesNotExist();
    assertThat(out.resolve("partition.png")).doesNotExist();
    assertThat(out.resolve("partition-4.csv")).hasContent(four);
    assertThat(out.resolve("partition-3.csv")).content().isNotEqualTo(four);
    assertThat(out.resolve("partition-3.png")).isNotEmptyFile();
    assertThat(Cli.run("report", out).code()).isZero();
    assertThat(out.resolve("report.html")).content().contains("Labels per node", "seed 3.");

    Path own = Files.writeString(out.resolve("partition-notes.csv"), "mine");
    assertThat(compare(out).code()).isZero();
    assertThat(out.resolve("partition-3.csv")).doesNotExist();
    assertThat(out.resolve("partition-4.png")).doesNotExist();
    assertThat(own).hasContent("mine");
    assertThat(Cli.run("report", out).code()).isZero();
    assertThat(out.resolve("report.html")).content().doesNotContain("Labels per node");
  }

  private static Cli compare(Path out, Object... more) {
    Map<String, Object> defaults = new HashMap<>();
    defaults.put("--dataset", "synthetic");
    defaults.put("--examples", 200);
    defaults.put("--nodes", 5);
    defaults.put("--attackers", 1);
    defaults.put("--batch", 4);
    defaults.put("--rounds", 1);
    defaults.put("--rules", "median");
    defaults.put("--attacks", "zero");
    defaults.put("--out", out);
    return Cli.run("compare", defaults, more);
  }

  @Test
  void anEarlierSplitIsNotTakenForThatOfTheRun() throws IOException {
    assertThat(train("again", "--partition", "shards:classes=2").code()).isZero();
    assertThat(folder.resolve("again/partition.csv")).exists();
    assertThat(train("again").code()).isZero();
    assertThat(folder.resolve("again/partition.csv")).doesNotExist();
    assertThat(folder.resolve("again/partition.png")).doesNotExist();
  }

  @Test
  void sweepsTryNodesThatDiffer() {
    Cli sweep =
        Cli.run(
            "sweep",
            "--dataset",
            "synthetic",
            "--partition",
            "similarity:gamma=0.33",
            "--examples",
            200,
            "--nodes",
            5,
            "--attackers",
            1,
            "--byzantine",
            1,
            "--batch",
            4,
            "--rounds",
            2,
            "--rules",
            "median",
            "--attacks",
            "zero",
            "--candidates",
            1,
            "--out",
            folder.resolve("sweep"));
    assertThat(sweep.err()).isEmpty();
    assertThat(sweep.code()).isZero();
    assertThat(folder.resolve("sweep/candidates/terms.txt"))
        .content()
        .contains("partition similarity:gamma=0.33");
  }

  @Test
  void splitsThatCannotBeAreNamed() {
    Cli classes = train("out", "--partition", "one-class");
    assertThat(classes.code()).isEqualTo(2);
    assertThat(classes.err()).contains("need nodes >= classes, got nodes=5, classes=10");
    Cli batch = train("out", "--partition", "power-law:exponent=2", "--batch", 150);
    assertThat(batch.code()).isEqualTo(2);
    assertThat(batch.err()).contains("batchSize=150, the largest of 5 nodes has 137 examples");
    assertThat(train("out", "--partition", "power-law:exponent=2", "--batch", 137).code()).isZero();
  }

  @Test
  void mistakesAreNamedBeforeAnythingIsWritten() {
    Cli unknown = train("out", "--partition", "idd");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("partition: unknown 'idd'; did you mean 'iid'?");
    Cli key = train("out", "--partition", "iid:alpha=1");
    assertThat(key.code()).isEqualTo(2);
    assertThat(key.err()).contains("iid: unknown key 'alpha' iid has no parameters");
    Cli dataset = train("out", "--dataset", "minst");
    assertThat(dataset.code()).isEqualTo(2);
    assertThat(dataset.err()).contains("dataset: unknown 'minst'; did you mean 'mnist'?");
    Cli away = train("out", "--dataset", "idx:" + folder.resolve("away"));
    assertThat(away.code()).isEqualTo(2);
    assertThat(away.err()).contains("dataset: there is no " + folder.resolve("away"));
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void theSplitIsRecordedInOneWayHoweverItIsTyped() throws IOException {
    Cli cli = train("typed", "--partition", " in-blocks: size = 3 ");
    assertThat(cli.out()).contains("synthetic split by in-blocks:size=3: 200 training");
    assertThat(train("colon", "--partition", "iid:").out()).contains("synthetic: 200 training");
    assertThat(folder.resolve("colon/run.json")).content().contains("\"partition\" : \"iid\"");
  }
}
