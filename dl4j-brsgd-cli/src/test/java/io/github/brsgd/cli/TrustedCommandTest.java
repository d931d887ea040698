package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.brsgd.cli.model.ExampleModel;
import io.github.brsgd.data.ImageShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Examples that are held back for the server. */
class TrustedCommandTest {

  /** It asks the server's rule. */
  private static final String ATTACK = "optimal-ipm";

  @TempDir Path folder;

  private static Cli train(Path out, Object... more) {
    Map<String, Object> defaults =
        Map.of(
            "--dataset", "synthetic",
            "--examples", 300,
            "--nodes", 5,
            "--batch", 8,
            "--rounds", 4,
            "--model", "logistic",
            "--out", out);
    return Cli.run("train", defaults, more);
  }

  private static Cli trust(Path out, Object... more) {
    List<Object> all =
        new ArrayList<>(
            List.of("--rule", "trust", "--byzantine", 4, "--attackers", 4, "--attack", ATTACK));
    all.addAll(List.of(more));
    return train(out, all.toArray());
  }

  private static String rounds(Path out) throws IOException {
    return Files.readString(out.resolve("rounds.csv"));
  }

  @Test
  void theyAreNotDealtAndARecordRepeatsTheRun() throws IOException {
    Path out = folder.resolve("a");
    Cli cli = trust(out, "--trusted", 20);
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(cli.out())
        .contains("synthetic: 280 training and 2,000 test images, 20 of the server's own")
        .contains("trust (q=4) on 5 nodes, 4 attack by optimal-ipm");
    Path again = folder.resolve("b");
    Path record = out.resolve("run.json");
    assertThat(Cli.run("train", "--config", record, "--workers", 2, "--out", again).code())
        .isZero();
    assertThat(rounds(again)).isEqualTo(rounds(out));
    Path more = folder.resolve("c");
    assertThat(Cli.run("train", "--config", record, "--trusted", 40, "--out", more).code())
        .isZero();
    assertThat(rounds(more)).isNotEqualTo(rounds(out));
  }

  @Test
  void aRunGoesOnAfterItsCheckpoint() throws IOException {
    Path straight = folder.resolve("a");
    assertThat(trust(straight, "--trusted", 20).code()).isZero();
    Path broken = folder.resolve("b");
    Cli first = trust(broken, "--trusted", 20, "--rounds", 2, "--checkpoint-every", 1);
    assertThat(first.err()).isEmpty();
    assertThat(Cli.run("train", "--resume", broken, "--rounds", 4).code()).isZero();
    assertThat(rounds(broken).lines().map(TrustedCommandTest::withoutAccuracy))
        .isEqualTo(rounds(straight).lines().map(TrustedCommandTest::withoutAccuracy).toList());
  }

  /** The shorter run was evaluated after its own last round. */
  private static String withoutAccuracy(String line) {
    return String.join(",", Arrays.copyOf(line.split(",", -1), 6));
  }

  @Test
  void aRecordFromBeforeThereWereAnyHasNone() throws IOException {
    Path out = folder.resolve("a");
    assertThat(train(out, "--rule", "median", "--byzantine", 2).code()).isZero();
    JsonNode run = new ObjectMapper().readTree(out.resolve("run.json").toFile());
    ObjectNode data = (ObjectNode) run.at("/configuration/data");
    assertThat(data.remove("trusted").asInt()).isZero();
    Path old = Files.writeString(folder.resolve("old.json"), run.toString());
    Path again = folder.resolve("b");
    assertThat(Cli.run("train", "--config", old, "--out", again).err()).isEmpty();
    assertThat(rounds(again)).isEqualTo(rounds(out));
  }

