package io.github.brsgd.robustness;

import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.data.DatasetLoader;
import io.github.brsgd.data.DatasetLocation;
import io.github.brsgd.data.DatasetLocator;
import io.github.brsgd.data.ImageDataset;
import io.github.brsgd.data.KnownDataset;
import io.github.brsgd.data.Split;
import io.github.brsgd.diagnostics.NodeVerdict;
import io.github.brsgd.diagnostics.Suspicion;
import io.github.brsgd.diagnostics.SuspicionSettings;
import io.github.brsgd.schedule.BrsgdSchedule;
import io.github.brsgd.training.BrsgdTrainingMaster;
import io.github.brsgd.training.BrsgdTrainingMasterBuilder;
import io.github.brsgd.training.node.ShardNodeData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * The tables of docs/suspicion.md: how often and how soon attackers are suspected, and honest
 * nodes, in runs of logistic regression on {@value #EXAMPLES} images of MNIST, {@value #M} nodes;
 * some of a perceptron with a hidden layer of {@value #HIDDEN_UNITS}.
 */
final class SuspicionStudy {

  static final int M = 20;
  static final int Q = 4;
  static final int EXAMPLES = 6000;
  static final String NOBODY = "none";

  /** Attacks that have to be found. */
  static final List<String> PLAIN =
      List.of("omniscient", "sign-flip", "ipm:tau=0.5", "gaussian", "zero", "label-flip");

  /** Attacks that hide among the honest rows. */
  static final List<String> HIDDEN = List.of("alie", "min-max", "mimic");

  static final int HIDDEN_UNITS = 32;

  private static final String MOMENTUM = "worker-momentum:beta=0.9";
  private static final double BETA = 0.9;
  private static final int SOME = 150;
  private static final int BATCH = 32;
  private static final int SHORT = 100;
  private static final int MIDDLE = 300;
  private static final int LONG = 800;

  /** 3 / (1 - beta) for beta = 0.9. */
  private static final int BLOCK = 30;

  private static final double MARGIN = 5;
  private static final double WIDE = 30;
  private static final String TRIMMED = "trimmed-mean:q=4";
  private static final String GRADIENT = "gradient";
  private static final int AT_A_TIME = 2;

  private final DataSet examples;
  private final int[] labels;

  private SuspicionStudy(ImageDataset images) {
    this.examples = images.toDataSet();
    this.labels = images.labels();
  }

  /** A study of the MNIST in this folder. */
  static SuspicionStudy ofMnist(Path folder) throws IOException {
    DatasetLocation location =
        new DatasetLocation(KnownDataset.MNIST, folder.resolve("mnist"), DatasetLocator.VARIABLE);
    return new SuspicionStudy(DatasetLoader.load(location, Split.TRAIN).first(EXAMPLES));
  }

  /**
   * One line of a table.
   *
   * @param rule of the server
   * @param attack of the last {@value #Q} nodes, or {@value #NOBODY}
   * @param partitioner who has which examples
   * @param update what nodes send
   * @param hidden units of a hidden layer; 0 for none
   * @param rounds of each run
   * @param settings of the suspicion
   */
  record Setting(
      String rule,
      String attack,
      String partitioner,
      String update,
      int hidden,
      int rounds,
      SuspicionSettings settings) {

    /** Gradients of i.i.d. examples. */
    Setting(String rule, String attack, int rounds) {
      this(rule, attack, "iid", GRADIENT, 0, rounds, new SuspicionSettings());
    }

    int attackers() {
      return attack.equals(NOBODY) ? 0 : Q;
    }
  }

  /** What became of the nodes of one run: verdicts of the honest ones, and of the attackers. */
  record Run(List<NodeVerdict> honest, List<NodeVerdict> attackers) {

    private static long suspected(List<NodeVerdict> verdicts) {
      return verdicts.stream().filter(NodeVerdict::suspected).count();
    }
  }

  /** All runs of a setting, one a seed. */
  record Line(Setting setting, List<Run> runs) {

    /** Share of the runs in which any honest node is suspected. */
    double falseAlarms() {
      return runs.stream().filter(run -> Run.suspected(run.honest()) > 0).count()
          / (double) runs.size();
    }

    private long wrong() {
      return runs.stream().mapToLong(run -> Run.suspected(run.honest())).sum();
    }

    private long found() {
      return runs.stream().mapToLong(run -> Run.suspected(run.attackers())).sum();
    }

    /** Share of the attackers that are suspected. */
    double recall() {
      return found() / (double) (setting.attackers() * runs.size());
    }

    /** Share of the suspected nodes that are attackers. */
    double precision() {
      return found() / (double) (found() + wrong());
    }

    /** The round in which this share of the attackers that were found had been. */
    private int delay(double share) {
      int[] rounds =
          runs.stream()
              .flatMap(run -> run.attackers().stream())
              .flatMapToInt(verdict -> verdict.since().stream())
              .map(round -> round + 1)
              .sorted()
              .toArray();
      return rounds[(int) Math.ceil(share * rounds.length) - 1];
    }

    String markdown() {
      String begin =
          String.format(
              Locale.ROOT,
              "| `%s` | `%s` | `%s`, `%s`%s | %.0f, %d%s | %d | %d | %.2f |",
              setting.attack(),
              setting.rule(),
              setting.partitioner(),
              setting.update(),
              setting.hidden() == 0 ? "" : ", MLP",
              setting.settings().margin(),
              setting.settings().everyRounds(),
              setting.settings().momentum() > 0 ? ", increments" : "",
              setting.rounds(),
              runs.size(),
              falseAlarms());
      if (setting.attackers() == 0) {
        return begin + " | | |";
      }
      return begin
          + String.format(Locale.ROOT, " %.3f |", recall())
          + (found() + wrong() == 0 ? " |" : String.format(Locale.ROOT, " %.3f |", precision()))
          + (found() == 0
              ? " |"
              : String.format(Locale.ROOT, " %d, %d, %d |", delay(0.5), delay(0.95), delay(1)));
    }
  }

  static String head() {
    return "| attack | rule | nodes | margin, rounds a bet | rounds | runs | runs with a false alarm |"
        + " recall | precision | found by round: half, 95%, all that were |\n"
        + "|---|---|---|---:|---:|---:|---:|---:|---:|---:|";
  }

  /** Runs that have to keep what is promised. */
  static Stream<Setting> promised() {
    return Stream.of(TRIMMED, "multi-krum:q=4")
        .flatMap(
            rule ->
                Stream.concat(
                    Stream.of(new Setting(rule, NOBODY, LONG)),
                    PLAIN.stream().map(attack -> new Setting(rule, attack, SHORT))));
  }

  /** Runs that show where the promise ends. */
  static Stream<Setting> others() {
    Stream<Setting> hidden =
        Stream.of(TRIMMED, "multi-krum:q=4")
            .flatMap(rule -> HIDDEN.stream().map(attack -> new Setting(rule, attack, SHORT)));
    Stream<Setting> momentum = Stream.of(momentum(1), momentum(BLOCK));
    Stream<Setting> unlike =
        Stream.of(List.of(NOBODY), PLAIN, HIDDEN)
            .flatMap(List::stream)
            .map(attack -> unlike(attack, SHORT, MARGIN));
    Stream<Setting> wide =
        Stream.of(NOBODY, "sign-flip", "gaussian", "label-flip")
            .map(attack -> unlike(attack, MIDDLE, WIDE));
    return Stream.of(
            hidden, Stream.of(new Setting("krum:q=4", NOBODY, LONG)), momentum, unlike, wide)
        .flatMap(stream -> stream);
  }

  /** Momenta that nobody is told of. */
  private static Setting momentum(int everyRounds) {
    return new Setting(
        TRIMMED,
        NOBODY,
        "iid",
        MOMENTUM,
        0,
        LONG,
        new SuspicionSettings(0.05, MARGIN, everyRounds));
  }

  /** Momenta that are judged by what is put into them. */
  static Stream<Setting> increments() {
    return Stream.of(
            Stream.of(
                increments(NOBODY, TRIMMED, HIDDEN_UNITS, SOME),
                increments(NOBODY, TRIMMED, 0, LONG),
                increments(NOBODY, "krum:q=4", 0, LONG),
                increments(NOBODY, "multi-krum:q=4", 0, MIDDLE)),
            PLAIN.stream().map(attack -> increments(attack, TRIMMED, 0, SHORT)),
            HIDDEN.stream().map(attack -> increments(attack, TRIMMED, 0, SHORT)))
        .flatMap(stream -> stream);
  }

  private static Setting increments(String attack, String rule, int hidden, int rounds) {
    return new Setting(
        rule,
        attack,
        "iid",
        MOMENTUM,
        hidden,
        rounds,
        new SuspicionSettings(0.05, MARGIN, 1).withMomentum(BETA));
  }

  private static Setting unlike(String attack, int rounds, double margin) {
    return new Setting(
        TRIMMED,
        attack,
        "dirichlet:alpha=0.3,over=classes",
        GRADIENT,
        0,
        rounds,
        new SuspicionSettings(0.05, margin, 1));
  }

  /** Runs a setting with these seeds. */
  Line line(Setting setting, int firstSeed, int seeds) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      List<Future<Run>> running = new ArrayList<>();
      for (int seed : IntStream.range(firstSeed, firstSeed + seeds).toArray()) {
        running.add(threads.submit(() -> run(setting, seed)));
      }
      List<Run> runs = new ArrayList<>();
      for (Future<Run> run : running) {
        runs.add(run.get());
      }
      return new Line(setting, runs);
    } catch (ExecutionException e) {
      throw new IllegalStateException(setting.toString(), e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private Run run(Setting setting, int seed) {
    Catalog catalog = Catalog.standard();
    int[][] shards = catalog.partitioner(setting.partitioner()).partition(labels, M, seed);
    Suspicion suspicion = new Suspicion(M, Q, setting.settings());
    BrsgdTrainingMasterBuilder builder =
        BrsgdTrainingMaster.builder()
            .nodes(M)
            .byzantine(Q)
            .rule(catalog.rule(setting.rule()))
            .attackers(setting.attackers())
            .schedule(new BrsgdSchedule(1, 0.55))
            .rounds(setting.rounds())
            .nodeUpdate(catalog.nodeUpdate(setting.update()))
            .workers(1)
            .fastLayers()
            .serverObservers(suspicion)
            .seed(seed);
    if (catalog.isPoisoning(setting.attack())) {
      builder.poisoning(catalog.poisoning(setting.attack()));
    } else if (setting.attackers() > 0) {
      builder.attack(catalog.attack(setting.attack()));
    }
    builder
        .build()
        .fit(network(setting.hidden(), seed), new ShardNodeData(examples, shards, BATCH, seed));
    int honest = M - setting.attackers();
    List<NodeVerdict> verdicts = suspicion.verdicts();
    return new Run(verdicts.subList(0, honest), verdicts.subList(honest, M));
  }

  private static MultiLayerNetwork network(int hidden, int seed) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .weightInit(WeightInit.XAVIER)
            .updater(new Sgd(1))
            .list();
    if (hidden > 0) {
      layers.layer(
          new DenseLayer.Builder().nIn(784).nOut(hidden).activation(Activation.RELU).build());
    }
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            layers
                .layer(
                    new OutputLayer.Builder()
                        .nIn(hidden > 0 ? hidden : 784)
                        .nOut(10)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    return network;
  }

  /** All settings with as many seeds as they want, told as they are done. */
  List<Line> all(int seeds, int fewer, Consumer<Line> told) throws InterruptedException {
    List<Line> lines = new ArrayList<>();
    for (Setting setting : Stream.concat(promised(), others()).toList()) {
      Line line = line(setting, 1, promised().anyMatch(setting::equals) ? seeds : fewer);
      lines.add(line);
      told.accept(line);
    }
    return lines;
  }
}
