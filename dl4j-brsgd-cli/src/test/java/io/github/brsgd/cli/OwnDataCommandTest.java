package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.factory.Nd4j;

/** Data of a user's own on the command line. */
class OwnDataCommandTest {

  @TempDir private Path folder;

  /** Two clouds in the plane, in columns of very different scales. */
  @BeforeEach
  void table() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder lines = new StringBuilder("width,kind,height\n");
    for (int i = 0; i < 600; i++) {
      int side = i % 2;
      lines.append(
          String.format(
              Locale.ROOT,
              "%.4f,%s,%.4f%n",
              1000 * (2 * side - 1 + 0.7 * random.nextGaussian()),
              side == 0 ? "narrow" : "wide",
              random.nextGaussian()));
    }
    Files.writeString(folder.resolve("clouds.csv"), lines);
  }

  private Cli compare(String dataset, Object... more) {
    Map<String, Object> defaults = new LinkedHashMap<>();
    defaults.put("--dataset", dataset);
    defaults.put("--nodes", 7);
    defaults.put("--attackers", 2);
    defaults.put("--batch", 8);
    defaults.put("--rounds", 30);
    defaults.put("--attacks", "sign-flip:scale=4");
    defaults.put("--rules", List.of("mean", "median"));
    defaults.put("--out", folder.resolve("out"));
    return Cli.run("compare", defaults, more);
  }

  private static double accuracy(String table, String rule) {
    Matcher line = Pattern.compile("(?m)^" + rule + " +([0-9.]+)").matcher(table);
    assertThat(line.find()).as(table).isTrue();
    return Double.parseDouble(line.group(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"logistic", "mlp"})
  void theMeanBreaksAndTheMedianStandsOnATable(String model) {
    Cli cli = compare("csv:" + folder.resolve("clouds.csv") + ",label=kind", "--model", model);
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(accuracy(cli.out(), "median")).isGreaterThan(accuracy(cli.out(), "mean") + 20);
  }

  @ParameterizedTest
  @CsvSource({
    "'clouds.csv,label=sort',2,no column 'sort'",
    "'clouds.csv',2,csv: label is required",
    "'away.csv,label=1',2,there is no",
  })
  void mistakesAreNamed(String text, int code, String message) {
    Cli cli = compare("csv:" + folder.resolve(text));
    assertThat(cli.code()).isEqualTo(code);
    assertThat(cli.err()).contains(message).doesNotContain("\tat ");
  }

  @Test
  void aDamagedTableIsNamedWithItsLine() throws IOException {
    Path file = folder.resolve("clouds.csv");
    Files.writeString(file, Files.readString(file) + "1,wide\n");
    Cli cli = compare("csv:" + file + ",label=kind");
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err())
        .contains("clouds.csv: line 602: has 2 columns, expected 3")
        .doesNotContain("\tat ");
  }

  @Test
  void imageNetworksNeedImages() {
    Cli cli = compare("csv:" + folder.resolve("clouds.csv") + ",label=kind", "--model", "cnn");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("cnn needs images");
  }

  @Test
  void theSavedNetworkHasWhatScalesNewLines() throws IOException {
    Map<String, Object> defaults = new LinkedHashMap<>();
    defaults.put("--dataset", "csv:" + folder.resolve("clouds.csv") + ",label=kind");
    defaults.put("--model", "logistic");
    defaults.put("--rule", "median");
    defaults.put("--nodes", 7);
    defaults.put("--byzantine", 0);
    defaults.put("--batch", 8);
    defaults.put("--rounds", 30);
    defaults.put("--out", folder.resolve("out"));
    Cli cli = Cli.run("train", defaults);
    assertThat(cli.err()).isEmpty();
    File saved = folder.resolve("out/model.zip").toFile();
    DataNormalization scaling = ModelSerializer.restoreNormalizerFromFile(saved);
    MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(saved);
    INDArray lines = Nd4j.createFromArray(new float[][] {{-1500, 0}, {1500, 0}});
    scaling.transform(lines);
    assertThat(network.predict(lines)).containsExactly(0, 1);
  }

  private Cli train(String out, Object... more) {
    Map<String, Object> defaults = new LinkedHashMap<>();
    defaults.put("--dataset", "csv:" + folder.resolve("clouds.csv") + ",label=kind");
    defaults.put("--nodes", 3);
    defaults.put("--byzantine", 0);
    defaults.put("--rule", "median");
    defaults.put("--batch", 8);
    defaults.put("--rounds", 2);
    defaults.put("--out", folder.resolve(out));
    return Cli.run("train", defaults, more);
  }

  private void changeTheTable() throws IOException {
    Path file = folder.resolve("clouds.csv");
    Files.writeString(file, Files.readString(file) + "1,wide,1\n");
  }

  @Test
  void aRunIsRepeatedOnTheDataOfItsRecordOnly() throws IOException {
    assertThat(train("first").code()).isZero();
    Path record = folder.resolve("first/run.json");
    Path again = folder.resolve("again");
    assertThat(Cli.run("train", "--config", record, "--out", again).code()).isZero();
    changeTheTable();
    Cli cli = Cli.run("train", "--config", record, "--out", again);
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err())
        .contains("data: clouds.csv of ")
        .contains("is not what " + record + " was made with")
        .containsPattern("its SHA-256 is [0-9a-f]{64}, recorded is [0-9a-f]{64}")
        .doesNotContain("\tat ");
    String named = "csv:" + folder.resolve("clouds.csv") + ",label=kind";
    assertThat(Cli.run("train", "--config", record, "--out", again, "--dataset", named).code())
        .isZero();
  }

  @Test
  void aSweepGoesOnWithTheDataOfItsRecordOnly() throws IOException {
    Path out = folder.resolve("sweep");
    Map<String, Object> defaults = new LinkedHashMap<>();
    defaults.put("--dataset", "csv:" + folder.resolve("clouds.csv") + ",label=kind");
    defaults.put("--nodes", 3);
    defaults.put("--attackers", 1);
    defaults.put("--byzantine", 1);
    defaults.put("--rules", "median");
    defaults.put("--rounds", 2);
    defaults.put("--candidates", 2);
    defaults.put("--out", out);
    assertThat(Cli.run("sweep", defaults).code()).isZero();
    assertThat(Cli.run("sweep", "--resume", out).code()).isZero();
    String before = Files.readString(out.resolve("sweep.json"));
    changeTheTable();
    for (Cli cli :
        List.of(
            Cli.run("sweep", "--resume", out),
            Cli.run("sweep", defaults),
            Cli.run(
                "sweep",
                "--config",
                out.resolve("sweep.json"),
                "--out",
                folder.resolve("other")))) {
      assertThat(cli.code()).isEqualTo(2);
      assertThat(cli.err())
          .contains("data: clouds.csv of ")
          .containsPattern("its SHA-256 is [0-9a-f]{64}, recorded is [0-9a-f]{64}");
    }
    assertThat(out.resolve("sweep.json")).hasContent(before);
  }

  @Test
  void moreDigitsThanAnArrayHoldsAreRefused() {
    Cli cli = train("many", "--dataset", "synthetic", "--examples", 3_000_000);
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err())
        .contains("synthetic: need at most 2739137 images in one set, got 3000000")
        .doesNotContain("\tat ");
  }
}
