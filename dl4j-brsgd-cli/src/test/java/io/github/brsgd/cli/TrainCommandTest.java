package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.brsgd.cli.experiment.EstimatedRun;
import io.github.brsgd.cli.experiment.RunRecord;
import io.github.brsgd.cli.experiment.SavedNetwork;
import io.github.brsgd.diagnostics.Dissimilarity;
import io.github.brsgd.diagnostics.NodeSpread;
import io.github.brsgd.files.Sha256;
import io.github.brsgd.training.server.Exclusion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class TrainCommandTest {

  @TempDir Path folder;

  /** A small run on synthetic digits. */
  private static Cli train(Path out, Object... more) {
    Map<String, Object> defaults =
        Map.of(
            "--dataset",
            "synthetic",
            "--examples",
            400,
            "--nodes",
            7,
            "--batch",
            8,
            "--rounds",
            4,
            "--evaluate-every",
            2,
            "--out",
            out);
    return Cli.run("train", defaults, more);
  }

  private static String rounds(Path out) throws IOException {
    return Files.readString(out.resolve("rounds.csv"));
  }

  @Test
  void writesEverythingAndTellsAccuracyByClass() throws IOException {
    Path out = folder.resolve("a");
    Cli cli = train(out, "--rule", "krum:q=2", "--attack", "ipm:tau=5", "--attackers", 2);
    assertThat(cli.code()).isZero();
    assertThat(cli.err()).isEmpty();
    assertThat(cli.out())
        .contains("synthetic: 400 training and 2,000 test images")
        .contains("mlp, 79,510 parameters")
        .contains("krum:q=2 (q=2) on 7 nodes, 2 attack by ipm:tau=5")
        .contains("memory   about")
        .contains("most often taken for")
        .containsPattern("accuracy [0-9.]+% on the test images after 4 rounds")
        .contains("results in " + out);
    assertThat(rounds(out).lines()).hasSize(5);
    assertThat(ImageIO.read(out.resolve("accuracy.png").toFile()).getWidth()).isEqualTo(900);
    JsonNode run = new ObjectMapper().readTree(out.resolve("run.json").toFile());
    assertThat(run.at("/configuration/defence/byzantine").asInt()).isEqualTo(2);
    assertThat(run.at("/provenance/backend").asText()).startsWith("CpuBackend");
    assertThat(run.at("/provenance/command/0").asText()).isEqualTo("train");
    assertThat(run.at("/provenance/wallSeconds").asDouble()).isPositive();
    assertThat(run.at("/result/rounds").asInt()).isEqualTo(4);
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder(
              ".brsgd.lock", "run.json", "rounds.csv", "accuracy.png", "model.zip");
    }
  }

  @Test
  void aRecordRepeatsItsRunBitForBitWhateverTheThreads() throws IOException {
    Path first = folder.resolve("first");
    Path again = folder.resolve("again");
    Path other = folder.resolve("other");
    train(first, "--rule", "median", "--byzantine", 2, "--attack", "gaussian", "--attackers", 3);
    Path record = first.resolve("run.json");
    Cli cli = Cli.run("train", "--config", record, "--workers", 3, "--out", again);
    assertThat(cli.code()).isZero();
    assertThat(rounds(again)).isEqualTo(rounds(first));
    assertThat(SavedNetwork.read(again.resolve("model.zip")).params())
        .isEqualTo(SavedNetwork.read(first.resolve("model.zip")).params());
    assertThat(Cli.run("train", "--config", record, "--seed", 2, "--out", other).code()).isZero();
    assertThat(rounds(other)).isNotEqualTo(rounds(first));
  }

  @Test
  void layersAreFastUnlessSaidOtherwiseAndOnRecord() throws IOException {
    Path fast = folder.resolve("fast");
    Path stock = folder.resolve("stock");
    Path older = folder.resolve("older");
    Path changed = folder.resolve("changed");
    train(fast, "--rule", "mean");
    train(stock, "--rule", "mean", "--no-fast-layers");
    assertThat(isFast(fast)).isTrue();
    assertThat(isFast(stock)).isFalse();
    Path record = folder.resolve("older.json");
    String text = Files.readString(fast.resolve("run.json"));
    Files.writeString(record, text.replaceFirst(",\\s*\"fastLayers\" : true", ""));
    assertThat(Files.readString(record)).doesNotContain("fastLayers");
    assertThat(Cli.run("train", "--config", record, "--out", older).code()).isZero();
    assertThat(isFast(older)).isFalse();
    assertThat(
            Cli.run(
                    "train",
                    "--config",
                    stock.resolve("run.json"),
                    "--fast-layers",
                    "--out",
                    changed)
                .code())
        .isZero();
    assertThat(isFast(changed)).isTrue();
  }

  private static boolean isFast(Path run) throws IOException {
    return RunRecord.read(run.resolve("run.json")).configuration().network().fastLayers();
  }

  @Test
  void anIterateIsDrawnOnRequestAndTheSameOneAgain() throws IOException {
    Path first = folder.resolve("first");
    Path again = folder.resolve("again");
    Cli cli = train(first, "--rule", "mean", "--sample-iterate", 0);
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).containsPattern("drawn: the network before round [0-3], of 4");
    MultiLayerNetwork drawn =
        (MultiLayerNetwork) SavedNetwork.read(first.resolve("model-sampled.zip"));
    assertThat(drawn.getIterationCount()).isBetween(0, 3);
    assertThat(drawn.params()).isNotEqualTo(SavedNetwork.read(first.resolve("model.zip")).params());
    Path record = first.resolve("run.json");
    assertThat(Cli.run("train", "--config", record, "--out", again).code()).isZero();
    assertThat(SavedNetwork.read(again.resolve("model-sampled.zip")).params())
        .isEqualTo(drawn.params());
    assertThat(train(again, "--rule", "mean", "--sample-iterate", -1).code()).isEqualTo(2);
  }

  @Test
  void constantsOfTheTheoremAreEstimatedOnRequestWithoutChangingTheRun() throws IOException {
    Path model = folder.resolve("model.zip");
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .list()
                .layer(new DenseLayer.Builder().nIn(784).nOut(12).dropOut(0.8).build())
                .layer(new BatchNormalization.Builder().nOut(12).build())
                .layer(output(12, 10))
                .build());
    network.init();
    SavedNetwork.write(network, Optional.empty(), model);
    Path plain = folder.resolve("plain");
    Path observed = folder.resolve("observed");
    Path again = folder.resolve("again");
    Object[] krum = {"--rule", "krum:q=2", "--attack", "alie", "--attackers", 2, "--from", model};
    assertThat(train(plain, krum).code()).isZero();
    Path config = plain.resolve("run.json");
    Cli cli = Cli.run("train", "--config", config, "--observe", 2, "--out", observed);
    assertThat(cli.code()).isZero();
    assertThat(cli.out())
        .contains("as 2 rounds showed them", "L along the path", "by power iteration")
        .contains("B'", "1 - sin(alpha)", "alpha_0 by (4.1)")
        .contains("(2.10) at the start (round 0)", "(2.10) at the end (round 2)")
        .contains("it would from batch size", "no alpha_0 is certified");
    assertThat(rounds(observed)).isEqualTo(rounds(plain));
    assertThat(SavedNetwork.read(observed.resolve("model.zip")).params())
        .isEqualTo(SavedNetwork.read(plain.resolve("model.zip")).params());
    assertThat(plain.resolve("observations.json")).doesNotExist();
    assertThat(Cli.run("train", "--config", observed.resolve("run.json"), "--out", again).code())
        .isZero();
    assertThat(EstimatedRun.read(again)).isEqualTo(EstimatedRun.read(observed));
    Cli theory = Cli.run("theory", "--run", observed, "--out", folder.resolve("theory"));
    assertThat(theory.code()).isZero();
    assertThat(theory.out())
        .contains("Assumption 2.2 was ", "no alpha_0 is certified")
        .containsPattern("krum:q=\\d at m=\\d+, q=\\d: kappa = .* = ")
        .contains("noise of the run: s2 + Z2 ")
        .containsPattern("Assumption 2\\.2 is promised (nowhere|where .*rounds observed)");
  }

  @Test
  void nodesWithOtherClassesAreFartherApart() throws IOException {
    double[] squares = new double[3];
    Object[] partitions = {
      "iid", "dirichlet:alpha=1,over=classes", "dirichlet:alpha=0.1,over=classes"
    };
    for (int i = 0; i < squares.length; i++) {
      Path out = folder.resolve("split" + i);
      Cli cli = train(out, "--rule", "mean", "--observe", 2, "--partition", partitions[i]);
      assertThat(cli.err()).isEmpty();
      assertThat(cli.out())
          .containsPattern("dissimilarity of the nodes: intercept [0-9.e-]+, slope");
      List<NodeSpread> spreads = EstimatedRun.read(out).spreads();
      assertThat(spreads).extracting(NodeSpread::round).containsExactly(0, 2);
      assertThat(spreads).allMatch(spread -> spread.honest() == 7);
      Dissimilarity seen = Dissimilarity.of(spreads);
      squares[i] = seen.intercept() + seen.slope() * spreads.get(0).squaredMean();
    }
    assertThat(squares[0]).isPositive();
    assertThat(squares[1]).isGreaterThan(2 * squares[0]);
    assertThat(squares[2]).isGreaterThan(2 * squares[1]);
  }

  @Test
  void aFolderThatIsUsedAgainKeepsNoFiguresOfTheRunBefore() throws IOException {
    Path out = folder.resolve("again");
    Object[] more = {"--rule", "median", "--byzantine", 1, "--observe", 2};
    assertThat(train(out, with(more, "--suspect")).code()).isZero();
    List<String> optional = List.of("observations.json", "nodes.csv", "node-rounds.csv");
    assertThat(optional).allMatch(name -> Files.exists(out.resolve(name)));
    assertThat(train(out, "--rule", "mean").code()).isZero();
    assertThat(optional).noneMatch(name -> Files.exists(out.resolve(name)));
    assertThat(Cli.run("theory", "--run", out).err()).contains("there is no observations.json");
  }

  @Test
  void tellsWhichNodesAreSuspectedAndChangesNothing() throws IOException {
    Path plain = folder.resolve("plain");
    Path watched = folder.resolve("watched");
    Object[] run = {"--rule", "median", "--byzantine", 2, "--attack", "zero", "--attackers", 2};
    assertThat(train(plain, run).code()).isZero();
    Path config = plain.resolve("run.json");
    Cli none = Cli.run("train", "--config", config, "--suspect", "--out", watched);
    assertThat(none.code()).isZero();
    assertThat(none.out()).contains("no node is suspected");
    assertThat(rounds(watched)).isEqualTo(rounds(plain));
    assertThat(plain.resolve("nodes.csv")).doesNotExist();
    assertThat(Files.readAllLines(watched.resolve("nodes.csv")))
        .hasSize(8)
        .startsWith("node,suspected_since,log_evidence,rounds,screened,used,z");
    assertThat(Files.readAllLines(watched.resolve("node-rounds.csv"))).hasSize(1 + 7 * 4);

    Path longer = folder.resolve("longer");
    Cli found = Cli.run("train", "--config", config, "--suspect", "--rounds", 30, "--out", longer);
    assertThat(found.out()).contains("suspected  since round").doesNotContain("no node");
    List<String> nodes = Files.readAllLines(longer.resolve("nodes.csv"));
    assertThat(nodes.subList(1, 6)).allMatch(line -> line.split(",")[1].isEmpty());
    assertThat(nodes.subList(6, 8)).noneMatch(line -> line.split(",")[1].isEmpty());
  }

  @Test
  void recordsFromBeforeAnybodyWasSuspectedAreRead() throws IOException {
    Path out = folder.resolve("out");
    train(out, "--rule", "mean");
    String text = Files.readString(out.resolve("run.json"));
    assertThat(text).contains("\"suspicion\" : \"NONE\"").doesNotContain("excluded");
    Path older = folder.resolve("older.json");
    Files.writeString(older, text.replaceFirst(",\\s*\"suspicion\" : \"NONE\"", ""));
    assertThat(Files.readString(older)).doesNotContain("suspicion");
    assertThat(RunRecord.read(older)).isEqualTo(RunRecord.read(out.resolve("run.json")));
  }

  @Test
  void aRunThatGoesOnLooksForSuspectsAsItDidAndForgetsNothing() throws IOException {
    Path straight = folder.resolve("straight");
    Path broken = folder.resolve("broken");
    Object[] run = {
      "--rule", "median", "--byzantine", 2, "--attack", "zero", "--attackers", 2, "--suspect"
    };
    assertThat(train(straight, with(run, "--rounds", 30)).code()).isZero();
    assertThat(train(broken, with(with(run, "--rounds", 25), "--checkpoint-every", 10)).code())
        .isZero();
    assertThat(Cli.run("train", "--resume", broken, "--rounds", 30).code()).isZero();
    for (String file : List.of("nodes.csv", "node-rounds.csv")) {
      assertThat(broken.resolve(file)).hasSameTextualContentAs(straight.resolve(file));
    }
    Path plain = folder.resolve("plain");
    Object[] mean = {"--rule", "mean", "--checkpoint-every", 2};
    assertThat(train(plain, mean).code()).isZero();
    assertThat(Cli.run("train", "--resume", plain, "--suspect").err())
        .contains("--suspect: the run in " + plain + " began without it; leave it out");
  }

  @Test
  void whoIsSuspectedIsExcludedOnRequestAndThatIsOnRecord() throws IOException {
    Path straight = folder.resolve("straight");
    Path broken = folder.resolve("broken");
    Object[] run = {
      "--rule",
      "trimmed-mean:q=2",
      "--attack",
      "zero",
      "--attackers",
      2,
      "--suspect",
      "--quarantine"
    };
    Cli cli = train(straight, with(run, "--rounds", 34));
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out())
        .containsPattern("excluded  after round  because *\n[- ]+\n +5 +[0-9]+  evidence");
    List<Exclusion> excluded = RunRecord.read(straight.resolve("run.json")).result().excluded();
    assertThat(excluded).extracting(Exclusion::node).containsExactlyInAnyOrder(5, 6);
    assertThat(rounds(straight).lines().skip(34)).allMatch(line -> line.contains(",5,,false"));
    int after = excluded.get(0).round() + 2;
    train(broken, with(with(run, "--rounds", after), "--checkpoint-every", 10));
    assertThat(Cli.run("train", "--resume", broken, "--rounds", 34).code()).isZero();
    assertThat(RunRecord.read(broken.resolve("run.json")).result().excluded()).isEqualTo(excluded);
    assertThat(broken.resolve("node-rounds.csv"))
        .hasSameTextualContentAs(straight.resolve("node-rounds.csv"));
    Path again = folder.resolve("again");
    assertThat(Cli.run("train", "--config", straight.resolve("run.json"), "--out", again).code())
        .isZero();
    assertThat(rounds(again)).isEqualTo(rounds(straight));
    Path report = folder.resolve("report");
    assertThat(Cli.run("report", straight, "--out", report).code()).isZero();
    assertThat(Files.readString(report.resolve("report.html")))
        .contains("after round " + excluded.get(0).round(), "suspected nodes");
  }

  @Test
  void aQuarantineNeedsSuspectsAndARuleThatServesWhoeverIsLeft() {
    Path out = folder.resolve("out");
    assertThat(train(out, "--rule", "krum:q=2", "--quarantine").err())
        .contains("--quarantine: excludes who is suspected; give --suspect too");
    assertThat(train(out, "--rule", "monna:q=2,pivot=3", "--suspect", "--quarantine").err())
        .contains("quarantine: ", "needs the row of node 3, which may be excluded");
  }

  /** The rule is set for q among those drawn, and so is (2.10). */
  @Test
  void whereNodesAreDrawnTheTheoremIsJudgedForThoseDrawn() throws IOException {
    Path out = folder.resolve("out");
    Object[] args = {"--rule", "krum:q=1", "--draw", 5, "--byzantine-in-all", 1, "--observe", 1};
    assertThat(train(out, args).code()).isZero();
    assertThat(EstimatedRun.read(out).nodes()).isEqualTo(5);
  }

  @Test
  void aRunThatEndsBeforeTwoObservationsSaysSo() throws IOException {
    Path out = folder.resolve("out");
    Object[] args = {"--rule", "mean", "--attack", "non-finite", "--attackers", 1, "--observe", 2};
    Cli cli = train(out, args);
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err()).contains("observed 0 rounds: too few");
    assertThat(EstimatedRun.read(out).rows()).isEmpty();
  }

  @Test
  void aSavedNetworkGoesOnWhereItEnded() throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    Path again = folder.resolve("again");
    train(first, "--rule", "mean");
    Path model = first.resolve("model.zip");
    assertThat(train(second, "--rule", "mean", "--from", model).code()).isZero();
    assertThat(rounds(second).lines().skip(1)).allMatch(line -> line.matches("[4-7],.*"));
    Path record = second.resolve("run.json");
    assertThat(Cli.run("train", "--config", record, "--out", again).code()).isZero();
    assertThat(rounds(again)).isEqualTo(rounds(second));
    Files.copy(second.resolve("model.zip"), model, StandardCopyOption.REPLACE_EXISTING);
    Cli changed = Cli.run("train", "--config", record, "--out", again);
    assertThat(changed.code()).isEqualTo(2);
    assertThat(changed.err()).contains("is not the file of the configuration: SHA-256 is");
  }

  @Test
  void graphsAreReadAsWell() throws IOException {
    Path file = folder.resolve("graph.zip");
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("out", output(784, 10), "in")
                .setOutputs("out")
                .build());
    graph.init();
    SavedNetwork.write(graph, Optional.empty(), file);
    assertThat(train(folder.resolve("out"), "--rule", "mean", "--from", file).code()).isZero();
  }

  @Test
  void aModelThatDoesNotFitTheDataIsRefused() throws IOException {
    Path file = folder.resolve("model.zip");
    for (int[] sides : new int[][] {{784, 7}, {100, 10}}) {
      MultiLayerNetwork network =
          new MultiLayerNetwork(
              new NeuralNetConfiguration.Builder()
                  .list()
                  .layer(output(sides[0], sides[1]))
                  .build());
      network.init();
      SavedNetwork.write(network, Optional.empty(), file);
      Cli cli = train(folder.resolve("out"), "--rule", "mean", "--from", file);
      assertThat(cli.code()).isEqualTo(2);
      assertThat(cli.err()).contains("model: ").doesNotContain("\tat ");
    }
    Files.writeString(file, "not a zip");
    Cli cli = train(folder.resolve("out"), "--rule", "mean", "--from", file);
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("is not a saved Deeplearning4j network");
  }

  private static OutputLayer output(int in, int out) {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nIn(in)
        .nOut(out)
        .activation(Activation.SOFTMAX)
        .build();
  }

  @Test
  void anAbortedRunFailsAndLeavesItsFiles() throws IOException {
    Path out = folder.resolve("out");
    Cli cli = train(out, "--rule", "mean", "--attack", "non-finite", "--attackers", 1);
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err()).contains("aborted after 0 rounds: round 0").contains("6");
    assertThat(Files.readString(out.resolve("run.json"))).contains("\"aborted\" : \"round 0");
    assertThat(rounds(out).lines()).hasSize(1);
    Cli skipped =
        train(
            out,
            "--rule",
            "mean",
            "--attack",
            "non-finite",
            "--attackers",
            1,
            "--on-failed-round",
            "skip");
    assertThat(skipped.code()).isZero();
    assertThat(rounds(out).lines().skip(1)).allMatch(line -> line.contains(",6,true,"));
  }

  @Test
  void mistakesAreToldBeforeAnyWork() throws IOException {
    Path out = folder.resolve("out");
    assertUsage("which rule?", train(out));
    assertUsage("q", train(out, "--rule", "krum"));
    assertUsage("--byzantine Q", train(out, "--rule", "median"));
    assertUsage("declared q=1", train(out, "--rule", "krum:q=2", "--byzantine", 1));
    assertUsage("need m >= 2q+3, got m=7, q=3", train(out, "--rule", "krum:q=3"));
    assertUsage("1/2 < p < 1", train(out, "--rule", "mean", "--p", 1));
    assertUsage("got 'NaN'", train(out, "--rule", "mean", "--p", "NaN"));
    assertUsage(
        "--alpha0': need a decimal number, got '1d'",
        train(out, "--rule", "mean", "--alpha0", "1d"));
    assertUsage(
        "sign-flip: scale needs a finite number, got '1d'",
        train(out, "--rule", "mean", "--attack", "sign-flip:scale=1d", "--attackers", 1));
    assertUsage("model: need a name", train(out, "--rule", "mean", "--model", "mlp:l2=1f"));
    assertUsage("attackers", train(out, "--rule", "mean", "--attack", "zero"));
    assertUsage("need an attack", train(out, "--rule", "mean", "--attackers", 1));
    assertUsage("unknown 'x'", train(out, "--rule", "mean", "--attack", "x", "--attackers", 1));
    assertUsage("model: need one of logistic, mlp", train(out, "--rule", "mean", "--model", "mpl"));
    assertUsage("--workers", train(out, "--rule", "mean", "--workers", 0));
    assertUsage("R < rounds", train(out, "--rule", "mean", "--observe", 4));
    assertUsage("got R=-1", train(out, "--rule", "mean", "--observe", -1));
    assertUsage("need throw or skip", train(out, "--rule", "mean", "--on-failed-round", "x"));
    assertUsage(
        "there is no file", train(out, "--rule", "mean", "--from", folder.resolve("x.zip")));
    assertUsage(
        "give one of them",
        train(out, "--rule", "mean", "--model", "mlp", "--from", folder.resolve("x.zip")));
    assertUsage(
        "dataset: unknown 'minst'; did you mean 'mnist'? There are: mnist, fashion-mnist, cifar10,"
            + " synthetic, csv, idx",
        Cli.run("train", "--rule", "mean", "--dataset", "minst", "--out", out));
    assertUsage(
        "datasets --fetch cifar10",
        Cli.run("train", "--rule", "mean", "--dataset", "cifar10", "--data", folder, "--out", out));
    assertUsage("--checkpoint-every", train(out, "--rule", "mean", "--checkpoint-every", 0));
    assertUsage(
        "observe: what is observed is in no checkpoint",
        train(out, "--rule", "mean", "--observe", 1, "--checkpoint-every", 1));
    assertUsage(
        "DirichletPartitioner",
        train(out, "--rule", "mean", "--partition", "dirichlet:alpha=0.1,over=nodes,least=60"));
    Path record = folder.resolve("run.json");
    Files.writeString(record, "{\"configuration\": {\"q\": 1}}");
    assertUsage("is not a RunRecord", Cli.run("train", "--config", record, "--out", out));
    assertThat(out).doesNotExist();
  }

  private static void assertUsage(String message, Cli cli) {
    assertThat(cli.err()).contains(message).doesNotContain("\tat ");
    assertThat(cli.code()).isEqualTo(2);
  }

  @Test
  void aBatchThatIsTooLargeForTheNodesIsTold() {
    assertUsage("batchSize", train(folder, "--rule", "mean", "--batch", 400));
  }

  @Test
  void anUnwritableFolderIsFoundOutBeforeTheWork() throws IOException {
    Path file = folder.resolve("file");
    Files.writeString(file, "");
    for (Path out : new Path[] {file, file.resolve("sub")}) {
      Cli cli = train(out, "--rule", "mean");
      assertThat(cli.code()).isEqualTo(1);
      assertThat(cli.err()).contains("--out: ").doesNotContain("\tat ");
      assertThat(cli.out()).isEmpty();
    }
  }

  @Test
  void qMayStandApart() throws IOException {
    Path apart = folder.resolve("apart");
    Path within = folder.resolve("within");
    assertThat(train(apart, "--rule", "nnm+krum", "--byzantine", 1).code()).isZero();
    assertThat(train(within, "--rule", "nnm:q=1+krum:q=1").code()).isZero();
    assertThat(rounds(apart)).isEqualTo(rounds(within));
    Cli two = train(folder.resolve("two"), "--rule", "krum:q=2", "--byzantine", 1);
    assertThat(two.code()).isEqualTo(2);
    assertThat(two.err()).contains("declared q=1, but the rule is krum:q=2");
  }

  @Test
  void whatTheUserNamedAndCannotServeIsAnError() throws IOException {
    Path nowhere = folder.resolve("nowhere");
    Cli absent = Cli.run("train", "--rule", "mean", "--nodes", 1, "--rounds", 1, "--data", nowhere);
    assertThat(absent.code()).isEqualTo(2);
    assertThat(absent.err()).contains("there is no folder " + nowhere);
    Path some = Files.createDirectories(folder.resolve("some"));
    Files.writeString(some.resolve("train-images-idx3-ubyte"), "x");
    Cli incomplete =
        Cli.run("train", "--rule", "mean", "--nodes", 1, "--rounds", 1, "--data", some);
    assertThat(incomplete.code()).isEqualTo(2);
    assertThat(incomplete.err()).contains("mnist is not found: " + some + " lacks train-labels");
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Cli nothing = Cli.run("train", "--rule", "mean", "--nodes", 1, "--rounds", 1, "--data", empty);
    assertThat(nothing.code()).isEqualTo(2);
    assertThat(nothing.err()).contains(empty + " has none of it");
  }

  @Test
  void observingADivergingRunLosesNothing() throws IOException {
    Path out = folder.resolve("diverging");
    Cli cli =
        train(
            out,
            "--rule",
            "mean",
            "--attack",
            "sign-flip:scale=4000000",
            "--attackers",
            2,
            "--rounds",
            12,
            "--observe",
            2);
    assertThat(cli.err()).doesNotContain("mistake of the program");
    assertThat(out.resolve("rounds.csv")).exists();
    assertThat(out.resolve("model.zip")).exists();
  }

  @Test
  void aFolderInUseIsRefused() throws IOException {
    Path out = Files.createDirectories(folder.resolve("used"));
    try (FolderLock lock = FolderLock.of(out)) {
      Cli cli = train(out, "--rule", "median", "--byzantine", 1);
      assertThat(cli.code()).isEqualTo(1);
      assertThat(cli.err())
          .contains("another brsgd writes into " + out)
          .contains("process " + ProcessHandle.current().pid());
      assertThat(lock).isNotNull();
    }
    assertThat(train(out, "--rule", "median", "--byzantine", 1).code()).isZero();
    assertThat(out.resolve(".brsgd.lock")).isEmptyFile();
  }

  @Test
  void aRefusalDoesNotFreeTheFolderForOtherProcesses() throws Exception {
    Path out = Files.createDirectories(folder.resolve("used"));
    try (FolderLock lock = FolderLock.of(out)) {
      assertThat(train(out, "--rule", "median", "--byzantine", 1).code()).isEqualTo(1);
      assertThat(train(out, "--rule", "median", "--byzantine", 1).code()).isEqualTo(1);
      Process other =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  LockTaker.class.getName(),
                  out.toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(said).contains("another brsgd writes into");
      assertThat(other.waitFor()).isEqualTo(1);
      assertThat(lock).isNotNull();
    }
  }

  /** Another process that wants the folder. */
  static final class LockTaker {
    private LockTaker() {}

    public static void main(String[] folder) throws IOException {
      FolderLock.of(Path.of(folder[0])).close();
    }
  }

  @Test
  void aRunGoesOnAfterItsNewestCheckpointBitForBit() throws IOException {
    Object[] run = {
      "--rule",
      "median",
      "--byzantine",
      2,
      "--attack",
      "stale:r=2",
      "--attackers",
      2,
      "--update",
      "worker-momentum:beta=0.9",
      "--partition",
      "similarity:gamma=0.5"
    };
    Path straight = folder.resolve("straight");
    train(straight, with(run, "--rounds", 6));
    Path broken = folder.resolve("broken");
    assertThat(train(broken, with(run, "--checkpoint-every", 3)).code()).isZero();
    assertThat(broken.resolve("checkpoints/run.json")).exists();
    Cli cli = Cli.run("train", Map.of("--resume", broken, "--rounds", 6));
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(rounds(broken).lines().skip(5)).isEqualTo(rounds(straight).lines().skip(5).toList());
    assertThat(Cli.run("train", Map.of("--resume", broken, "--rounds", 6, "--seed", 2)).err())
        .contains("resume: the checkpoint is of another run:")
        .contains("seed was 1 and is 2");
    assertThat(Cli.run("train", Map.of("--resume", straight)).err())
        .contains("is no folder of a run with checkpoints");
    assertThat(Cli.run("train", Map.of("--resume", broken, "--out", straight)).err())
        .contains("give no --config or --out");
    assertThat(train(broken, with(run, "--checkpoint-every", 3)).code()).isZero();
  }

  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.toList()) {
        contents.put(file.getFileName().toString(), Sha256.of(file));
      }
    }
    return contents;
  }

  @Test
  void aRunThatIsRefusedLeavesTheCheckpointsOfTheLastOne() throws IOException {
    Path out = folder.resolve("a");
    Object[] run = {"--rule", "krum:q=2", "--checkpoint-every", 3};
    assertThat(train(out, run).code()).isZero();
    Path checkpoints = out.resolve("checkpoints");
    Map<String, String> before = files(checkpoints);
    assertThat(before)
        .containsOnlyKeys("checkpoint-00000003.brsgd", "checkpoint-00000004.brsgd", "run.json");
    for (Object[] refused :
        new Object[][] {
          {"--observe", 2},
          {"--batch", 5000},
          {"--partition", "dirichlet:alpha=0.1,over=nodes,least=60"}
        }) {
      Cli cli = train(out, with(run, refused));
      assertThat(cli.code()).as(cli.err()).isEqualTo(2);
      assertThat(files(checkpoints)).isEqualTo(before);
    }
    Files.writeString(checkpoints.resolve("checkpoint-00000009.brsgd.damaged"), "old");
    assertThat(train(out, with(run, "--rounds", 2)).code()).isZero();
    assertThat(files(checkpoints)).containsOnlyKeys("checkpoint-00000002.brsgd", "run.json");
  }

  @Test
  void theNewLengthOfARunThatGoesOnIsRecorded() throws IOException {
    Object[] run = {"--rule", "krum:q=2"};
    Path straight = folder.resolve("straight");
    train(straight, with(run, "--rounds", 7));
    Path out = folder.resolve("a");
    train(out, with(run, "--checkpoint-every", 2));
    Path record = out.resolve("checkpoints").resolve(RunRecord.FILE);
    Cli other = Cli.run("train", Map.of("--resume", out, "--rounds", 9, "--seed", 2));
    assertThat(other.code()).isEqualTo(2);
    assertThat(RunRecord.read(record).configuration().schedule().rounds()).isEqualTo(4);
    Cli longer = Cli.run("train", Map.of("--resume", out, "--rounds", 7));
    assertThat(longer.code()).as(longer.err()).isZero();
    assertThat(RunRecord.read(record).configuration().schedule().rounds()).isEqualTo(7);
    Files.delete(out.resolve("checkpoints/checkpoint-00000007.brsgd"));
    Cli again = Cli.run("train", Map.of("--resume", out));
    assertThat(Cli.run("train", Map.of("--resume", out, "--rounds", 4)).err())
        .contains("resume: the run has done 7 already, it cannot end after rounds=4");
    assertThat(Cli.run("train", Map.of("--resume", out, "--evaluate-every", 3)).err())
        .contains("--evaluate-every: the run in " + out + " is evaluated every ");
    assertThat(Cli.run("train", Map.of("--resume", out)).code()).isZero();
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(rounds(out)).isEqualTo(rounds(straight));
    RunRecord done = RunRecord.read(out.resolve(RunRecord.FILE));
    assertThat(done.configuration().schedule().rounds()).isEqualTo(7);
    assertThat(done.result().stopped()).isFalse();
  }

  private static Object[] with(Object[] some, Object... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray();
  }

  @Test
  void whatADrawMayDoIsToldBefore() throws IOException {
    Path out = folder.resolve("a");
    Cli cli =
        train(out, "--rule", "median", "--byzantine", 2, "--draw", 5, "--byzantine-in-all", 2);
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("draws    5 of 7 nodes a round, 2 of all Byzantine");
    Path again = folder.resolve("b");
    assertThat(Cli.run("train", Map.of("--config", out.resolve("run.json"), "--out", again)).code())
        .isZero();
    assertThat(rounds(again)).isEqualTo(rounds(out));
    assertThat(train(out, "--rule", "median", "--byzantine", 2, "--draw", 5).err())
        .contains("say how many Byzantine nodes there are in all");
  }
}
