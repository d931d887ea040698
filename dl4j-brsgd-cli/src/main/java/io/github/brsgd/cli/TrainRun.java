package io.github.brsgd.cli;

import io.github.brsgd.cli.experiment.Adversary;
import io.github.brsgd.cli.experiment.EstimatedRun;
import io.github.brsgd.cli.experiment.Experiment;
import io.github.brsgd.cli.experiment.ExperimentConfig;
import io.github.brsgd.cli.experiment.ExperimentData;
import io.github.brsgd.cli.experiment.Outcome;
import io.github.brsgd.cli.experiment.Provenance;
import io.github.brsgd.cli.experiment.RunRecord;
import io.github.brsgd.cli.experiment.SavedNetwork;
import io.github.brsgd.cli.experiment.SuspectedNodes;
import io.github.brsgd.cli.report.AccuracyPlot;
import io.github.brsgd.cli.report.ClassAccuracy;
import io.github.brsgd.cli.report.TextTable;
import io.github.brsgd.cli.report.html.LiveReport;
import io.github.brsgd.cli.report.tensorboard.RoundEvents;
import io.github.brsgd.data.LabelCounts;
import io.github.brsgd.files.AtomicFile;
import io.github.brsgd.training.RoundListener;
import io.github.brsgd.training.model.TrainableNetwork;
import io.github.brsgd.training.server.Exclusion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.deeplearning4j.nn.api.Model;

/** A run with everything around it: what is said before, the bar, the files, the table after. */
final class TrainRun {

  private static final double PERCENT = 100;
  private static final String ACCURACY = "accuracy.png";

  /**
   * What not every run writes, and others read: that of an earlier one would be taken for its own.
   */
  private static final List<String> OPTIONAL =
      List.of(ACCURACY, EstimatedRun.FILE, SuspectedNodes.NODES, SuspectedNodes.ROUNDS);

  /** Of a run, that is kept by the draw that is proposed. */
  private static final double RISK = 0.01;

  private final Screen screen;
  private final Experiment experiment;
  private final Input input;
  private final int workers;
  private final Path out;
  private final Optional<SuspectedNodes> suspected;
  private final RunCheckpoints checkpoints;
  private final Optional<WatchServer> watch;
  private final boolean isForTensorBoard;

  /**
   * What is trained on what, as far as it can be refused: nothing of it needs a folder.
   *
   * @param data with test images that could be read
   * @param network which fits them and the rule
   * @param labels how they are dealt; empty where every node draws from the same distribution
   */
  record Input(ExperimentData data, Model network, Optional<LabelCounts> labels) {

    static Input of(Experiment experiment, ExperimentData data) throws IOException {
      Model network = experiment.network(data);
      data.testSize();
      return new Input(data, network, experiment.labelCounts(data));
    }
  }

  TrainRun(
      Screen screen,
      Experiment experiment,
      Input input,
      int workers,
      Path out,
      Optional<SuspectedNodes> suspected,
      RunCheckpoints checkpoints,
      Optional<WatchServer> watch,
      boolean isForTensorBoard) {
    this.screen = screen;
    this.experiment = experiment;
    this.input = input;
    this.workers = workers;
    this.out = out;
    this.suspected = suspected;
    this.checkpoints = checkpoints;
    this.watch = watch;
    this.isForTensorBoard = isForTensorBoard;
  }

  /** Trains, writes, tells; returns the exit code. */
  int execute(List<String> arguments) throws IOException {
    ExperimentConfig config = experiment.config();
    ExperimentData data = input.data();
    Model network = input.network();
    Provenance provenance =
        Provenance.now(
            Versions.brsgd(), Versions.dl4j(), BaseCommand.home(), data, workers, arguments);
    screen.print(
        "data     %s: %,d training and %,d test images%s, %s",
        config.data().title(),
        data.size(),
        data.testSize(),
        config.data().trusted() == 0
            ? ""
            : String.format(Locale.ROOT, ", %,d of the server's own", config.data().trusted()),
        data.origin());
    screen.print(
        "network  %s, %,d parameters",
        config.network().from().isEmpty() ? config.network().model() : config.network().from(),
        network.numParams());
    screen.print("run      %s", describe(config));
    screen.print("memory   %s", experiment.memory(network, workers));
    config
        .nodes()
        .participation()
        .draws(config.schedule().nodes())
        .ifPresent(
            draws ->
                screen.print(
                    "draws    %s",
                    draws.describe(
                        config.defence().byzantine(), config.schedule().rounds(), RISK)));
    Map<Long, LabelCounts> split = new TreeMap<>();
    Optional<LabelCounts> labels = input.labels();
    labels.ifPresent(counts -> split.put(config.schedule().seed(), counts));
    DealtExamples dealt = new DealtExamples(screen, config.data(), split);
    dealt.show();
    RunRecord begun = RunRecord.begun(config, provenance);
    Optional<LiveReport> live =
        watch.map(server -> serve(server, new LiveReport(out, begun, labels)));
    try (StopSignal stop = new StopSignal(screen)) {
      Outcome outcome = train(network, stop, begun, live);
      write(network, outcome, provenance);
      dealt.write(out);
      int code = report(network, outcome);
      live.ifPresent(report -> end(report, RunRecord.of(config, provenance, outcome)));
      return code;
    }
  }

  private LiveReport serve(WatchServer server, LiveReport live) {
    server.serve(live::page);
    screen.note("watch: %s", server.address());
    return live;
  }