  @Test
  void whatDoesNotGoTogetherIsRefusedBeforeTheRun() {
    Path out = folder.resolve("a");
    assertThat(trust(out).err())
        .contains("trust compares rows with one of the server's own")
        .contains("--trusted 100");
    assertThat(train(out, "--rule", "krum:q=1", "--trusted", 20).err())
        .contains(
            "20 examples would be held back for a server that makes no use of them: krum:q=1");
    assertThat(trust(out, "--trusted", 300).err())
        .contains("trusted: need fewer than the 300 training examples");
    assertThat(trust(out, "--trusted", -1).err()).contains("trusted: need >= 0, got -1");
    assertThat(out.resolve("rounds.csv")).doesNotExist();
    for (Cli cli :
        new Cli[] {
          Cli.run("attack", "--attack", "alie", "--attackers", 2, "--rule", "trust", "a", "b"),
          Cli.run("aggregate", "--rule", "trust", "a", "b")
        }) {
      assertThat(cli.code()).isNotZero();
    }
  }

  @Test
  void aGridMakesUseOfThemOrRefusesThem() {
    Cli cli =
        Cli.run(
            "compare",
            "--dataset",
            "synthetic",
            "--byzantine",
            1,
            2,
            "--rules",
            "krum",
            "median",
            "--trusted",
            100,
            "--out",
            folder.resolve("a"));
    assertThat(cli.code()).isNotZero();
    assertThat(cli.err()).contains("100 examples would be held back");
  }

  @Test
  void batchNormalisationNeedsAMajorityBeforeAnythingIsWritten() {
    Path out = folder.resolve("a");
    for (Cli cli :
        List.of(
            trust(out, "--trusted", 20, "--model", "cifar-cnn"),
            Cli.run(
                "stress",
                "--dataset",
                "synthetic",
                "--nodes",
                5,
                "--attackers",
                3,
                "--rule",
                "trust",
                "--byzantine",
                3,
                "--model",
                "cifar-cnn",
                "--trusted",
                20,
                "--out",
                out),
            Cli.run(
                "compare",
                "--dataset",
                "synthetic",
                "--nodes",
                5,
                "--attackers",
                3,
                "--rules",
                "trust",
                "--attacks",
                "sign-flip",
                "--model",
                "cifar-cnn",
                "--trusted",
                20,
                "--out",
                out))) {
      assertThat(cli.code()).isNotZero();
      assertThat(cli.err()).contains("network: has entries that are no gradients");
    }
    assertThat(out).doesNotExist();
  }

  /** It meets the rule only once its file and the data are read. */
  @Test
  void aSavedNetworkThatNeedsAMajorityLeavesNoFolder() throws IOException {
    Path model = folder.resolve("model.zip");
    ModelSerializer.writeModel(
        ExampleModel.parse("cifar-cnn").create(new ImageShape(1, 28, 28), 10, 1),
        model.toFile(),
        true);
    Path out = folder.resolve("a");
    Cli cli =
        Cli.run(
            "train",
            "--dataset",
            "synthetic",
            "--examples",
            300,
            "--nodes",
            5,
            "--rule",
            "trust",
            "--byzantine",
            4,
            "--trusted",
            20,
            "--from",
            model,
            "--out",
            out);
    assertThat(cli.err()).contains("network: has entries that are no gradients");
    assertThat(cli.code()).isNotZero();
    assertThat(out).doesNotExist();
  }

  @Test
  void rulesAreComparedOnTheSameExamples() throws IOException {
    Path out = folder.resolve("a");
    Cli cli =
        Cli.run(
            "compare",
            "--dataset",
            "synthetic",
            "--examples",
            300,
            "--nodes",
            5,
            "--attackers",
            2,
            "--rounds",
            3,
            "--model",
            "logistic",
            "--rules",
            "trust",
            "median",
            "--attacks",
            "none",
            "sign-flip",
            "--trusted",
            20,
            "--out",
            out);
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(Files.readString(out.resolve("compare.md"))).contains("trust").contains("median");
    assertThat(
            Cli.run(
                    "compare",
                    "--dataset",
                    "synthetic",
                    "--rules",
                    "median",
                    "--trusted",
                    20,
                    "--out",
                    folder.resolve("b"))
                .err())
        .contains("makes no use of them: median");
  }
}