  /** Those who look see how it ended; their browsers find nothing there once the command ends. */
  private void end(LiveReport live, RunRecord ended) {
    watch
        .orElseThrow()
        .serveLast(live.lastPage(ended), Duration.ofSeconds(LiveReport.REFRESH_SECONDS));
  }

  private Outcome train(Model network, StopSignal stop, RunRecord begun, Optional<LiveReport> live)
      throws IOException {
    int rounds = experiment.config().schedule().rounds();
    if (!checkpoints.isResumed()) {
      RoundEvents.delete(out);
    }
    try (Tracking tracking = Tracking.of(screen, out, isForTensorBoard);
        Progress progress = screen.progress("training", " rounds", rounds)) {
      return experiment.run(
          network,
          input.data(),
          workers,
          showing(progress, TrainableNetwork.of(network).iteration(), live, tracking),
          stop::isRequested,
          checkpoints.with(begun),
          suspected);
    }
  }

  /** A run that goes on starts from a network that is where the run began. */
  private static RoundListener showing(
      Progress progress, int first, Optional<LiveReport> live, Tracking tracking) {
    double[] accuracy = {Double.NaN};
    return (round, network) -> {
      live.ifPresent(report -> report.add(round));
      tracking.roundDone(round, network);
      round.accuracy().ifPresent(value -> accuracy[0] = value);
      progress.at(
          round.round() + 1 - first,
          String.format(
              Locale.ROOT, "loss %.3f, accuracy %.1f%%", round.loss(), PERCENT * accuracy[0]));
    };
  }

  private void write(Model network, Outcome outcome, Provenance provenance) throws IOException {
    for (String name : OPTIONAL) {
      Files.deleteIfExists(out.resolve(name));
    }
    AtomicFile.write(out.resolve("rounds.csv"), outcome.history().toCsv());
    SavedNetwork.write(network, input.data().normalization(), out.resolve("model.zip"));
    if (outcome.sampled().isPresent()) {
      SavedNetwork.write(
          network,
          outcome.sampled().get(),
          input.data().normalization(),
          out.resolve("model-sampled.zip"));
    }
    if (outcome.observed().isPresent()) {
      outcome.observed().get().write(out);
    }
    if (suspected.isPresent()) {
      suspected.get().write(out);
    }
    RunRecord.of(experiment.config(), provenance, outcome).write(out);
    List<AccuracyPlot.Point> points =
        outcome.history().rounds().stream()
            .filter(round -> round.accuracy().isPresent())
            .map(round -> new AccuracyPlot.Point(round.round() + 1, round.accuracy().getAsDouble()))
            .toList();
    if (!points.isEmpty()) {
      screen.picture(
          () -> AccuracyPlot.write(out.resolve(ACCURACY), describe(experiment.config()), points));
    }
  }

  private int report(Model network, Outcome outcome) {
    int rounds = outcome.history().rounds().size();
    int planned = experiment.config().schedule().rounds();
    if (rounds > 0 && !outcome.stopped()) {
      ClassAccuracy accuracy =
          ClassAccuracy.of(network, input.data().test(), input.data().classNames());
      screen.print("");
      screen.print(accuracy.table());
      screen.print(
          "%naccuracy %.2f%% on the test images after %d rounds in %.1f s",
          PERCENT * accuracy.total(), rounds, outcome.seconds());
    }
    outcome
        .sampled()
        .ifPresent(
            iterate ->
                screen.print(
                    "drawn: the network before round %d, of %d; model-sampled.zip",
                    iterate.round(), iterate.offered()));
    outcome.observed().ifPresent(this::estimates);
    suspected.ifPresent(watch -> screen.print("%n%s", watch.report().strip()));
    List<Exclusion> exclusions = outcome.history().exclusions();
    if (!exclusions.isEmpty()) {
      screen.print("%n%s", table(exclusions).toText().strip());
    }
    if (outcome.stopped()) {
      screen.print(
          "stopped after %d of %d rounds; the files of what was done are complete",
          rounds, planned);
    }
    outcome.aborted().ifPresent(why -> screen.note("aborted after %d rounds: %s", rounds, why));
    screen.print("results in %s", out);
    outcome.broken().filter(Error.class::isInstance).ifPresent(e -> outcome.orThrow());
    return outcome.aborted().isPresent() ? 1 : 0;
  }

  private static TextTable table(List<Exclusion> exclusions) {
    return new TextTable(
        List.of("excluded", "after round", "because"),
        exclusions.stream()
            .map(e -> List.of(String.valueOf(e.node()), String.valueOf(e.round()), e.reason()))
            .toList());
  }

  private void estimates(EstimatedRun observed) {
    if (observed.conclusive()) {
      screen.print("%nthe theorem's constants, as %d rounds showed them:", observed.rows().size());
      screen.print("%s", observed.report().strip());
    } else {
      screen.note(
          "observed %d rounds: too few to estimate the theorem's constants",
          observed.rows().size());
    }
  }

  /** One line about a run. */
  static String describe(ExperimentConfig config) {
    Adversary adversary = config.adversary();
    return String.format(
        Locale.ROOT,
        "%s (q=%d) on %d nodes, %s",
        config.defence().rule(),
        config.defence().byzantine(),
        config.schedule().nodes(),
        adversary.attackers() == 0
            ? "nobody attacks"
            : adversary.attackers() + " attack by " + adversary.attack());
  }
}
